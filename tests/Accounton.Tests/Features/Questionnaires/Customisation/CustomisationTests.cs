using System.Net;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Customisation;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Accounton.Tests.Features.Clients;
using Accounton.Tests.Running;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Customisation;

/// <summary>
/// An Admin changes a questionnaire by its pages, without a script, and a client gets it; each test in a
/// questionnaire of its own.
/// </summary>
public sealed class CustomisationTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private const string Current = "/questionnaires/templates/PersonalIncomeTax.2026";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Version_thatIsPublished_reachesWhoGetsItAfterwardsOnly()
    {
        var admin = await site.MemberAsync(App.DemoOffice);
        var before = await GivenAsync(admin, "nl");

        await SendAsync(admin, Current, "/hide", ("question", "BestTime"));
        await SendAsync(admin, Current, "/intro", ("Intro.Texts.Nl", "Dag! Vul dit in vóór 1 mei."), ("Intro.Texts.Fr", " "));
        var draft = await GivenAsync(admin, "nl");
        var preview = await admin.LookAsync(Current + "/preview?language=fr");
        var section = await admin.LookAsync(Current + "/preview?language=fr&section=Household");
        var publication = await admin.LookAsync(Current + "/publish");
        await SendAsync(admin, Current + "/publish", "");
        var after = await GivenAsync(admin, "fr");

        Assert.Contains("Dag! Vul dit in vóór 1 mei.", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Quel est votre prénom", section.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quand pouvons-nous vous appeler", section.Text, StringComparison.Ordinal);
        Assert.Contains("1 vraag wordt verborgen", publication.Text, StringComparison.Ordinal);
        Assert.Contains("Wanneer bellen we u het best?", publication.Text, StringComparison.Ordinal);
        Assert.Contains("Dag! Vul dit in vóór 1 mei.", publication.Text, StringComparison.Ordinal);
        foreach (var (assignment, asked) in ((Guid, bool)[])[(before, true), (draft, true), (after, false)])
            Assert.Equal(asked, (await DefinitionAsync(assignment)).Find("BestTime") is not null);

        // In the office's language, where that of the client is missing.
        var given = new QuestionnaireSite.Given(App.DemoOffice, default, after, await EmailAsync(after));
        var (client, home) = await site.OpenAsync(given);
        Assert.Contains("Dag! Vul dit in vóór 1 mei.", (await client.LookAsync(home)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("vous appeler", (await client.LookAsync(home + "/s/Household")).Text, StringComparison.Ordinal);
        var published = await site.ReadAsync(
            db => db.AuditEvents.Where(e => e.Type == nameof(TemplatePublished)).Select(e => e.Details).ToListAsync(Cancelled));
        Assert.Contains(published, details => details.Contains("\"Hidden\":1", StringComparison.Ordinal));
        Assert.False((await StateAsync(Current)).HasDraft);
    }

    [Fact]
    public async Task Change_onWhatSomebodyElseChanged_isToldAndLosesNothing()
    {
        const string address = "/questionnaires/templates/CompanyYearEnd";
        var first = await site.MemberAsync(App.DemoOffice);
        var second = await site.MemberAsync(App.DemoOffice);
        var stamp = Stamp(await first.LookAsync(address));
        var question = StandardDefinitions.Find("CompanyYearEnd", null)!.Questions.Last().Key;

        await SendAsync(first, address, "/intro", ("Intro.Texts.Nl", "Van de eerste"));
        using var hidden = await second.PostAsync(address + "/hide", new() { ["stamp"] = stamp, ["question"] = question });
        using var typed = await second.PostAsync(
            address + "/intro", new() { ["Intro.Stamp"] = stamp, ["Intro.Texts.Nl"] = "Van de tweede" });
        using var published = await second.PostAsync(address + "/publish", new() { ["stamp"] = stamp });
        using var discarded = await second.PostAsync(address + "/discard", new() { ["stamp"] = stamp });

        var told = Visitor.Parse(await typed.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(HttpStatusCode.Conflict, typed.StatusCode);
        Assert.Equal("Van de tweede", told.GetElementById("Intro_Texts_Nl")!.TextContent.Trim());
        Assert.Contains("Iemand anders heeft deze vragenlijst intussen gewijzigd", told.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Iemand anders heeft", (await second.LookAsync(address)).Html.Body!.TextContent, StringComparison.Ordinal);
        var state = await StateAsync(address);
        Assert.Equal("Van de eerste", state.Changes.Intro!.Nl);
        Assert.Empty(state.Changes.HiddenQuestions);
        Assert.Null(state.Version);

        // With what the page shows now, it is kept.
        using var again = await second.PostAsync(address + "/intro", new()
        {
            ["Intro.Stamp"] = told.QuerySelector("input[name='Intro.Stamp']")!.GetAttribute("value")!, ["Intro.Texts.Nl"] = "Van de tweede",
        });
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        await SendAsync(second, address, "/discard");
        Assert.False((await StateAsync(address)).HasDraft);
    }

    [Fact]
    public async Task Declaration_cannotBeHiddenByAnyForm()
    {
        const string address = "/questionnaires/templates/PersonalIncomeTax.2025";
        var admin = await site.MemberAsync(App.DemoOffice);
        var page = await admin.LookAsync(address);
        var declared = TemplatePages.Find("PersonalIncomeTax.2025")!.Questions
            .Where(question => question.AskEveryYear).Select(question => question.Key).ToList();

        Assert.NotEmpty(declared);
        foreach (var key in declared)
        {
            Assert.Empty(page.Html.QuerySelectorAll($"#q-{key} button"));
            await SendAsync(admin, address, "/hide", ("question", key));
        }

        await SendAsync(admin, address, "/hide", ("section", "Household"));
        using var unknown = await admin.PostAsync(address + "/hide", new() { ["stamp"] = Stamp(page), ["question"] = "NoSuchQuestion" });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.False((await StateAsync(address)).HasDraft);
    }

    [Fact]
    public async Task Question_thatOthersNeed_saysWhatGoesWithItAndComesBackWithIt()
    {
        const string address = "/questionnaires/templates/PersonalIncomeTax.2025";
        var admin = await site.MemberAsync(App.DemoOffice);

        var line = (await admin.LookAsync(address)).Html.GetElementById("q-LivedInBelgium")!;
        Assert.Contains(
            "Van wanneer tot wanneer woonde u in het buitenland", line.QuerySelector("dialog")!.TextContent, StringComparison.Ordinal);
        await SendAsync(admin, address, "/hide", ("question", "LivedInBelgium"));
        var hidden = await admin.LookAsync(address);
        Assert.Contains("Mee verborgen met", hidden.Html.GetElementById("q-LivedAbroad")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await StateAsync(address)).Current.Definition.Find("LivedAbroad"));
        await SendAsync(admin, address, "/show", ("question", "LivedInBelgium"));

        // Nothing is left to publish: there is no draft any more.
        Assert.False((await StateAsync(address)).HasDraft);
    }

    [Fact]
    public async Task OwnQuestion_isAskedWhereItWasPutAndKeepsItsKey()
    {
        var admin = await site.MemberAsync(App.OtherOffice);
        using var added = await admin.PostAsync(Current + "/questions/new", await FormAsync(
            admin, Current + "/questions/new",
            ("Kind", "OneOf"), ("Place", "q:BestTime"), ("Text.Nl", "Hoe kent u ons?"), ("Text.Fr", "Comment nous connaissez-vous ?"),
            ("Options[0].Text.Nl", "Via een klant"), ("Options[1].Text.Nl", "Via het internet")));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var own = Assert.Single((await StateAsync(Current, App.OtherOffice)).Changes.Questions);
        var page = $"{Current}/questions/{own.Key}";

        // Other words, and one option in the place of another: the same question, and the same first option.
        using var reworded = await admin.PostAsync(page, await FormAsync(
            admin, page, ("Kind", "OneOf"), ("Place", "q:BestTime"), ("Text.Nl", "Hoe leerde u ons kennen?"),
            ("Options[0].Key", own.Options[0].Key), ("Options[0].Text.Nl", "Via een andere klant"),
            ("Options[1].Key", "o00000000000000000000000000000000"), ("Options[1].Text.Nl", "Via de krant"), ("Keep", "true"), (
                "Optional", "true")));
        Assert.Equal(HttpStatusCode.Redirect, reworded.StatusCode);
        var again = Assert.Single((await StateAsync(Current, App.OtherOffice)).Changes.Questions);
        Assert.Equal((own.Key, own.Options[0].Key, true, true), (again.Key, again.Options[0].Key, again.Keep, again.Optional));
        Assert.DoesNotContain(again.Options[1].Key, own.Options.Select(option => option.Key).Append("o00000000000000000000000000000000"));

        await SendAsync(admin, Current + "/publish", "");
        var assignment = await GivenAsync(admin, "fr", App.OtherOffice);
        var (client, home) = await site.OpenAsync(
            new QuestionnaireSite.Given(App.OtherOffice, default, assignment, await EmailAsync(assignment, App.OtherOffice)));
        var section = (await client.LookAsync(home + "/s/Household")).Html;
        Assert.Contains("Hoe leerde u ons kennen?", section.GetElementById("q-" + own.Key)!.TextContent, StringComparison.Ordinal);
        Assert.Equal("q-BestTime", section.GetElementById("q-" + own.Key)!.PreviousElementSibling!.Id);
        using var answered = await client.PostAsync(
            home + "/s/Household", new() { ["was." + own.Key] = "", ["v." + own.Key] = "0", ["a." + own.Key] = own.Options[0].Key });
        Assert.Equal(own.Key, await site.ReadAsync(
            db =>
                db.Answers.Where(a => a.AssignmentId == assignment && a.Question == own.Key).Select(a => a.Question).SingleAsync(Cancelled),
            App.OtherOffice));

        // Another kind asks for something else: an answer to it is none to this one.
        using var changed = await admin.PostAsync(
            page, await FormAsync(admin, page, ("Kind", "LongText"), ("Place", "s:Household"), ("Text.Nl", "Vertel het ons")));
        var other = Assert.Single((await StateAsync(Current, App.OtherOffice)).Changes.Questions);
        Assert.NotEqual(own.Key, other.Key);
        Assert.Empty(other.Options);
        await SendAsync(admin, $"{Current}/questions/{other.Key}", "/remove");
        Assert.Empty((await StateAsync(Current, App.OtherOffice)).Changes.Questions);
    }

    [Theory]
    [InlineData("Text.Nl", "", "Form.Text.Nl", "taal van uw kantoor: Nederlands")]
    [InlineData("Text.Fr", "{year} ?", "Form.Text.Fr", "Gebruik geen { en }.")]
    [InlineData("Hint.En", "x*1501", "Form.Hint.En", "Aantal tekens: 1501; het maximum is 1500.")]
    [InlineData("Options[1].Text.Nl", "Rood", "Form.Options[1].Text.Nl", "Deze keuze staat er al.")]
    [InlineData("Options[1].Text.Nl", "", "Form.Kind", "Geef minstens twee keuzes.")]
    [InlineData("Place", "q:NoSuchQuestion", "Form.Place", "Kies waar de vraag komt.")]
    [InlineData("Kind", "Files", "Form.Kind", "")]
    public async Task OwnQuestion_thatCannotBe_saysWhyAndKeepsWhatWasTyped(string field, string value, string at, string told)
    {
        const string address = "/questionnaires/templates/CompanyYearEnd/questions/new";
        var admin = await site.MemberAsync(App.OtherOffice);
        var form = await FormAsync(
            admin,
            address,
            ("Kind", "SeveralOf"),
            ("Text.Nl", "Welke kleur?"),
            ("Hint.Nl", "Kies er een"),
            ("Options[0].Text.Nl", "Rood"),
            ("Options[1].Text.Nl", "Blauw"));
        form["Form.Place"] = "s:" + StandardDefinitions.Find("CompanyYearEnd", null)!.Sections[0].Key;
        form["Form." + field] = value == "x*1501" ? new string('x', 1501) : value;

        using var answer = await admin.PostAsync(address, form);

        var html = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var control = html.QuerySelector($"[name='{at}']")!;
        Assert.Equal("true", control.GetAttribute("aria-invalid"));
        Assert.Contains(told, html.GetElementById(control.Id + "-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Kies er een", html.QuerySelector("[name='Form.Hint.Nl']")!.GetAttribute("value"));
        Assert.Equal("Rood", html.QuerySelector("[name='Form.Options[0].Text.Nl']")!.GetAttribute("value"));
        Assert.False((await StateAsync("CompanyYearEnd", App.OtherOffice)).HasDraft);
    }

    [Fact]
    public async Task OwnQuestion_withMoreOptionsAskedFor_keepsWhatWasTypedAndSavesNothing()
    {
        const string address = "/questionnaires/templates/CompanyYearEnd/questions/new";
        var admin = await site.MemberAsync(App.OtherOffice);
        var form = await FormAsync(
            admin, address, ("Kind", "OneOf"), ("Options[0].Text.Nl", "Rood"), ("Options[1].Text.Nl", "Blauw"), (
                "Options[2].Text.Nl", "Groen"));
        form["more"] = "true";

        using var answer = await admin.PostAsync(address, form);

        var html = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(
            ["Rood", "Blauw", "Groen", "", "", ""],
            html.QuerySelectorAll(".own-option input[name$='Text.Nl']").Select(input => input.GetAttribute("value") ?? ""));
        Assert.Empty(html.QuerySelectorAll("[aria-invalid]"));
        Assert.False((await StateAsync("CompanyYearEnd", App.OtherOffice)).HasDraft);
    }

    /// <summary>The year after: what was changed is taken over by one button, and what is not there any more is told.</summary>
    [Fact]
    public async Task Changes_ofTheYearBefore_areTakenOver()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        var admin = await Visitor.ComeAsync(app, App.Admin);
        await using (var scope = await app.OfficeScopeAsync())
        {
            var db = scope.ServiceProvider.GetRequiredService<Accounton.Data.AccountonContext>();
            var standard = StandardDefinitions.Find(StandardDefinitions.PersonalIncomeTax, 2025)!;
            var template = await scope.ServiceProvider.GetRequiredService<Accounton.Features.Questionnaires.Templates>().OfAsync(
                standard, Cancelled);
            db.TemplateVersions.Add(Accounton.Features.Questionnaires.TemplateVersion.Of(
                template,
                1,
                standard,
                DateTimeOffset.UnixEpoch,
                new() { HiddenQuestions = ["BestTime", "AskedIn2025Only"], Intro = new() { Nl = "Zoals vorig jaar" } },
                "An"));
            await db.SaveChangesAsync(Cancelled);
        }

        Assert.Empty(
            (await admin.LookAsync("/questionnaires/templates/PersonalIncomeTax.2025")).Html.QuerySelectorAll("form[action$=adopt]"));
        await SendAsync(admin, Current, "/adopt");

        var page = await admin.LookAsync(Current);
        Assert.Contains("AskedIn2025Only", page.Html.QuerySelector(".is-danger")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Zoals vorig jaar", page.Html.GetElementById("Intro_Texts_Nl")!.TextContent.Trim());
        Assert.Contains("Verborgen", page.Html.GetElementById("q-BestTime")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Html.QuerySelectorAll("form[action$=adopt]"));
    }

    /// <summary>The fields of a question's form, as it was drawn.</summary>
    private static async Task<Dictionary<string, string>> FormAsync(Visitor admin, string page, params (string Name, string Value)[] fields)
    {
        var stamp = (await admin.LookAsync(page)).Html.QuerySelector("input[name='Form.Stamp']")!.GetAttribute("value")!;
        return fields.Append(("Stamp", stamp)).ToDictionary(field => "Form." + field.Item1, field => field.Item2);
    }

    private static string Stamp(Page page) => page.Html.QuerySelector("#hide input[name=stamp]")!.GetAttribute("value")!;

    /// <summary>Opens a page and sends one of its forms, as it was drawn.</summary>
    private static async Task SendAsync(Visitor admin, string page, string form, params (string Name, string Value)[] fields)
    {
        var shown = (await admin.LookAsync(page)).Html;
        var stamp = (shown.QuerySelector($"form[action='{page}{form}'] input[name$=tamp]") ?? shown.QuerySelector("input[name=stamp]"))!;
        using var answer = await admin.PostAsync(
            page + form, fields.Append((stamp.GetAttribute("name")!, stamp.GetAttribute("value")!)).ToDictionary(
                field => field.Item1, field => field.Item2));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>A client who gets the current questionnaire by the button on their page.</summary>
    private async Task<Guid> GivenAsync(Visitor admin, string language, string office = App.DemoOffice)
    {
        Guid client = default;
        await site.WorkAsync(async (db, scope) =>
        {
            var cipher = await scope.GetRequiredService<OfficeCiphers>().CurrentAsync();
            client = GivenClients.Person(
                db, cipher, "Kim", "Klant", [("Email", $"{Guid.NewGuid():N}@voorbeeld.test"), ("Language", language)]).Id;
        }, office);
        await admin.LookAsync($"/clients/{client}");
        using var given = await admin.PostAsync($"/clients/{client}/questionnaire");
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        return await site.ReadAsync(db => db.Assignments.Where(a => a.ClientId == client).Select(a => a.Id).SingleAsync(Cancelled), office);
    }

    private Task<string> EmailAsync(Guid assignment, string office = App.DemoOffice) => site.ReadAsync(async db =>
        (await (from a in db.Assignments join c in db.Clients on a.ClientId equals c.Id where a.Id == assignment select c.Email)
            .SingleAsync(Cancelled))!, office);

    private Task<Definition> DefinitionAsync(Guid assignment) => site.WorkedAsync(async (db, scope) =>
        await scope.GetRequiredService<Accounton.Features.Questionnaires.Templates>().DefinitionAsync(
            await db.Assignments.SingleAsync(a => a.Id == assignment, Cancelled), Cancelled));

    private Task<TemplateState> StateAsync(string address, string office = App.DemoOffice) => site.WorkedAsync((_, scope) =>
        scope.GetRequiredService<TemplateDrafts>().ReadAsync(TemplatePages.Find(address.Split('/')[^1])!, Cancelled), office);
}
