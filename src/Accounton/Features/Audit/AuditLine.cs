using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Accounton.Features.Audit;

/// <summary>An event as it is read again: the row, and the record it was made of.</summary>
/// <param name="Record">Null for a kind that this version no longer knows.</param>
public sealed record AuditLine(AuditEvent Event, AuditRecord? Record)
{
    /// <summary>Every kind of event, by its name.</summary>
    public static readonly FrozenDictionary<string, Type> Types =
        typeof(AuditRecord).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(AuditRecord)) && !type.IsAbstract).ToFrozenDictionary(type => type.Name);

    /// <summary>What tells it: beside the record, in the feature that it is of.</summary>
    public string? View => Record is null ? null : ViewOf(Record.GetType());

    public static string ViewOf(Type type) =>
        $"/{type.Namespace!["Accounton.".Length..].Replace('.', '/')}/Events/_{type.Name}.cshtml";

    /// <summary>What the record holds, in one line.</summary>
    public string Details => Record is null ? "" : string.Join("; ", Record.GetType().GetProperties()
        .Where(property => property.DeclaringType == Record.GetType() && property.Name != "EqualityContract")
        .Select(property => $"{property.Name}: {Text(property.GetValue(Record))}"));

    public static AuditLine From(AuditEvent row) =>
        new(row, Types.TryGetValue(row.Type, out var type) ? (AuditRecord?)JsonSerializer.Deserialize(row.Details, type) : null);

    private static string? Text(object? value) =>
        value is IEnumerable<string> list ? string.Join(", ", list) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
