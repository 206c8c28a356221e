using Accounton.Features.Clients;

namespace Accounton.Tests.Features.Clients;

/// <summary>What a client needs, by where it comes from.</summary>
public sealed class ClientRulesTests
{
    private static readonly DateOnly Today = new(2026, 5, 13);

    [Fact]
    public void Person_byHand_needsNamesMailAndLanguage() =>
        Assert.Equal(["!FirstName:Missing", "!LastName:Missing", "!Email:Missing", "!Language:Missing"], Reasons(ValidationLevel.Complete));

    [Fact]
    public void Company_byHand_needsItsNameMailAndLanguage() =>
        Assert.Equal(
            ["!CompanyName:Missing", "!Email:Missing", "!Language:Missing"], Reasons(ValidationLevel.Complete, ("Type", "Company")));

    [Fact]
    public void Client_fromABackOffice_needsANameAlone()
    {
        Assert.Equal(["!LastName:Missing", "?Email:Missing", "?Language:Missing"], Reasons(ValidationLevel.NameOnly));
        Assert.Equal(["?Email:Missing", "?Language:Missing"], Reasons(ValidationLevel.NameOnly, ("FirstName", "Jan")));
    }

    [Fact]
    public void Language_thatIsUnknown_isAWarningFromABackOfficeOnly()
    {
        (string, string)[] values = [("FirstName", "Jan"), ("LastName", "Peeters"), ("Email", "jan@voorbeeld.be"), ("Language", "Klingon")];

        Assert.Equal(["?Language:LanguageUnknown"], Reasons(ValidationLevel.NameOnly, values));
        Assert.Equal(["!Language:LanguageUnknown"], Reasons(ValidationLevel.Complete, values));
    }

    [Fact]
    public void Values_areNormalised_andNamesKeepTheirCase()
    {
        var values = Check(
            ValidationLevel.Complete,
            ("FirstName", "  Jan  Pieter "),
            ("LastName", "van den BERG"),
            ("Email", "jan@voorbeeld.be"),
            ("Language", "Frans"),
            ("Mobile", "0470 123456"),
            ("EnterpriseNumber", "BE 0403.019.261")).Values;

        Assert.Equal("Jan Pieter", values[ClientFields.FirstName]);
        Assert.Equal("van den BERG", values[ClientFields.LastName]);
        Assert.Equal("fr", values[ClientFields.Language]);
        Assert.Equal("+32470123456", values[ClientFields.Mobile]);
        Assert.Equal("0403019261", values[ClientFields.EnterpriseNumber]);
        Assert.Equal("Person", values[ClientFields.Type]);
    }

    [Fact]
    public void Phone_ofSomebodyAbroad_isReadByTheAddress() =>
        Assert.Equal(
            "+31612345678",
            Check(ValidationLevel.NameOnly, ("Mobile", "06 12345678"), ("Country", "Nederland")).Values[ClientFields.Mobile]);

    [Fact]
    public void Partner_withTheSameNumber_isAnError()
    {
        var check = Check(
            ValidationLevel.NameOnly, ("LastName", "Peeters"), ("NationalNumber", "85.07.30-033.28"), (
                "PartnerNationalNumber", "85073003328"));

        Assert.Contains(new FieldReason("PartnerNationalNumber", ReasonCode.NumberSameAsPartner, IsError: true), check.Reasons);
        Assert.False(check.IsValid);
    }

    [Fact]
    public void Text_thatIsTooLong_isToldAndCut()
    {
        foreach (var (level, isError) in ((ValidationLevel, bool)[])[(ValidationLevel.NameOnly, false), (ValidationLevel.Complete, true)])
        {
            var check = Check(level, ("LastName", new string('x', 200)));

            Assert.Contains(new FieldReason("LastName", ReasonCode.TooLong, isError), check.Reasons);
            Assert.Equal(ClientFields.LastName.Length, check.Values[ClientFields.LastName]!.Length);
        }
    }

    /// <summary>How long a text is counts as it is kept, and what is left of one that is cut is never taken for a number.</summary>
    [Fact]
    public void Text_thatIsKeptShorter_isNotTooLong()
    {
        var check = Check(
            ValidationLevel.Complete,
            ("FirstName", "Jan"),
            ("LastName", "Peeters"),
            ("Email", "jan@voorbeeld.be"),
            ("Language", "nl"),
            ("EnterpriseNumber", "BTW BE 0403.019.261, RPR Gent, afdeling Brugge, en nog veel meer"),
            ("Mobile", "GSM:   +32 (0)470 / 12 . 34 . 56                       "));
        Assert.Equal(
            ("0403019261", "+32470123456", true),
            (check.Values[ClientFields.EnterpriseNumber], check.Values[ClientFields.Mobile], check.IsValid));

        var cut = Check(ValidationLevel.NameOnly, ("LastName", "Peeters"), ("NationalNumber", "85.07.30 - 033 . 28 was het nummer"));
        Assert.Equal(["!NationalNumber:NumberWithText"], cut.Reasons.Where(reason => reason.IsError).Select(reason => reason.ToString()));
        Assert.False(
            Check(ValidationLevel.NameOnly, ("LastName", "Peeters"), ("NationalNumber", cut.Values[ClientFields.NationalNumber]!)).IsValid);
    }

    [Fact]
    public void Reasons_ofEveryKind_fitTheirColumnAndComeBack()
    {
        var longest = Enum.GetValues<ReasonCode>().MaxBy(code => code.ToString().Length);
        FieldReason[] all = [.. ClientFields.All.Select(
            (field, i) => new FieldReason(field.Key, i < 3 ? longest : ReasonCode.TooLong, i % 2 == 0))];

        var text = FieldReasons.Write(all);

        Assert.InRange(text!.Length, 1, FieldReasons.Length);
        Assert.Equal(all, FieldReasons.Read(text));
        Assert.Null(FieldReasons.Write([]));
        Assert.Empty(FieldReasons.Read(null));
    }

    /// <summary>Masks are stored: a field keeps its bit for ever.</summary>
    [Fact]
    public void Fields_keepTheirBits() =>
        Assert.Equal(
            [
                "0 Type", "1 FirstName", "2 LastName", "3 CompanyName", "4 Email",
                "5 Language", "6 Mobile", "7 Phone", "8 Street", "9 HouseNumber", "10 Box",
                "11 PostalCode", "12 City", "13 Country", "14 BirthDate", "15 NationalNumber",
                "16 PartnerName", "17 PartnerNationalNumber", "18 EnterpriseNumber",
                "19 Code", "20 ResponsibleName", "21 ResponsibleEmail",
            ],
            ClientFields.All.OrderBy(field => field.Bit).Select(field => $"{field.Bit} {field.Key}"));

    [Fact]
    public void Mask_ofSomeFields_givesThemBack() =>
        Assert.Equal([ClientFields.Email, ClientFields.Code], ClientFields.In(ClientFields.Code.Mask | ClientFields.Email.Mask));

    private static string[] Reasons(ValidationLevel level, params (string Field, string Text)[] values) =>
        [.. Check(level, values).Reasons.Select(reason => reason.ToString())];

    private static CheckedClient Check(ValidationLevel level, params (string Field, string Text)[] given)
    {
        var values = new ClientValues();
        foreach (var (field, text) in given)
            values[ClientFields.Get(field)] = text;
        return ClientRules.Check(values, level, Today);
    }
}
