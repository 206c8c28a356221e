using System.Net;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Questionnaires.Answering;

/// <summary>
/// What goes wrong under <c>/q</c> leads the client back to their questionnaire, in their language, and
/// never to the office's pages.
/// </summary>
public sealed class ClientErrorsTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/s/Household/no-such-page")]
    [InlineData("/messages/NoSuchQuestion")]
    public async Task UnknownPage_ofAKnownClient_leadsBackInTheirLanguage(string address)
    {
        var given = await site.GiveAsync(language: "fr");
        var (client, home) = await site.OpenAsync(given);

        var page = await client.LookAsync(home + address);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("fr", page.Html.DocumentElement.GetAttribute("lang"));
        Assert.Equal(App.DemoOffice, page.Html.QuerySelector(".answering-office")!.TextContent);
        Assert.Equal([home], page.Html.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")));
        Assert.Empty(page.Html.QuerySelectorAll("a[href='/'], a[href='/sign-in'], a[href^='/help']"));
    }

    [Fact]
    public async Task UnknownPage_ofNobody_leadsNowhere()
    {
        var nobody = await site.ComeAsync();

        foreach (var address in (string[])["/q", "/q/r", $"/q/r/{Guid.NewGuid()}/no-such-page", "/q/x/y/z"])
        {
            var page = await nobody.LookAsync(address);
            Assert.Contains((int)page.Status, (int[])[404, 410]);
            Assert.NotNull(page.Html.QuerySelector(".answering"));
            Assert.Empty(page.Html.QuerySelectorAll("main a, a[href='/']"));
        }
    }

    /// <summary>Somebody else who is signed in in the same browser sees the client's page, not their own office's.</summary>
    [Fact]
    public async Task UnknownPage_inAMembersBrowser_isTheClients()
    {
        var given = await site.GiveAsync(App.OtherOffice);
        await site.SendAsync(given);
        var respondent = (await site.RespondentAsync(given)).Id;
        var member = await site.MemberAsync(App.DemoOffice);

        var page = await member.LookAsync($"/q/r/{respondent}/no-such-page");

        Assert.Equal(App.OtherOffice, page.Html.QuerySelector(".answering-office")!.TextContent);
        Assert.DoesNotContain(App.DemoOffice, page.Html.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_withATokenThatIsTooOld_isSentAgainWithAllThatWasFilledIn()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        var fields = new Dictionary<string, string>
        {
            ["was.BestTime"] = "", ["v.BestTime"] = "0", ["a.BestTime"] = "na zes", ["go"] = "next",
        };

        using var refused = await client.AsIsAsync(HttpMethod.Post, $"{home}/s/Household", fields, token: "te oud");
        var page = Visitor.Parse(await refused.Content.ReadAsStringAsync(Cancelled));
        var form = page.QuerySelector("main form")!;
        var again = form.QuerySelectorAll("input").ToDictionary(
            input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        await client.LookAsync($"{home}/s/Household");
        using var sent = await client.PostAsync(form.GetAttribute("action")!, again.Where(field => field.Key[0] != '_').ToDictionary());

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True(again.ContainsKey("__RequestVerificationToken"));
        Assert.Equal([home], page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("na zes", (await site.SheetAsync(given)).Stored.Single(answer => answer.Key.Question == "BestTime").Value.Value);
    }

    [Fact]
    public async Task Form_ofADeviceThatIsNotKnownAnyMore_asksForACodeAndKeepsWhatWasFilledIn()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await client.LookAsync($"{home}/s/Household");
        await site.WorkAsync(async (db, _) =>
        {
            var respondent = (await site.RespondentAsync(given)).Id;
            foreach (var device in db.RespondentDevices.Where(device => device.RespondentId == respondent))
                device.KnownUntil = DateTimeOffset.UnixEpoch;
        });

        using var refused = await client.PostAsync(
            $"{home}/s/Household", new() { ["was.BestTime"] = "", ["v.BestTime"] = "0", ["a.BestTime"] = "na zes", ["go"] = "next" });
        var page = Visitor.Parse(await refused.Content.ReadAsStringAsync(Cancelled));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("na zes", page.QuerySelector("main form input[name='a.BestTime']")!.GetAttribute("value"));
        Assert.Contains($"{home}/enter", page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")));
        Assert.Empty(page.QuerySelectorAll("a[href='/'], a[href='/sign-in']"));
    }
}
