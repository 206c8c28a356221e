using Accounton.Features.Clients;

namespace Accounton.Tests.Features.Clients;

/// <summary>How what people type becomes what is kept.</summary>
public sealed class FieldChecksTests
{
    private static readonly DateOnly Today = new(2026, 5, 13);

    [Theory]
    [InlineData("0470 12 34 56", "BE", "+32470123456")]
    [InlineData("0470/12.34.56", "BE", "+32470123456")]
    [InlineData("0032 470 12 34 56", "BE", "+32470123456")]
    [InlineData("+31 6 12345678", "BE", "+31612345678")]
    [InlineData("06 12345678", "NL", "+31612345678")]
    [InlineData("03 234 56 78", "BE", "+3232345678")]
    [InlineData("tel. 03/234.56.78", "BE", "+3232345678")]
    [InlineData("GSM: +32 (0)470\u221212\u221234\u221256", "BE", "+32470123456")]
    [InlineData("\u0660\u0664\u0667\u0660 12 34 56", "BE", "+32470123456")]
    public void Phone_asItIsTyped_becomesE164(string text, string country, string kept) =>
        Assert.Equal(new FieldCheck(kept), FieldChecks.Phone(text, new CheckContext(Today, country)));

    [Theory]
    [InlineData("zie mail")]
    [InlineData("12")]
    [InlineData("0470 12 34 56 m")]
    [InlineData("x0470123456 oud")]
    [InlineData("0470 12 34 56 / 0471 12 34 56")]
    [InlineData("Jan: 0470 12 34 56")]
    [InlineData("0470123456 ext. 12")]
    public void Phone_thatCannotBeRead_staysWithARemark(string text)
    {
        Assert.Equal(new FieldCheck(text, ReasonCode.PhoneUnreadable), FieldChecks.Phone(text, new CheckContext(Today)));
        Assert.Equal(text, FieldChecks.PrintPhone(text));
    }

    [Fact]
    public void Phone_thatNoCountryGivesOut_isToldAndKept() =>
        Assert.Equal(new FieldCheck("+32111111111", ReasonCode.PhoneInvalid), FieldChecks.Phone("0111 11 11 11", new CheckContext(Today)));

    [Theory]
    [InlineData("BTW BE 0403.019.261", "0403019261", null)]
    [InlineData("TVA BE0403019261", "0403019261", null)]
    [InlineData("BE: 0403.019.261", "0403019261", null)]
    [InlineData("BE\u20110403\u2013019\u2013261", "0403019261", null)]
    [InlineData("0403.019.261 RPR Brussel", "0403019261", null)]
    [InlineData("BTW-BE-0403.019.261, RPM Bruxelles, division 2", "0403019261", null)]
    [InlineData("\u0660403019261", "0403019261", null)]
    [InlineData("\U0001D7D8403.019.261", "0403019261", null)]
    [InlineData("BE\u22120403\u2212019\u2212261", "0403019261", null)]
    [InlineData("B.T.W. BE 0403.019.261", "0403019261", null)]
    [InlineData("N° TVA : BE 0403 019 261 (R.P.M. Liège)", "0403019261", null)]
    [InlineData("Ondernemingsnummer: 0403.019.261", "0403019261", null)]
    [InlineData("Numéro d’entreprise 0403.019.261", "0403019261", null)]
    [InlineData("MwSt. BE 0403.019.261", "0403019261", null)]
    [InlineData("BE BTW 403.019.261 | RPR Gent, afd. Brugge", "0403019261", null)]
    [InlineData("NO 923609016", "NO 923609016", ReasonCode.EnterpriseNumberForeign)]
    [InlineData("NL123456789B01", "NL123456789B01", ReasonCode.EnterpriseNumberForeign)]
    [InlineData("in aanvraag", null, null)]
    public void EnterpriseNumber_asTheLawHasItWritten_isTenDigits(string text, string? kept, ReasonCode? reason) =>
        Assert.Equal(new FieldCheck(kept, reason), FieldChecks.EnterpriseNumber(text, new CheckContext(Today)));

    [Fact]
    public void Phone_thatIsKept_isPrintedWithBlanks() => Assert.Equal("+32 470 12 34 56", FieldChecks.PrintPhone("+32470123456"));

    [Theory]
    [InlineData("NL", "nl")]
    [InlineData("Nederlands", "nl")]
    [InlineData("Néerlandais", "nl")]
    [InlineData("nl-BE", "nl")]
    [InlineData("Français", "fr")]
    [InlineData("F", "fr")]
    [InlineData("English", "en")]
    [InlineData("Duits", "de")]
    public void Language_inAnyLanguage_becomesItsCode(string text, string kept) =>
        Assert.Equal(new FieldCheck(kept), FieldChecks.Language(text, new CheckContext(Today)));

    [Fact]
    public void Language_thatIsNoneOfOurs_isTold() =>
        Assert.Equal(new FieldCheck("Klingon", ReasonCode.LanguageUnknown), FieldChecks.Language("Klingon", new CheckContext(Today)));

    [Theory]
    [InlineData("België", "BE")]
    [InlineData("Belgique", "BE")]
    [InlineData("Belgium", "BE")]
    [InlineData("BEL", "BE")]
    [InlineData("Nederland", "NL")]
    [InlineData("Pays-Bas", "NL")]
    [InlineData("Netherlands", "NL")]
    [InlineData("Allemagne", "DE")]
    [InlineData("L", "LU")]
    [InlineData("Frankrijk", "FR")]
    public void Country_inThreeLanguages_becomesItsCode(string text, string kept) =>
        Assert.Equal(new FieldCheck(kept), FieldChecks.Country(text, new CheckContext(Today)));

    [Fact]
    public void Country_thatDoesNotExist_staysWithARemark() =>
        Assert.Equal(new FieldCheck("Zamunda", ReasonCode.CountryUnknown), FieldChecks.Country("Zamunda", new CheckContext(Today)));

    [Theory]
    [InlineData("30/07/1985", "1985-07-30", null)]
    [InlineData("1-2-2003", "2003-02-01", null)]
    [InlineData("1985-07-30", "1985-07-30", null)]
    [InlineData("30.7.1985", "1985-07-30", null)]
    [InlineData("31/02/1985", "31/02/1985", ReasonCode.DateUnreadable)]
    [InlineData("30/07/1785", "30/07/1785", ReasonCode.DateUnreadable)]
    [InlineData("14/05/2026", "2026-05-14", ReasonCode.DateInFuture)]
    [InlineData("vorig jaar", "vorig jaar", ReasonCode.DateUnreadable)]
    public void BirthDate_asItIsTyped_becomesIso(string text, string kept, ReasonCode? reason) =>
        Assert.Equal(new FieldCheck(kept, reason), FieldChecks.BirthDate(text, new CheckContext(Today)));

    [Theory]
    [InlineData("2000", "BE", "2000", null)]
    [InlineData("B-2000", "BE", "2000", null)]
    [InlineData("BE 2000", "BE", "2000", null)]
    [InlineData("0200", "BE", "0200", ReasonCode.PostalCodeUnusual)]
    [InlineData("20000", "BE", "20000", ReasonCode.PostalCodeUnusual)]
    [InlineData("1012 AB", "NL", "1012 AB", null)]
    public void PostalCode_ofACountry_isCheckedByItsRules(string text, string country, string kept, ReasonCode? reason) =>
        Assert.Equal(new FieldCheck(kept, reason), FieldChecks.PostalCode(text, new CheckContext(Today, country)));

    [Theory]
    [InlineData("jan@voorbeeld.be", "jan@voorbeeld.be", null)]
    [InlineData("mailto:Jan@Voorbeeld.be", "Jan@Voorbeeld.be", null)]
    [InlineData("jan@voorbeeld", "jan@voorbeeld", ReasonCode.EmailMalformed)]
    [InlineData("jan@voorbeeld.be; an@voorbeeld.be", "jan@voorbeeld.be; an@voorbeeld.be", ReasonCode.EmailMalformed)]
    [InlineData("geen", "geen", ReasonCode.EmailMalformed)]
    public void Email_asItIsTyped_isCheckedAndKeepsItsCase(string text, string kept, ReasonCode? reason) =>
        Assert.Equal(new FieldCheck(kept, reason), FieldChecks.Email(text, new CheckContext(Today)));

    [Theory]
    [InlineData("85.07.30-033.28", "85073003328", null)]
    [InlineData("1020300566", "1020300566", ReasonCode.NumberLostZero)]
    [InlineData("10100105", "10100105", ReasonCode.NumberLostZero)]
    [InlineData("x67031408946 oud", "x67031408946 oud", ReasonCode.NumberWithText)]
    [InlineData("85.07.30\u2013033.28", "85073003328", null)]
    [InlineData("85.07.30\u2212033.28", "85073003328", null)]
    [InlineData("85.07.30-033.28 (oud)", "85.07.30-033.28 (ou…", ReasonCode.NumberWithText)]
    [InlineData("101200129", "101200129", ReasonCode.NumberLostZero)]
    [InlineData("\u0668\u0665.07.30-033.28", "85073003328", null)]
    [InlineData("000.000", null, null)]
    [InlineData("onbekend", "onbekend", ReasonCode.NumberLength)]
    public void NationalNumber_asItIsTyped_isDigitsAndNeverMendedInSilence(string text, string? kept, ReasonCode? reason) =>
        Assert.Equal(new FieldCheck(kept, reason), FieldChecks.NationalNumber(text, new CheckContext(Today)));

    [Theory]
    [InlineData("Persoon", "Person")]
    [InlineData("personne physique", "Person")]
    [InlineData("Eenmanszaak", "SoleProprietor")]
    [InlineData("Company", "Company")]
    [InlineData("SoleProprietor", "SoleProprietor")]
    public void Type_inAnyLanguage_becomesItsName(string text, string kept) =>
        Assert.Equal(new FieldCheck(kept), FieldChecks.Type(text, new CheckContext(Today)));
}
