using Accounton.Features.Help;
using Accounton.Localisation;

namespace Accounton.Tests.Features.Help;

public sealed class HelpSearchTests
{
    private static readonly Articles Articles = new();

    [Theory]
    [InlineData("nl", "API-sleutel geweigerd", "koppeling-meldingen", "fault-KeyRefused")]
    [InlineData("nl", "NIET MEER IN DE BRON", "synchronisatie", "verdwenen")]
    [InlineData("fr", "clé refusée", "koppeling-meldingen", "fault-KeyRefused")]
    [InlineData("fr", "cle refusee", "koppeling-meldingen", "fault-KeyRefused")]
    [InlineData("fr", "l’historique", "synchronisatie", "geschiedenis")]
    [InlineData("fr", "historique", "synchronisatie", "geschiedenis")]
    [InlineData("en", "cert", "koppeling-meldingen", "fault-BadCertificate")]
    public void Find_wordsOfASection_givesItsArticleAndTheSection(string language, string typed, string slug, string anchor)
    {
        var hits = Find(language, typed);

        var hit = Assert.Single(hits, hit => hit.Article.Slug == slug);
        Assert.Contains(hit.Sections, section => section.Anchor == anchor);
    }

    [Fact]
    public void Find_wordsOfATitle_putsThatArticleFirst() =>
        Assert.Equal("opnieuw-koppelen", Find("nl", "ontkoppelen")[0].Article.Slug);

    [Theory]
    [InlineData("nl", "zeppelin")]
    [InlineData("nl", "sleutel zeppelin")]
    [InlineData("fr", "sleutel")]
    [InlineData("nl", "?!")]
    [InlineData("nl", "eutel")]
    public void Find_wordsThatAreNotThere_givesNothing(string language, string typed) => Assert.Empty(Find(language, typed));

    /// <summary>What an accountant types, in their words and not in ours.</summary>
    [Theory]
    [InlineData("nl", "inloggen", "aanmelden")]
    [InlineData("nl", "uitloggen", "aanmelden")]
    [InlineData("nl", "gebruiker toevoegen", "medewerkers")]
    [InlineData("nl", "duplicaat", "importeren")]
    [InlineData("nl", "INSZ", "klanten")]
    [InlineData("nl", "btw-nummer", "klanten")]
    [InlineData("nl", "echtpaar", "klanten")]
    [InlineData("nl", "taakflow", "importeren")]
    [InlineData("nl", "aanslagjaar", "vragenlijsten")]
    [InlineData("nl", "import annuleren", "importeren")]
    [InlineData("nl", "single sign-on", "uw-account")]
    [InlineData("nl", "helpdesk", "startpagina")]
    [InlineData("fr", "login", "aanmelden")]
    [InlineData("fr", "doublon", "importeren")]
    [InlineData("fr", "conjoint", "klanten")]
    [InlineData("fr", "registre national", "klanten")]
    [InlineData("fr", "NISS", "klanten")]
    [InlineData("fr", "taskflow", "importeren")]
    [InlineData("fr", "reconnecter", "opnieuw-koppelen")]
    [InlineData("fr", "déconnecter le logiciel", "opnieuw-koppelen")]
    [InlineData("fr", "exercice d’imposition", "vragenlijsten")]
    [InlineData("fr", "SSO", "uw-account")]
    [InlineData("en", "login", "aanmelden")]
    [InlineData("en", "duplicate", "importeren")]
    [InlineData("en", "reset password", "uw-account")]
    [InlineData("en", "spouse", "klanten")]
    [InlineData("en", "tax return", "vragenlijsten")]
    [InlineData("en", "disconnect", "opnieuw-koppelen")]
    [InlineData("en", "access denied", "aanmelden")]
    [InlineData("en", "SSO", "uw-account")]
    [InlineData("en", "spreadsheet", "eerste-import-excel")]
    [InlineData("en", "add user", "medewerkers")]
    [InlineData("en", "support", "startpagina")]
    public void Find_wordsOfPractice_putsTheRightArticleFirst(string language, string typed, string slug) =>
        Assert.Equal(slug, Find(language, typed)[0].Article.Slug);

    [Theory]
    [InlineData("nl", "wachtwoort vergeten", "uw-account")]
    [InlineData("nl", "koppleing", "koppeling-meldingen")]
    [InlineData("nl", "synchroniseeren", "synchronisatie")]
    [InlineData("fr", "questionaire", "vragenlijsten")]
    [InlineData("fr", "mot de pase oublié", "uw-account")]
    [InlineData("en", "pasword", "uw-account")]
    [InlineData("en", "qestionnaires", "vragenlijsten")]
    public void Find_aSpellingMistake_isForgiven(string language, string typed, string slug) =>
        Assert.Contains(Find(language, typed).Take(3), hit => hit.Article.Slug == slug);

    [Theory]
    [InlineData("sleutel", "sleutel", 0)]
    [InlineData("sluetel", "sleutel", 1)]
    [InlineData("sletel", "sleutel", 1)]
    [InlineData("sleuttel", "sleutel", 1)]
    [InlineData("slautel", "sleutel", 1)]
    [InlineData("slauttel", "sleutel", 2)]
    [InlineData("kast", "sleutel", 3)]
    [InlineData("", "ab", 2)]
    public void Mistakes_betweenWords_areCountedUpToTheMost(string typed, string meant, int mistakes) =>
        Assert.Equal(mistakes, Spelling.Mistakes(typed, meant, 2));

    private static IReadOnlyList<HelpHit> Find(string language, string typed) =>
        HelpSearch.Find(Articles.In(Language.Find(language)!), typed);
}
