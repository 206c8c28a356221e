using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Accounton.Tests.Running;

/// <summary>Keeps what one class logs, by its properties. In place of that class's <c>ILogger</c>.</summary>
public sealed class KeptLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, object?>> _lines = new();

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Lines => [.. _lines];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary());
}
