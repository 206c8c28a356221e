using System.Collections.Concurrent;
using Accounton.Data.Sensitive;
using Accounton.Vendors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Accounton.Tests.Vendors;

/// <summary>The vendor clients as the application registers them, with time that does not pass and logs that are kept.</summary>
public sealed class VendorHost : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly KeptLogs _logs = new();

    public VendorHost(
        Dictionary<string, string?> settings,
        Action<VendorHttpOptions>? http = null,
        Action<IServiceCollection>? services = null,
        TimeProvider? time = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(time ?? Time);
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs));
        collection.AddVendors(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        collection.Configure<VendorHttpOptions>(options =>
        {
            // InstantTime lets waits below an hour end at once.
            options.AttemptTimeout = TimeSpan.FromHours(1);
            options.TotalTimeout = TimeSpan.FromHours(2);
            http?.Invoke(options);
        });
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public InstantTime Time { get; } = new();
    public string Logs => string.Join('\n', _logs.Lines);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IClientSource Source(Vendor vendor) => _services.GetServices<IClientSource>().Single(source => source.Vendor == vendor);

    public void Dispose() => _services.Dispose();

    private sealed class KeptLogs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>Credentials that give one token after another, and then have none left.</summary>
public sealed class GivenTokens(params string[] tokens) : IVendorCredentials
{
    private int _index;

    public List<string?> Refused { get; } = [];

    public ValueTask<Secret> GetAsync(Secret? refused, CancellationToken cancellationToken)
    {
        lock (Refused)
        {
            if (refused is not null)
                Refused.Add(refused.Reveal());
            if (refused?.Reveal() == tokens[_index])
                _index++;
            return _index < tokens.Length
                ? new(new Secret(tokens[_index]))
                : throw new VendorException(Vendor.AdminPulse, VendorFault.ReconnectNeeded);
        }
    }
}
