using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;

namespace Accounton.Sandbox.ExpectedResults;

/// <summary>Reads fields of an answer as the rules for a perfect sync say.</summary>
internal static class Fields
{
    /// <summary>Text as it came; null when it is missing, empty or only blanks.</summary>
    public static string? Text(this JsonNode? node, string name) => node?[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => NullIfBlank(value.GetValue<string>()),
        var value => value.ToJsonString(),
    };

    /// <summary>As <see cref="Text"/>, but 0 means null as well.</summary>
    public static string? NonZero(this JsonNode? node, string name) => node.Text(name) is { } text && text != "0" ? text : null;

    public static string? Day(string? text) => text is { Length: >= 10 } ? text[..10] : null;

    public static bool IsPast(string? text) =>
        Day(text) is { } day
            && DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) < DateOnly.FromDateTime(DateTime.Today);

    public static string? DigitsOf(string? text) => text is null ? null : NullIfBlank(Identifiers.Digits(text));

    /// <summary>A placeholder such as "BTW-nummer in aanvraag" has no digit, and is no number.</summary>
    public static string? NumberOrNull(string? text) => text is not null && text.Any(char.IsAsciiDigit) ? text : null;

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
