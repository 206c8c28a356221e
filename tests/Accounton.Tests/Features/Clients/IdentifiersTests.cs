using Accounton.Features.Clients;
using Accounton.Features.Clients.Identifiers;

namespace Accounton.Tests.Features.Clients;

/// <summary>The rules of Belgian numbers against public example numbers, right and wrong.</summary>
public sealed class IdentifiersTests
{
    private static readonly DateOnly Today = new(2026, 5, 13);

    public static TheoryData<string, string, bool, string> Examples
    {
        get
        {
            var rows = new TheoryData<string, string, bool, string>();
            foreach (var cells in File.ReadLines(Path.Combine(Source.Root, "tests/Accounton.Tests/Features/Clients/identifiers.csv"))
                .Skip(1).Select(line => line.Split(',')))
            {
                // Bank account numbers are not kept yet.
                if (cells[0] != "iban")
                    rows.Add(cells[0], cells[1], cells[2] == "valid", cells[3]);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public void Number_ofThePublicExamples_isJudgedAsTheySay(string kind, string number, bool isValid, string why)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));

        var fault = kind == "enterprise" ? EnterpriseNumbers.Fault(digits) : NationalRegisterNumbers.Fault(digits, Today);

        Assert.Equal(isValid, fault is null);
        if (why.StartsWith("checksum", StringComparison.Ordinal))
            Assert.Equal(kind == "enterprise" ? ReasonCode.EnterpriseNumberCheckDigits : ReasonCode.NumberCheckDigits, fault);
    }

    [Theory]
    [InlineData("85133000105", ReasonCode.NumberMonth)]
    [InlineData("85333000148", ReasonCode.NumberMonth)]
    [InlineData("66041000047", ReasonCode.NumberSequence)]
    [InlineData("66041099918", ReasonCode.NumberSequence)]
    [InlineData("99123100197", ReasonCode.NumberInFuture)]
    [InlineData("8507300332", ReasonCode.NumberLength)]
    [InlineData("850730033288", ReasonCode.NumberLength)]
    [InlineData("1020300566", ReasonCode.NumberLostZero)]
    [InlineData("1020300567", ReasonCode.NumberLength)]
    public void NationalNumber_thatIsWrong_saysHow(string digits, ReasonCode reason) =>
        Assert.Equal(reason, NationalRegisterNumbers.Fault(digits, Today));

    [Fact]
    public void NationalNumber_withADayThatDoesNotExist_isOnlyRemarked()
    {
        var number = WithCheckDigits("850231001");

        Assert.Equal(ReasonCode.NumberDayUnknown, NationalRegisterNumbers.Fault(number, Today));
        Assert.True(FieldReason.IsAlwaysWarning(ReasonCode.NumberDayUnknown));
        Assert.Null(NationalRegisterNumbers.BirthDate(number, Today));
    }

    [Theory]
    [InlineData("85073003328", "1985-07-30")]
    [InlineData("17073003384", "2017-07-30")]
    [InlineData("98472899765", "1998-07-28")]
    [InlineData("00000100166", null)]
    [InlineData("12345678901", null)]
    public void BirthDate_ofANumber_isReadOnlyWhereItTellsOne(string digits, string? date) =>
        Assert.Equal(date, NationalRegisterNumbers.BirthDate(digits, Today)?.ToString("O", null));

    [Theory]
    [InlineData("BE 0403.019.261", "0403019261", null)]
    [InlineData("403.019.261", "0403019261", null)]
    [InlineData("be1000003682", "1000003682", null)]
    [InlineData("0403.019.262", "0403.019.262", ReasonCode.EnterpriseNumberCheckDigits)]
    [InlineData("04030192", "04030192", ReasonCode.EnterpriseNumberLength)]
    [InlineData("NL123456789B01", "NL123456789B01", ReasonCode.EnterpriseNumberForeign)]
    [InlineData("BTW in aanvraag", null, null)]
    [InlineData("niet btw-plichtig", null, null)]
    [InlineData("en cours d’attribution", null, null)]
    [InlineData("N.V.T.", null, null)]
    [InlineData("-", null, null)]
    [InlineData("?", null, null)]
    [InlineData("Peeters bv", "Peeters bv", ReasonCode.EnterpriseNumberLength)]
    [InlineData("zie dossier", "zie dossier", ReasonCode.EnterpriseNumberLength)]
    [InlineData("BE OABC.DEF.GHI", "BE OABC.DEF.GHI", ReasonCode.EnterpriseNumberLength)]
    [InlineData("0000.000.000", null, null)]
    public void EnterpriseNumber_asPeopleWriteIt_isTenDigitsOrSaysWhy(string text, string? kept, ReasonCode? reason) =>
        Assert.Equal(new FieldCheck(kept, reason), FieldChecks.EnterpriseNumber(text, new CheckContext(Today)));

    [Fact]
    public void Numbers_arePrintedAsOnTheirCards()
    {
        Assert.Equal("85.07.30-033.28", NationalRegisterNumbers.Print("85073003328"));
        Assert.Equal("0403.019.261", EnterpriseNumbers.Print("0403019261"));
    }

    private static string WithCheckDigits(string nine) => nine + (97 - (long.Parse(nine, null) % 97)).ToString("00", null);
}
