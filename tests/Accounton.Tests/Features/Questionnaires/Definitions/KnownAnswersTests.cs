using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Tests.Features.Questionnaires.Definitions;

/// <summary>What is known of a client stands in the questionnaire.</summary>
public sealed class KnownAnswersTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly Definition Current = StandardDefinitions.CurrentFor(Accounton.Vendors.ClientType.Person)!;

    [Fact]
    public void Of_client_fillsInWhatIsKnown()
    {
        var known = KnownAnswers.Of(Current, Client(), Today).ToDictionary(answer => answer.Key.Question);

        Assert.Equal("An", known["FirstName"].Value);
        Assert.Equal(new AnswerKey("FirstName", null, Person.Main), known["FirstName"].Key);
        Assert.Equal("85073003328", known["NationalNumber"].Value);
        Assert.True(known["NationalNumber"].IsFixed);
        Assert.Equal(
            ("9000", Person.Common, false), (known["PostalCode"].Value, known["PostalCode"].Key.Person, known["PostalCode"].IsFixed));
        Assert.Equal(("flanders", false), (known["Region"].Value, known["Region"].IsFixed));
        Assert.DoesNotContain("Phone", known.Keys);
    }

    /// <summary>A value that is wrong is asked, not shown as if it were right.</summary>
    [Fact]
    public void Of_valueThatIsWrong_leavesItOut()
    {
        var client = Client();
        client[ClientFields.Email] = "an@";
        client[ClientFields.NationalNumber] = "85073003329";

        var known = KnownAnswers.Of(Current, client, Today).Select(answer => answer.Key.Question).ToList();

        Assert.DoesNotContain("Email", known);
        Assert.DoesNotContain("NationalNumber", known);
        Assert.Contains("FirstName", known);
    }

    [Theory]
    [InlineData("BE", "1000", "brussels")]
    [InlineData("BE", "1299", "brussels")]
    [InlineData("BE", "1300", "wallonia")]
    [InlineData("BE", "1499", "wallonia")]
    [InlineData("BE", "1500", "flanders")]
    [InlineData("BE", "3999", "flanders")]
    [InlineData("BE", "4700", "wallonia")]
    [InlineData("BE", "7999", "wallonia")]
    [InlineData("BE", "8000", "flanders")]
    [InlineData("BE", "9992", "flanders")]
    [InlineData("BE", "0999", null)]
    [InlineData("FR", "4700", null)]
    public void Of_postCode_tellsTheRegion(string country, string code, string? region)
    {
        var client = Client();
        client[ClientFields.Country] = country;
        client[ClientFields.PostalCode] = code;

        Assert.Equal(region, KnownAnswers.Of(Current, client, Today).FirstOrDefault(answer => answer.Key.Question == "Region")?.Value);
    }

    /// <summary>Every field that is filled in somewhere is asked in a current questionnaire.</summary>
    [Fact]
    public void Of_anyFieldThatIsFilledIn_hasAQuestion() =>
        Assert.Equal(
            ClientFields.All.Where(field => field.Prefill != Prefill.None).Select(field => field.Key).Order(),
            StandardDefinitions.Current.SelectMany(definition => definition.Questions)
                .Select(question => question.Field).OfType<string>().Distinct().Order());

    private static ClientValues Client() => new()
    {
        [ClientFields.FirstName] = "An",
        [ClientFields.LastName] = "Peeters",
        [ClientFields.NationalNumber] = "85073003328",
        [ClientFields.Email] = "an@voorbeeld.be",
        [ClientFields.PostalCode] = "9000",
        [ClientFields.Country] = "BE",
    };
}
