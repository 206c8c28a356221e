using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounton.Data.Sensitive;

/// <summary>
/// A Belgian national register number (rijksregisternummer or BIS number) as its digits, right or wrong: whether the
/// check digits hold is a rule of its own. Its text, JSON and log forms are a mask; only <see cref="Reveal"/> gives the digits.
/// A back-office may have something else in its place, which is as secret: see <see cref="Read"/>.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NationalNumberJsonConverter))]
public sealed class NationalNumber : IEquatable<NationalNumber>
{
    /// <summary>The most digits, or other characters, that are kept; a real number has 11 digits.</summary>
    public const int MaxDigits = 20;

    private readonly string _text;

    private NationalNumber(string text) => _text = text;

    /// <summary>
    /// Reads a number as people write it, such as <c>85.07.30-033.28</c>: digits of any script, with blanks, dots, slashes and
    /// dashes between them. False when anything else stands in the text, and for zeros alone or more than <see cref="MaxDigits"/>.
    /// </summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out NationalNumber? number)
    {
        number = DigitsOf(text) is { Length: > 0 and <= MaxDigits } digits && digits.Any(c => c != '0') ? new NationalNumber(digits) : null;
        return number is not null;
    }

    /// <summary>
    /// What a back-office has for a number: the number, or the text that stands there instead, which is nobody's number and is kept to
    /// be told and corrected. Null when there is no digit in it, or only zeros.
    /// </summary>
    public static NationalNumber? Read(string? text)
    {
        if (TryRead(text, out var number))
            return number;
        if (text is null || !text.Where((_, at) => CharUnicodeInfo.GetDecimalDigitValue(text, at) > 0).Any())
            return null;

        // The mark tells that something is gone, and keeps what is left from being a number.
        var trimmed = text.Trim();
        return new NationalNumber(trimmed.Length <= MaxDigits ? trimmed : trimmed[..(MaxDigits - 1)] + "…");
    }

    /// <summary>The digits: for matching, encryption or an explicit, logged act of showing; never for a log or an exception.</summary>
    public string Reveal() => _text;

    /// <summary>The birth date in front, the rest masked: <c>85.07.30-•••.••</c>.</summary>
    public override string ToString() =>
        _text.Length == 11 && _text.All(char.IsAsciiDigit) ? $"{_text[..2]}.{_text[2..4]}.{_text[4..6]}-•••.••" : "•••";

    public bool Equals(NationalNumber? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as NationalNumber);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The digits of a text that has nothing but digits and what people write between them; null for any other.</summary>
    private static string? DigitsOf(string? text)
    {
        if (text is null)
            return null;

        var digits = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at += char.IsSurrogatePair(text, at) ? 2 : 1)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(text, at) is var digit and >= 0)
                digits.Append((char)('0' + digit));
            else if (text[at] is not ('.' or '/' or '\u2212' or '\u2043') && !char.IsWhiteSpace(text[at])
                && char.GetUnicodeCategory(text[at]) is not (UnicodeCategory.DashPunctuation or UnicodeCategory.Format))
                return null;
        }

        return digits.ToString();
    }

    private sealed class NationalNumberJsonConverter : JsonConverter<NationalNumber>
    {
        public override NationalNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryRead(reader.GetString(), out var number) ? number : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, NationalNumber value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
