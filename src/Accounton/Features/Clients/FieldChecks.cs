using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Accounton.Data;
using Accounton.Features.Clients.Identifiers;
using Accounton.Vendors;
using PhoneNumbers;

namespace Accounton.Features.Clients;

/// <summary>How the text of each field is normalised and what can be wrong with it. Pure: no database, no clock.</summary>
public static partial class FieldChecks
{
    /// <summary>Hardly anybody lives longer: an older birth date stands for none.</summary>
    private const int MostYears = 120;

    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    private static readonly FrozenDictionary<string, string> Languages = new Dictionary<string, string>
    {
        ["nl"] = "nl", ["n"] = "nl", ["nld"] = "nl", ["dut"] = "nl", ["nederlands"] = "nl",
        ["neerlandais"] = "nl", ["dutch"] = "nl", ["niederlandisch"] = "nl",
        ["fr"] = "fr", ["f"] = "fr", ["fra"] = "fr", ["fre"] = "fr", ["frans"] = "fr",
        ["francais"] = "fr", ["french"] = "fr", ["franzosisch"] = "fr",
        ["en"] = "en", ["e"] = "en", ["eng"] = "en", ["engels"] = "en", ["anglais"] = "en", ["english"] = "en", ["englisch"] = "en",
        ["de"] = "de", ["d"] = "de", ["deu"] = "de", ["ger"] = "de",
        ["duits"] = "de", ["allemand"] = "de", ["german"] = "de", ["deutsch"] = "de",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ClientType> Types = new Dictionary<string, ClientType>
    {
        ["person"] = ClientType.Person, ["persoon"] = ClientType.Person,
        ["particulier"] = ClientType.Person, ["natuurlijke persoon"] = ClientType.Person,
        ["personne"] = ClientType.Person, ["personne physique"] = ClientType.Person,
        ["individual"] = ClientType.Person, ["p"] = ClientType.Person,
        ["soleproprietor"] = ClientType.SoleProprietor,
        ["sole proprietor"] = ClientType.SoleProprietor, ["eenmanszaak"] = ClientType.SoleProprietor,
        ["zelfstandige"] = ClientType.SoleProprietor, ["independant"] = ClientType.SoleProprietor,
        ["entreprise individuelle"] = ClientType.SoleProprietor,
        ["company"] = ClientType.Company, ["vennootschap"] = ClientType.Company,
        ["bedrijf"] = ClientType.Company, ["onderneming"] = ClientType.Company,
        ["societe"] = ClientType.Company, ["entreprise"] = ClientType.Company,
        ["rechtspersoon"] = ClientType.Company, ["personne morale"] = ClientType.Company,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] DateForms = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy/M/d", "yyyyMMdd", "d M yyyy"];

    public static FieldCheck Type(string text, CheckContext context) =>
        Types.TryGetValue(NormalText.Fold(text, 40), out var type) ? new(type.ToString()) : new(text, ReasonCode.TypeUnknown);

    public static FieldCheck Email(string text, CheckContext context)
    {
        var address = text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text[7..].Trim() : text;
        return MailAddresses.Parse(address) is { } kept ? new(kept) : new(text, ReasonCode.EmailMalformed);
    }

    /// <summary>In lower case, as lists filter by it.</summary>
    public static FieldCheck MemberEmail(string text, CheckContext context) => Email(text.ToLowerInvariant(), context);

    public static FieldCheck Language(string text, CheckContext context)
    {
        var folded = NormalText.Fold(text, 40);
        if (folded.Length > 3 && folded[2] == ' ')
            folded = folded[..2];
        return Languages.TryGetValue(folded, out var language) ? new(language) : new(text, ReasonCode.LanguageUnknown);
    }

    /// <summary>E.164 (<c>+32470123456</c>); what cannot be read, such as two numbers or one with a name, stays as it came.</summary>
    public static FieldCheck Phone(string text, CheckContext context)
    {
        if (PhoneNumber().Match(NormalText.Digits(text)) is not { Success: true } written)
            return new(text, ReasonCode.PhoneUnreadable);

        try
        {
            var digits = written.Groups[1].Value;
            var number = Phones.Parse(digits.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..] : digits, context.Country);
            return !Phones.IsPossibleNumber(number) || number.HasExtension ? new(text, ReasonCode.PhoneUnreadable)
                : new(Phones.Format(number, PhoneNumberFormat.E164), Phones.IsValidNumber(number) ? null : ReasonCode.PhoneInvalid);
        }
        catch (NumberParseException)
        {
            return new(text, ReasonCode.PhoneUnreadable);
        }
    }

    /// <summary>A kept number as people write it: <c>+32 470 12 34 56</c>.</summary>
    public static string PrintPhone(string kept)
    {
        try
        {
            return kept.StartsWith('+') ? Phones.Format(Phones.Parse(kept, null), PhoneNumberFormat.INTERNATIONAL) : kept;
        }
        catch (NumberParseException)
        {
            return kept;
        }
    }

    public static FieldCheck PostalCode(string text, CheckContext context) => context.Country switch
    {
        "BE" when BelgianPostalCode().Match(NormalText.Digits(text)) is { Success: true } match => new(match.Groups[1].Value),
        "BE" => new(text, ReasonCode.PostalCodeUnusual),
        _ => new(text),
    };

    /// <summary>An ISO 3166 code of two letters.</summary>
    public static FieldCheck Country(string text, CheckContext context) =>
        Countries.CodeOf(text) is { } code ? new(code) : new(text, ReasonCode.CountryUnknown);

    public static FieldCheck BirthDate(string text, CheckContext context)
    {
        if (!DateOnly.TryParseExact(NormalText.Digits(text), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || date.Year < 1880)
            return new(text, ReasonCode.DateUnreadable);

        return new(date.ToString("O", CultureInfo.InvariantCulture), date > context.Today ? ReasonCode.DateInFuture
            : date < context.Today.AddYears(-MostYears) ? ReasonCode.DateTooOld
            : null);
    }

    /// <summary>Eleven digits. Those that lost zeros in front are told, not mended.</summary>
    public static FieldCheck NationalNumber(string text, CheckContext context)
    {
        if (Data.Sensitive.NationalNumber.TryRead(text, out var number))
            return new(number.Reveal(), NationalRegisterNumbers.Fault(number.Reveal(), context.Today));

        var plain = NormalText.Digits(text);
        return plain.Any(c => c is >= '1' and <= '9') ? new(Data.Sensitive.NationalNumber.Read(text)!.Reveal(), ReasonCode.NumberWithText)
            : plain.All(c => c is '0' or '.' or ' ' or '/' || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation) ? new(null)
            : new(text, ReasonCode.NumberLength);
    }

    /// <summary>
    /// Ten digits; a foreign VAT number stays as it came; zeros and words such as "in aanvraag" are none, other words are told.
    /// </summary>
    public static FieldCheck EnterpriseNumber(string text, CheckContext context)
    {
        var given = text;
        text = NormalText.Digits(text);
        if (!text.Any(char.IsNumber))
            return VendorText.IsNoNumber(text) ? new(null) : new(given, ReasonCode.EnterpriseNumberLength);
        if (text.Any(char.IsAsciiDigit) && text.Where(char.IsAsciiDigit).All(c => c == '0'))
            return new(null);
        if (!EnterpriseNumbers.LooksBelgian(text))
            return new(given, ReasonCode.EnterpriseNumberForeign);

        var digits = EnterpriseNumbers.Digits(text);
        return EnterpriseNumbers.Fault(digits) is { } fault ? new(text, fault) : new(digits);
    }

    /// <summary>One number and at most a word for what it is: whatever else stands there would get lost.</summary>
    [GeneratedRegex(
        @"^(?:(?:tel|tél|telefoon|telefoonnr|téléphone|phone|gsm|mobiel|mobile|mob|portable|nr|n°|t|m)\b?[.:\s]*)?"
            + @"(\+?[0-9\s./()\p{Pd}\u2212\u2043]+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^(?:B(?:E)?[- ]?)?([1-9]\d{3})$", RegexOptions.IgnoreCase)]
    private static partial Regex BelgianPostalCode();
}
