using System.Net;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Accounton.Tests.Features.Clients;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Review;

/// <summary>Working through a questionnaire: what differs, and what of it goes into the client's record.</summary>
public sealed class ReviewTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static readonly AnswerKey City = new("City");
    private static readonly AnswerKey Street = new("Street");
    private static readonly AnswerKey BirthDate = new("BirthDate", null, Person.Main);
    private static readonly (
        string, string?)[] Home = [
            ("Street", "Kerkstraat"), ("City", "Gent"), ("PostalCode", "9000"), ("Country", "BE"), ("BirthDate", "1985-07-30")];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questionnaire_handedIn_opensOnWhatDiffersAndTakesAnAnswerOverAsTheClients()
    {
        var given = await HandedInAsync((City, "Brugge"), (Street, "Kerkstraat"));
        var member = await site.MemberAsync(given.Office);
        var page = await member.LookAsync(Page(given));
        var difference = Assert.Single(page.Html.QuerySelectorAll("#differences .difference"));
        var before = (await site.AssignmentAsync(given)).Differences;

        using var taken = await TakeAsync(member, page, City);
        var after = await member.LookAsync(Page(given));
        var change = await ChangeAsync(given, "City");

        Assert.Equal(1, before);
        Assert.Contains("Gent", difference.TextContent, StringComparison.Ordinal);
        Assert.Equal("Brugge", difference.QuerySelector(".difference-answer")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal("Brugge", (await ClientAsync(given)).City);
        Assert.Equal(
            (ValueOrigin.Questionnaire, given.Assignment, "Gent", "Brugge"),
            (change.Origin, change.AssignmentId, change.Before, change.After));
        Assert.NotNull(change.ByName);
        Assert.Empty(after.Html.QuerySelectorAll("#differences .difference"));
        Assert.Equal(0, (await site.AssignmentAsync(given)).Differences);
        Assert.Equal(1, await EventsAsync("AnswersTakenOver", given));
        Assert.Contains("uit de vragenlijst", (await member.LookAsync($"/clients/{given.Client}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeOver_ofAFieldThatACollegueChangedSinceTheScreen_overwritesNothing()
    {
        var given = await HandedInAsync((City, "Brugge"), (Street, "Dorpsstraat"));
        var member = await site.MemberAsync(given.Office);
        var page = await member.LookAsync(Page(given));
        await ChangeClientAsync(given, ("City", "Aalst"));

        using var city = await TakeAsync(member, page, City);
        var told = await member.LookAsync(Page(given));
        using var street = await TakeAsync(member, page, Street);
        var client = await ClientAsync(given);

        Assert.Equal(("Aalst", "Dorpsstraat"), (client.City, client.Street));
        Assert.Contains("Een collega wijzigde dit gegeven intussen", told.Text, StringComparison.Ordinal);
        using var seen = await TakeAsync(member, told, City);
        Assert.Equal("Brugge", (await ClientAsync(given)).City);
    }

    [Fact]
    public async Task TakeOver_ofAnAnswerThatWasGivenAgainSinceTheScreen_overwritesNothing()
    {
        var given = await HandedInAsync((City, "Brugge"));
        var member = await site.MemberAsync(given.Office);
        var page = await member.LookAsync(Page(given));
        await ReopenAsync(given);
        using var open = await TakeAsync(member, page, City);
        await site.AnswerAsync(given, (City, "Oostende"));
        await site.SubmitAsync(given);
        using var again = await TakeAsync(member, page, City);

        Assert.Equal("Gent", (await ClientAsync(given)).City);
        Assert.Contains("intussen gewijzigd", (await member.LookAsync(Page(given))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SafeOnes_areTakenOverTogether_withoutWhatTheOfficeChangedSinceTheClientOpenedIt()
    {
        var given = await site.GiveAsync(more: Home);
        await site.SendAsync(given);
        await site.AnswerAsync(given, (City, "Brugge"));
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeClientAsync(given, ("Street", "Nieuwstraat"), ("BirthDate", null));
        await site.AnswerAsync(given, (Street, "Dorpsstraat"), (BirthDate, "1985-07-31"), (new("HouseNumber"), "7"));
        await site.SubmitAsync(given);
        var member = await site.MemberAsync(given.Office);
        var page = await member.LookAsync(Page(given));

        using var taken = await member.PostAsync(
            $"{Page(given)}/take-safe", page.Html.QuerySelectorAll("form[action$='/take-safe'] [name=answers]")
                .Select((field, i) => (field, i))
            .ToDictionary(one => $"answers[{one.i}]", one => one.field.GetAttribute("value")!));
        var client = await ClientAsync(given);

        Assert.Equal(("Brugge", "7"), (client.City, client.HouseNumber));
        Assert.Equal(("Nieuwstraat", null), (client.Street, client.BirthDate));
        Assert.Equal(2, (await site.AssignmentAsync(given)).Differences);
        Assert.Equal(2, page.Html.QuerySelectorAll(".difference-why").Length);
        Assert.Equal(1, await EventsAsync("AnswersTakenOver", given));
    }

    [Fact]
    public async Task SafeOnes_thatWereNotOnTheScreen_areLeftAlone()
    {
        var given = await HandedInAsync((City, "Brugge"), (Street, "Dorpsstraat"));
        var member = await site.MemberAsync(given.Office);
        await member.LookAsync(Page(given));

        using var taken = await member.PostAsync($"{Page(given)}/take-safe", new() { ["answers"] = "City:1" });
        using var old = await member.PostAsync($"{Page(given)}/take-safe", new() { ["answers"] = "Street:7" });
        var client = await ClientAsync(given);

        Assert.Equal(("Brugge", "Kerkstraat"), (client.City, client.Street));
    }

    [Fact]
    public async Task Difference_thatIsLeft_isSettledAndTheRecordStaysUntilItIsAnsweredAgain()
    {
        var given = await HandedInAsync((City, "Brugge"));
        var member = await site.MemberAsync(given.Office);
        var page = await member.LookAsync(Page(given));

        using var left = await member.PostAsync($"{Page(given)}/leave", new() { ["answer"] = Seen(page, City) });
        var after = await member.LookAsync(Page(given));
        var settled = (await site.AssignmentAsync(given)).Differences;
        await ReopenAsync(given);
        await site.AnswerAsync(given, (City, "Oostende"));
        await site.SubmitAsync(given);

        Assert.Empty(after.Html.QuerySelectorAll("#differences > .differences > li"));
        Assert.Single(after.Html.QuerySelectorAll(".review-left li"));
        Assert.Equal(0, settled);
        Assert.Equal("Gent", (await ClientAsync(given)).City);
        Assert.Equal(1, (await site.AssignmentAsync(given)).Differences);
        Assert.Equal(1, await EventsAsync("AnswerLeft", given));
    }

    [Fact]
    public async Task Difference_thatSomebodySettlesInTheClientsRecord_isCountedNoMore()
    {
        var given = await HandedInAsync((City, "Brugge"), (Street, "Dorpsstraat"));
        var member = await site.MemberAsync(given.Office);
        var address = $"/clients/{given.Client}/edit";
        var before = (await site.AssignmentAsync(given)).Differences;

        using var saved = await member.PostAsync(
            address, ClientsSite.Form(await member.LookAsync(address), address, ("Form.Values[City]", "Brugge")));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal((2, 1), (before, (await site.AssignmentAsync(given)).Differences));
    }

    [Fact]
    public async Task Answers_thatNobodyHandedIn_areShownButNotTakenOver()
    {
        var given = await site.GiveAsync(more: Home);
        await site.SendAsync(given);
        await site.AnswerAsync(given, (City, "Brugge"));
        var member = await site.MemberAsync(given.Office);
        var page = await member.LookAsync(Page(given));

        using var taken = await member.PostAsync($"{Page(given)}/take", new() { ["answer"] = "City:1", ["client"] = "1" });

        Assert.Contains("Brugge", page.Html.QuerySelector("#differences")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Html.QuerySelectorAll("#differences button"));
        Assert.Equal("Gent", (await ClientAsync(given)).City);
    }

    [Fact]
    public async Task NationalNumber_inAnAnswer_isMaskedAndShownWholeOnlyByAnActThatIsLogged()
    {
        var given = await HandedInAsync((new("NationalNumber", null, Person.Main), "85073003328"));
        var member = await site.MemberAsync(given.Office);
        var page = await member.LookAsync(Page(given));

        using var shown = await member.PostAsync($"{Page(given)}/number?answer=NationalNumber");
        var whole = await shown.Content.ReadAsStringAsync(Cancelled);

        Assert.DoesNotContain("85.07.30-033.28", page.Text, StringComparison.Ordinal);
        Assert.Contains("85.07.30-•••.••", page.Text, StringComparison.Ordinal);
        Assert.Contains("85.07.30-033.28", whole, StringComparison.Ordinal);
        Assert.Equal(1, await EventsAsync("AnswerShown", given));
    }

    [Fact]
    public async Task Answer_givenTwice_hasItsHistoryOnThePage()
    {
        var given = await site.GiveAsync(more: Home);
        await site.SendAsync(given);
        await site.AnswerAsync(given, (City, "Brugge"));
        await site.AnswerAsync(given, (City, "Oostende"));
        var page = await (await site.MemberAsync(given.Office)).LookAsync(Page(given));

        var history = Assert.Single(page.Html.QuerySelectorAll(".review-history"));
        Assert.Contains("Brugge", history.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Oostende", history.TextContent, StringComparison.Ordinal);
    }

    /// <summary>A client whose record says <see cref="Home"/> hands these answers in.</summary>
    private async Task<QuestionnaireSite.Given> HandedInAsync(params (AnswerKey, string)[] answers)
    {
        var given = await site.GiveAsync(more: Home);
        await site.SendAsync(given);
        await site.AnswerAsync(given, answers);
        await site.SubmitAsync(given);
        return given;
    }

    private Task ReopenAsync(QuestionnaireSite.Given given) => site.WorkAsync((db, _) =>
        db.UpdateOwnAsync<Assignment>(
            a => a.Id == given.Assignment, set => set.SetProperty(a => a.State, AssignmentState.Opened), Cancelled));

    private async Task ChangeClientAsync(QuestionnaireSite.Given given, params (string Field, string? Text)[] values) =>
        await site.WorkAsync(async (db, services) =>
    {
        var cipher = await services.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
        var client = await db.Clients.SingleAsync(c => c.Id == given.Client, Cancelled);
        var wanted = ClientValues.From(client, cipher);
        foreach (var (field, text) in values)
            wanted[ClientFields.Get(field)] = text;
        services.GetRequiredService<ClientWriter>().Change(client, wanted, ClientFields.All, GivenClients.An, cipher);
    });

    private Task<Client> ClientAsync(QuestionnaireSite.Given given) =>
        site.ReadAsync(db => db.Clients.AsNoTracking().SingleAsync(c => c.Id == given.Client, Cancelled));

    private Task<ClientChange> ChangeAsync(QuestionnaireSite.Given given, string field) =>
        site.ReadAsync(db => db.ClientChanges.AsNoTracking().SingleAsync(c => c.ClientId == given.Client && c.Field == field, Cancelled));

    private Task<int> EventsAsync(string type, QuestionnaireSite.Given given)
    {
        var id = given.Assignment.ToString();
        return site.ReadAsync(db => db.AuditEvents.CountAsync(e => e.Type == type && e.Details.Contains(id), Cancelled));
    }

    private static Task<HttpResponseMessage> TakeAsync(Visitor member, Page page, AnswerKey key) =>
        member.PostAsync(page.Html.QuerySelector($"#d-{AnswerName.Of(key)} form[action$='/take']")!.GetAttribute("action")!, new()
        {
            ["answer"] = Seen(page, key), ["client"] = page.Html.QuerySelector($"#d-{AnswerName.Of(key)} [name=client]")!.GetAttribute(
                "value")!,
        });

    private static string Seen(Page page, AnswerKey key) =>
        page.Html.QuerySelector($"#d-{AnswerName.Of(key)} [name=answer]")!.GetAttribute("value")!;

    private static string Page(QuestionnaireSite.Given given) => $"/questionnaires/{given.Assignment}";
}
