using System.Globalization;
using System.Text;
using CsCheck;

namespace Accounton.Tests.Web;

/// <summary>What nobody types and programs send all the same.</summary>
internal static class OddText
{
    private static readonly Gen<string> Marks = Gen.OneOf(
        "\0", "\uD800", "\uDC00", "\uDBFF", "\uFFFE", "\uFFFF", "\u200B", "\u202E", "\uFEFF", "e\u0301", "\U0002000B", "\r\n");

    private static readonly Gen<string> Dates = Gen.OneOf(
        Gen.OneOf(
            "0001-01-01", "9999-12-31", "10000-01-01", "0000-00-00", "31/12/9999",
            "1/1/0001", "9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00-14:00"),
        Gen.DateOnly.Select(date => date.ToString("O", CultureInfo.InvariantCulture)));

    private static readonly Gen<string> Numbers = Gen.OneOf(
        Gen.OneOf(
            "-2147483648", "2147483647", "2147483648", "-9223372036854775808",
            "9223372036854775808", "99999999999999999999", "1e400", "NaN", "-0", "1,5", "0x7F", "+"),
        Gen.Long.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Digits that are digits to <see cref="char.IsDigit(char)"/>, or to people, and to no parser.</summary>
    private static readonly Gen<string> Digits = Gen.Select(
        Gen.OneOf("\u0660", "\u0966", "\uFF10", "\U0001D7CE"), Gen.Int[0, 9].Array[1, 11],
        (zero, digits) => string.Concat(digits.Select(digit => char.ConvertFromUtf32(char.ConvertToUtf32(zero, 0) + digit))));

    private static readonly Gen<string> Codes = Gen.OneOf(
        "/é", "//elders.test", "\\", "%", "%00", "%zz", "'\"<", "'; --", "{0}", "[]", "][",
        "a.b[c].d", "../../etc", "true,false", "999", "-1", ",,,", "null", "\t", " ", "",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "a@b", "javascript:alert(1)", "=1+1", "*", "_%");

    private static readonly Gen<string> Letters = Gen.String;

    private static readonly Gen<string> Long = Gen.Select(
        Gen.OneOf("x", "é", "\u0663", "ab ", "1"), Gen.Int[1, 4], (part, times) => Repeated(part, times * 100 / part.Length));

    /// <summary>As much as a form may hold, and more than any field does.</summary>
    private static readonly Gen<string> VeryLong = Gen.OneOf("x", "é ", "7").Select(part => Repeated(part, 100_000 / part.Length));

    public static readonly Gen<string> Any = Gen.Frequency(
        (4, Gen.Select(Letters, Marks, Letters, (before, mark, after) => before + mark + after)),
        (3, Marks), (4, Dates), (4, Numbers), (3, Digits), (4, Codes), (2, Letters), (2, Long), (1, VeryLong));

    /// <summary>As it stands in an address or a form: half a character too, which no encoder of ours writes.</summary>
    public static string Encoded(string text)
    {
        var encoded = new StringBuilder();
        var whole = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text, at))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                encoded.Append(Uri.EscapeDataString(text[whole..at])).Append(Half(text[at]));
                whole = at + 1;
            }
        }

        return encoded.Append(Uri.EscapeDataString(text[whole..])).ToString();
    }

    private static string Half(char half) => $"%{0xE0 | (half >> 12):X2}%{0x80 | ((half >> 6) & 0x3F):X2}%{0x80 | (half & 0x3F):X2}";

    private static string Repeated(string part, int times) => new StringBuilder().Insert(0, part, times).ToString();
}
