using System.Net;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Questionnaires.Sending;

/// <summary>An office's own words in its mails to clients.</summary>
public sealed class OwnWordsTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private const string Path = "/settings/office/mails";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Dag {1},\n\nUw {2} staat klaar.", null)]
    [InlineData("Bel Fiscalist.be gerust", null)]
    [InlineData("Dag {naam}", OwnWordsFault.UnknownMark)]
    [InlineData("Dag {0}", OwnWordsFault.UnknownMark)]
    [InlineData("Kijk op https://kwaad.test", OwnWordsFault.NotPlain)]
    [InlineData("Eerst dit\nen dan www.kwaad.test", OwnWordsFault.NotPlain)]
    [InlineData("Mail naar an@kwaad.test", OwnWordsFault.NotPlain)]
    [InlineData("[[code]]", OwnWordsFault.NotPlain)]
    [InlineData("\u0001", OwnWordsFault.NotPlain)]
    public void Check_ofWords_refusesWhatWouldBeMoreThanWords(string words, OwnWordsFault? fault) =>
        Assert.Equal(fault, OwnWords.Check(words));

    [Fact]
    public async Task Words_ofAnOffice_standInItsMailsInEachLanguageWithTheLinkAlways()
    {
        var admin = await site.MemberAsync(App.DemoOffice);
        var fields = new Dictionary<string, string>
        {
            ["InvitationNl"] = "Dag {1},\r\n\r\nTijd voor {2}!", ["InvitationFr"] = "Bonjour {1}.", ["ReminderWeeks"] = "0",
        };
        var dutch = await site.GiveAsync();
        var french = await site.GiveAsync(language: "fr");
        var standard = await site.GiveAsync(language: "en");

        using var preview = await admin.PostAsync(Path + "/preview", new(fields) { ["show"] = "Invitation.nl" });
        using var kept = await admin.PostAsync(Path, fields);
        using var ofOne = await admin.PostAsync("/questionnaires/send/preview", new() { ["ids"] = french.Assignment.ToString() });
        foreach (var given in (QuestionnaireSite.Given[])[dutch, french, standard])
            await site.SendAsync(given);

        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        var shown = Visitor.Parse(await preview.Content.ReadAsStringAsync(Cancelled));
        Assert.Contains("Dag An Peeters,", shown.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Mijn vragenlijst openen", shown.QuerySelector("a")!.TextContent);
        Assert.Contains(
            "Bonjour Kim Klant.",
            Visitor.Parse(await ofOne.Content.ReadAsStringAsync(Cancelled)).Body!.TextContent,
            StringComparison.Ordinal);
        Assert.StartsWith("Dag Kim Klant,\n\nTijd voor Personenbelasting", TextTo(dutch), StringComparison.Ordinal);
        Assert.StartsWith("Bonjour Kim Klant.\n\nOuvrir mon questionnaire", TextTo(french), StringComparison.Ordinal);
        Assert.StartsWith("Dear client,", TextTo(standard), StringComparison.Ordinal);
        Assert.All([dutch, french, standard], given => Assert.NotNull(site.Mailbox.Letters.Last(letter => letter.To == given.Email).Link));
    }

    [Fact]
    public async Task Words_withALink_areRefusedBesideTheirField()
    {
        var admin = await site.MemberAsync(App.OtherOffice);

        foreach (var path in (string[])[Path, Path + "/preview"])
        {
            using var answer = await admin.PostAsync(
                path, new() { ["ReminderFr"] = "Voir https://kwaad.test/", ["InvitationNl"] = "Goed" });
            var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.NotNull(page.QuerySelector("[name='ReminderFr'][aria-invalid]"));
            Assert.Equal("Goed", page.QuerySelector("[name='InvitationNl']")!.TextContent.Trim());
        }
    }

    private string TextTo(QuestionnaireSite.Given given) => site.Mailbox.Letters.Last(letter => letter.To == given.Email).Text;
}
