using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounton.Vendors;

/// <summary>
/// Reads vendors' JSON so that one odd field costs that field, not the page: ids as numbers, numbers as strings, and
/// null for a value of the wrong kind. The shape of the whole (an envelope, a list) stays strict.
/// </summary>
public static class TolerantJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new NumberConverter());
        options.Converters.Add(new FlagConverter());
        options.Converters.Add(new DateConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>A list's items, null for each one that is no object. The reader stands at the list's start, and ends at its end.</summary>
    public static List<T?> ReadObjects<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        where T : class
    {
        var items = new List<T?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                items.Add(JsonSerializer.Deserialize<T>(ref reader, options));
            }
            else
            {
                reader.Skip();
                items.Add(null);
            }
        }
        return items;
    }

    /// <summary>A scalar as text; null for an object, a list, or text that is no valid Unicode.</summary>
    private static string? Scalar(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                try
                {
                    return reader.GetString();
                }
                catch (InvalidOperationException)
                {
                    return null;
                }
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            default:
                reader.Skip();
                return null;
        }
    }

    private sealed class TextConverter : JsonConverter<string?>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Scalar(ref reader);

        public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    private sealed class NumberConverter : JsonConverter<long?>
    {
        public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            decimal.TryParse(Scalar(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= long.MinValue and <= long.MaxValue && decimal.IsInteger(number)
                ? (long)number
                : null;

        public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class FlagConverter : JsonConverter<bool?>
    {
        public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Scalar(ref reader)?.Trim().ToUpperInvariant() switch
            {
                "TRUE" or "1" or "-1" => true,
                "FALSE" or "0" => false,
                _ => null,
            };

        public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    /// <summary>The date of an ISO date or date-time, as it is written: a birthday has no time zone.</summary>
    private sealed class DateConverter : JsonConverter<DateOnly?>
    {
        public override DateOnly? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Scalar(ref reader)?.Trim() is { Length: >= 10 } text
            && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year > 1
                ? date
                : null;

        public override void Write(Utf8JsonWriter writer, DateOnly? value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
