using System.Text.RegularExpressions;
using Accounton.Data;

namespace Accounton.Features.Clients.Identifiers;

/// <summary>
/// The rules of the Belgian enterprise number (KBO/BCE): ten digits that begin with 0 or 1, the last two being
/// 97 − (first eight mod 97). A VAT number is the same behind <c>BE</c>.
/// </summary>
public static partial class EnterpriseNumbers
{
    public const int Length = 10;

    /// <summary>
    /// True when it could be Belgian: digits of any script with blanks, dots and dashes, alone or as the law has them written on
    /// letters: <c>BTW BE 0403.019.261, RPR Brussel</c>.
    /// </summary>
    public static bool LooksBelgian(string text) => Written().IsMatch(NormalText.Digits(text));

    /// <summary>The ten digits of a number as people write it; an old one of nine gets its zero in front.</summary>
    public static string Digits(string text)
    {
        var plain = NormalText.Digits(text);
        var digits = string.Concat(
            (Written().Match(plain) is { Success: true } match ? match.Groups[1].Value : plain).Where(char.IsAsciiDigit));
        return digits.Length == Length - 1 ? "0" + digits : digits;
    }

    /// <summary>What is wrong with ten digits; null when nothing is.</summary>
    public static ReasonCode? Fault(string digits)
    {
        if (digits.Length != Length || digits[0] > '1' || digits.All(c => c == '0'))
            return ReasonCode.EnterpriseNumberLength;

        var eight = int.Parse(digits.AsSpan(0, 8), provider: null);
        return 97 - (eight % 97) == int.Parse(digits.AsSpan(8), provider: null) ? null : ReasonCode.EnterpriseNumberCheckDigits;
    }

    /// <summary>As it is printed: <c>0403.019.261</c>.</summary>
    public static string Print(string digits) => digits.Length == Length ? $"{digits[..4]}.{digits[4..7]}.{digits[7..]}" : digits;

    [GeneratedRegex(
        @"^\s*(?:(?:BE|B\.?T\.?W|T\.?V\.?A|VAT|MwSt|KBO|BCE|CBE|R\.?P\.?[RM]|ON|"
            + @"ondernemings|(?:d['’]\s*)?entreprise|enterprise|num[ée]ro|number|nummer|nr|no[.:]|n[°º])"
        + @"[\s.:/\p{Pd}\u2212\u2043]*){0,6}([0-9][0-9\s./\p{Pd}\u2212\u2043]*)(?:[,;|(\s]*(?:R\.?P\.?[RM]|B\.?T\.?W|T\.?V\.?A|VAT)\b.*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
