using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Accounton.Sandbox.Syneton;

/// <summary>One condition of a filter.</summary>
internal sealed record Condition(string Field, string Operator, IReadOnlyList<string> Values)
{
    private readonly HashSet<string> choices = new(Values, StringComparer.OrdinalIgnoreCase);

    public bool Is(string field) => string.Equals(Field, field, StringComparison.OrdinalIgnoreCase);

    public bool Matches(JsonObject row)
    {
        var text = TextOf(row);
        return Operator switch
        {
            "isnull" => text is null,
            "isnotnull" => text is not null,
            _ when text is null => false,
            "in" => choices.Contains(text),
            "startswith" => text.StartsWith(Values[0], StringComparison.OrdinalIgnoreCase),
            "eq" => Compare(text, Values[0]) == 0,
            "ne" => Compare(text, Values[0]) != 0,
            "gt" => Compare(text, Values[0]) > 0,
            "ge" => Compare(text, Values[0]) >= 0,
            "lt" => Compare(text, Values[0]) < 0,
            _ => Compare(text, Values[0]) <= 0,
        };
    }

    private string? TextOf(JsonObject row)
    {
        var name = row.ContainsKey(Field) ? Field : row.Select(property => property.Key).FirstOrDefault(Is);
        return name is null || row[name] is not JsonValue value ? null
            : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
    }

    /// <summary>As numbers when both are, else as dates when both are, else as text without regard to case.</summary>
    private static int Compare(string left, string right)
    {
        if (decimal.TryParse(left, NumberStyles.Number, CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(right, NumberStyles.Number, CultureInfo.InvariantCulture, out var b))
            return a.CompareTo(b);
        if (DateTime.TryParse(left, CultureInfo.InvariantCulture, out var from)
            && DateTime.TryParse(right, CultureInfo.InvariantCulture, out var to))
            return from.CompareTo(to);
        return string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }
}
