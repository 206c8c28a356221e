using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Definitions;
using CsCheck;

namespace Accounton.Tests.Features.Questionnaires.Definitions;

/// <summary>The stored form of each kind of answer.</summary>
public sealed class AnswerValuesTests
{
    private static readonly CheckContext Context = new(new(2026, 11, 26));

    [Theory]
    [InlineData(QuestionKind.Text, "  Jan \u200B  Peeters ", "Jan Peeters")]
    [InlineData(QuestionKind.LongText, " eerste\r\ntweede ", "eerste\ntweede")]
    [InlineData(QuestionKind.WholeNumber, "12", "12")]
    [InlineData(QuestionKind.WholeNumber, "1.250", "1250")]
    [InlineData(QuestionKind.WholeNumber, "1 250,00", "1250")]
    [InlineData(QuestionKind.Amount, "1250", "1250.00")]
    [InlineData(QuestionKind.Amount, "1250,5", "1250.50")]
    [InlineData(QuestionKind.Amount, "1.250,50", "1250.50")]
    [InlineData(QuestionKind.Amount, "1,250.50", "1250.50")]
    [InlineData(QuestionKind.Amount, "€ 1.250.000", "1250000.00")]
    [InlineData(QuestionKind.Amount, "1\u202F250,50 €", "1250.50")]
    [InlineData(QuestionKind.Amount, "0,05 euro", "0.05")]
    [InlineData(QuestionKind.Amount, "٤٠", "40.00")]
    [InlineData(QuestionKind.Date, "5/3/2026", "2026-03-05")]
    [InlineData(QuestionKind.Date, "2027-01-01", "2027-01-01")]
    [InlineData(QuestionKind.YesNo, "yes", "yes")]
    [InlineData(QuestionKind.OneOf, "b", "b")]
    [InlineData(QuestionKind.SeveralOf, "c, a,a", "a,c")]
    [InlineData(QuestionKind.Country, "Frankrijk", "FR")]
    [InlineData(QuestionKind.Iban, "be68 5390-0754 7034", "BE68539007547034")]
    [InlineData(QuestionKind.Iban, "IBAN: BE68.5390.0754.7034", "BE68539007547034")]
    [InlineData(QuestionKind.NationalNumber, "85.07.30-033.28", "85073003328")]
    [InlineData(QuestionKind.Email, "jan@voorbeeld.be", "jan@voorbeeld.be")]
    [InlineData(QuestionKind.Phone, "0470 12 34 56", "+32470123456")]
    [InlineData(QuestionKind.Text, "   ", null)]
    [InlineData(QuestionKind.SeveralOf, ",", null)]
    public void Check_whatIsRight_givesTheStoredForm(QuestionKind kind, string typed, string? stored) =>
        Assert.Equal(new AnswerCheck(stored), AnswerValues.Check(Of(kind), typed, Context));

    [Theory]
    [InlineData(QuestionKind.WholeNumber, "12,5", AnswerFault.WholeNumber)]
    [InlineData(QuestionKind.WholeNumber, "twaalf", AnswerFault.WholeNumber)]
    [InlineData(QuestionKind.Amount, "1.25.50", AnswerFault.Amount)]
    [InlineData(QuestionKind.Amount, "0.125", AnswerFault.Amount)]
    [InlineData(QuestionKind.Amount, "1.250.50", AnswerFault.Amount)]
    [InlineData(QuestionKind.Amount, "1250,505", AnswerFault.Amount)]
    [InlineData(QuestionKind.Amount, "-5", AnswerFault.TooSmall)]
    [InlineData(QuestionKind.Amount, "9999999999999999999999999999999", AnswerFault.TooLarge)]
    [InlineData(QuestionKind.Date, "31/02/2026", AnswerFault.Date)]
    [InlineData(QuestionKind.YesNo, "ja", AnswerFault.Option)]
    [InlineData(QuestionKind.OneOf, "z", AnswerFault.Option)]
    [InlineData(QuestionKind.SeveralOf, "a,z", AnswerFault.Option)]
    [InlineData(QuestionKind.Country, "Atlantis", AnswerFault.Country)]
    [InlineData(QuestionKind.Iban, "BE68 5390 0754", AnswerFault.Iban)]
    [InlineData(QuestionKind.Iban, "BE68 5390 0754 7035", AnswerFault.IbanCheckDigits)]
    [InlineData(QuestionKind.NationalNumber, "85.07.30-033", AnswerFault.NationalNumber)]
    [InlineData(QuestionKind.NationalNumber, "85.07.30-033.29", AnswerFault.NationalNumberCheckDigits)]
    [InlineData(QuestionKind.Email, "jan@", AnswerFault.Email)]
    [InlineData(QuestionKind.Phone, "bel mij", AnswerFault.Phone)]
    [InlineData(QuestionKind.Files, "foto.jpg", AnswerFault.NoText)]
    public void Check_whatIsWrong_hasAFaultAndNoValue(QuestionKind kind, string typed, AnswerFault fault) =>
        Assert.Equal(new AnswerCheck(null, fault), AnswerValues.Check(Of(kind), typed, Context));

    [Fact]
    public void Check_limits_areKept()
    {
        var question = Of(QuestionKind.WholeNumber) with { Least = 2, Most = 12 };

        Assert.Equal(AnswerFault.TooSmall, AnswerValues.Check(question, "1", Context).Fault);
        Assert.Equal(AnswerFault.TooLarge, AnswerValues.Check(question, "13", Context).Fault);
        Assert.Equal("12", AnswerValues.Check(question, "12", Context).Value);
        Assert.Equal(AnswerFault.DateInFuture, AnswerValues.Check(Of(QuestionKind.Date) with { Past = true }, "27/11/2026", Context).Fault);
        Assert.Equal(AnswerFault.TooLong, AnswerValues.Check(Of(QuestionKind.Text), new('a', 251), Context).Fault);
        Assert.Equal(AnswerFault.TooLong, AnswerValues.Check(Of(QuestionKind.LongText), new('a', 4001), Context).Fault);
        Assert.Equal(AnswerFault.TooLong, AnswerValues.Check(Of(QuestionKind.Text) with { Field = "Box" }, new('a', 21), Context).Fault);
    }

    [Fact]
    public void Check_optionThatIsChosenAlone_isNotChosenWithAnother()
    {
        var question = Of(QuestionKind.SeveralOf);
        question = question with { Options = [.. question.Options.Select(option => option with { Alone = option.Key == "c" })] };

        Assert.Equal("c", AnswerValues.Check(question, "c", Context).Value);
        Assert.Equal(AnswerFault.NotAlone, AnswerValues.Check(question, "a,c", Context).Fault);
        Assert.Equal("a,b", AnswerValues.Check(question, "a,b", Context).Value);
    }

    /// <summary>What is stored is read as itself, whatever was typed; nothing throws.</summary>
    [Fact]
    public void Check_whatIsStored_staysAsItIs() =>
        Gen.Select(Gen.Enum<QuestionKind>(), Gen.OneOf(Gen.String[Gen.Char["0123456789 .,-/€+abcBEyesno'"], 0, 24], Gen.String[0, 12]))
            .Sample((kind, typed) =>
            {
                var check = AnswerValues.Check(Of(kind), typed, Context);
                Assert.True(check.Value is null || check.Fault is null);
                if (check.Value is { } stored)
                    Assert.Equal(check, AnswerValues.Check(Of(kind), stored, Context));
            });

    /// <summary>An amount is the same amount however it is written.</summary>
    [Fact]
    public void Check_amountInAnyLanguage_isTheSame() => Gen.Int[0, 999_999_999].Sample(cents =>
    {
        var amount = cents / 100m;
        var stored = amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var culture in (string[])["nl-BE", "fr-BE", "en-GB", "fr-CH", "de-CH"])
        {
            var info = System.Globalization.CultureInfo.GetCultureInfo(culture);
            Assert.Equal(stored, AnswerValues.Check(Of(QuestionKind.Amount), amount.ToString("N2", info), Context).Value);
            Assert.Equal(stored, AnswerValues.Check(Of(QuestionKind.Amount), amount.ToString("F2", info), Context).Value);
        }
    });

    private static Question Of(QuestionKind kind) =>
        kind is QuestionKind.OneOf or QuestionKind.SeveralOf ? Sample.Choice("Q", kind, "a", "b", "c") : Sample.Question("Q", kind);
}
