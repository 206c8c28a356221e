using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounton.Data.Sensitive;

/// <summary>
/// A Belgian national register number (rijksregisternummer or BIS number) as its digits, right or wrong: whether the
/// check digits hold is a rule of its own. Its text, JSON and log forms are a mask; only <see cref="Reveal"/> gives the digits.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NationalNumberJsonConverter))]
public sealed class NationalNumber : IEquatable<NationalNumber>
{
    /// <summary>The most digits that are kept; a real number has 11.</summary>
    public const int MaxDigits = 20;

    private readonly string _digits;

    private NationalNumber(string digits) => _digits = digits;

    /// <summary>Reads the digits out of a text such as <c>85.07.30-033.28</c>; false when it has none, only zeros, or more than <see cref="MaxDigits"/>.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out NationalNumber? number)
    {
        var digits = text is null ? "" : string.Concat(text.Where(char.IsAsciiDigit));
        number = digits.Length is > 0 and <= MaxDigits && digits.Any(c => c != '0') ? new NationalNumber(digits) : null;
        return number is not null;
    }

    /// <summary>The digits: for matching, encryption or an explicit, logged act of showing; never for a log or an exception.</summary>
    public string Reveal() => _digits;

    /// <summary>The birth date in front, the rest masked: <c>85.07.30-•••.••</c>.</summary>
    public override string ToString() =>
        _digits.Length == 11 ? $"{_digits[..2]}.{_digits[2..4]}.{_digits[4..6]}-•••.••" : "•••";

    public bool Equals(NationalNumber? other) => other is not null && string.Equals(_digits, other._digits, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as NationalNumber);

    public override int GetHashCode() => _digits.GetHashCode(StringComparison.Ordinal);

    private sealed class NationalNumberJsonConverter : JsonConverter<NationalNumber>
    {
        public override NationalNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryRead(reader.GetString(), out var number) ? number : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, NationalNumber value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
