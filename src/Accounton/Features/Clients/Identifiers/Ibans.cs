using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Accounton.Data;

namespace Accounton.Features.Clients.Identifiers;

/// <summary>The rules of international bank account numbers (ISO 13616): the length of each country, and check digits modulo 97.</summary>
public static partial class Ibans
{
    private static readonly FrozenDictionary<string, int> Lengths =
        ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 "
            + "ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 "
        + "HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 "
        + "MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 "
        + "RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20")
        .Split(' ').ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry.AsSpan(2), provider: null), StringComparer.Ordinal);

    /// <summary>In capitals, without what people write between the groups.</summary>
    public static string Normalise(string text) =>
        string.Concat(
            NormalText.Digits(text).ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '.' or '/'))) is var plain
            && plain.StartsWith("IBAN", StringComparison.Ordinal)
            ? plain[4..].TrimStart(':')
            : plain;

    /// <summary>Two letters, two figures and as many letters and figures as its country has.</summary>
    public static bool IsWritten(string iban) =>
        Form().IsMatch(iban) && (!Lengths.TryGetValue(iban[..2], out var length) || iban.Length == length);

    /// <summary>Whether the check digits of a written number hold.</summary>
    public static bool IsRight(string iban)
    {
        var rest = 0;
        foreach (var c in iban[4..] + iban[..4])
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + (c - '0')) % 97 : ((rest * 100) + (c - 'A' + 10)) % 97;
        return rest == 1;
    }

    /// <summary>In groups of four: <c>BE68 5390 0754 7034</c>.</summary>
    public static string Print(string iban) => string.Join(' ', iban.Chunk(4).Select(group => new string(group)));

    [GeneratedRegex("^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$")]
    private static partial Regex Form();
}
