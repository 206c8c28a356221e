using System.Xml.Linq;
using Accounton.Features.Clients;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Localisation;

namespace Accounton.Tests.Features.Imports.Excel;

public sealed class HeadingsTests
{
    [Theory]
    [InlineData("Voornaam *", "FirstName")]
    [InlineData("PRÉNOM", "FirstName")]
    [InlineData("  first   name ", "FirstName")]
    [InlineData("Naam", "LastName")]
    [InlineData("Nom de famille", "LastName")]
    [InlineData("E-Mailadres (verplicht)", "Email")]
    [InlineData("Courriel", "Email")]
    [InlineData("Taal*", "Language")]
    [InlineData("GSM-nummer", "Mobile")]
    [InlineData("Verantwoordelijke", "ResponsibleEmail")]
    [InlineData("Responsable", "ResponsibleEmail")]
    [InlineData("Straat en nr.", "StreetAndNumber")]
    [InlineData("Adresse", "StreetAndNumber")]
    [InlineData("Rue et numéro", "StreetAndNumber")]
    [InlineData("N° d'entreprise", "EnterpriseNumber")]
    [InlineData("BTW-nummer", "EnterpriseNumber")]
    [InlineData("Rijksregisternr.", "NationalNumber")]
    [InlineData("NISS", "NationalNumber")]
    [InlineData("Numéro de registre national du partenaire", "PartnerNationalNumber")]
    [InlineData("Partner's national register number", "PartnerNationalNumber")]
    [InlineData("Né(e) le", null)]
    [InlineData("Reden", "Reasons")]
    [InlineData("FirstName", "FirstName")]
    [InlineData("Kleur", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void KeyOf_heading_isWhatItMeans(string? heading, string? key) => Assert.Equal(key, Headings.KeyOf(heading));

    [Fact]
    public void KeyOf_ourOwnHeadings_isTheirFieldInEveryLanguage() =>
        Assert.All(Language.All, language =>
        {
            var labels = XDocument
                .Load(Path.Combine(Source.Application, "Localisation", $"Texts.{language.Code}.resx")).Root!.Elements("data")
                .ToDictionary(text => text.Attribute("name")!.Value, text => text.Element("value")!.Value);
            Assert.All(
                ColumnKeys.All.Append(ColumnKeys.Reasons),
                key => Assert.Equal(key, Headings.KeyOf(labels[ColumnKeys.LabelKey(key)] + " *")));
        });

    [Fact]
    public void Of_anyOrder_mapsWhatIsRecognised()
    {
        var map = ColumnMap.From(["Taal", "Kleur", "E-mail", null, "Naam", "Voornaam"]);

        Assert.Equal("0:Language 2:Email 4:LastName 5:FirstName", map.ToString());
        Assert.True(map.IsComplete);
        Assert.Equal(map.ToString(), ColumnMap.Parse(map.ToString()).ToString());
        Assert.Null(map.KeyAt(1));
    }

    [Fact]
    public void Of_twoHeadingsForOneField_tellsBoth()
    {
        var map = ColumnMap.From(["Voornaam", "Naam", "E-mail", "Mail", "Taal"]);

        Assert.False(map.IsComplete);
        Assert.Equal([2, 3], map.Doubles[nameof(ClientFields.Email)]);
    }

    [Fact]
    public void Missing_withoutWhatEveryClientHas_isNamed()
    {
        Assert.Equal(["Email", "Language", "FirstName"], ColumnMap.From(["Naam", "Gsm"]).Missing);
        Assert.Equal(["LastName"], ColumnMap.From(["Voornaam", "Bedrijfsnaam", "E-mail", "Taal"]).Missing);
        Assert.Empty(ColumnMap.From(["Bedrijfsnaam", "E-mail", "Taal"]).Missing);
    }

    [Fact]
    public void Of_streetWithoutANumber_holdsBoth()
    {
        Assert.Equal("0:StreetAndNumber", ColumnMap.From(["Straat"]).ToString());
        Assert.Equal("0:Street 1:HouseNumber", ColumnMap.From(["Straat", "Nr"]).ToString());
    }
}
