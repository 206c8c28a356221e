using System.Net;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Features.Clients;

/// <summary>The list, a client's page, adding, correcting and merging, as somebody in the office does it.</summary>
public sealed class ClientPagesTests(ClientsSite site) : IClassFixture<ClientsSite>
{
    private const string Number = "85073003328";
    private const string Printed = "85.07.30-033.28";
    private const string Masked = "85.07.30-•••.••";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_ofAnOfficeWithoutClients_saysWhatToDo()
    {
        using var admin = await site.App.BrowserAsync(App.OtherAdmin);

        var page = await Page.GetAsync(admin, "/clients");

        Assert.Contains("Nog geen klanten", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Html.QuerySelector(".page-actions a[href='/imports/new']"));
    }

    [Fact]
    public async Task List_ofAnAccountant_hasNoImport()
    {
        var page = await Page.GetAsync(site.Accountant, "/clients");

        Assert.Null(page.Html.QuerySelector("a[href='/imports/new']"));
        Assert.NotNull(page.Html.QuerySelector("a[href='/clients/new']"));
    }

    [Fact]
    public async Task Search_thatIsTyped_isAnAddressAndFinds()
    {
        var id = await site.AddAsync("Zoë", "Zoekers", ("Email", "zoe@voorbeeld.be"), ("Language", "nl"));
        var list = await Page.GetAsync(site.Accountant, "/clients");

        using var answer = await list.PostAsync(
            "/clients/search", new() { ["search"] = "zoek", ["state"] = "Active", ["sort"] = "NameDown" });

        Assert.Equal("/clients?search=zoek&sort=NameDown", answer.Headers.Location?.ToString());
        var found = await Page.GetAsync(site.Accountant, answer.Headers.Location!.ToString());
        Assert.Equal([$"/clients/{id}"], found.Html.QuerySelectorAll("tbody th a").Select(a => a.GetAttribute("href")));
        Assert.Contains("1 klant", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NationalNumber_thatIsSearched_standsInNoAddressAndNotOnThePage()
    {
        var id = await site.AddAsync("Nele", "Nummer", ("NationalNumber", "93051822361"));
        var list = await Page.GetAsync(site.Accountant, "/clients");

        using var answer = await list.PostAsync("/clients/search", new() { ["search"] = "93.05.18-223.61" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains($"/clients/{id}", html, StringComparison.Ordinal);
        Assert.DoesNotContain("223.61", html, StringComparison.Ordinal);
        Assert.DoesNotContain("93051822361", html, StringComparison.Ordinal);
        using var typed = await site.Accountant.GetAsync(new Uri("/clients?search=93051822361", UriKind.Relative), Cancelled);
        Assert.Equal("/clients", typed.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Page_ofAClient_masksTheNumberUntilItIsAskedForAndNotesThat()
    {
        var id = await site.AddAsync("Jan", "Gemaskerd", ("NationalNumber", Number), ("ResponsibleName", "Iemand Anders"));
        var page = await Page.GetAsync(site.Accountant, $"/clients/{id}");
        Assert.Contains(Masked, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Printed, page.Html.Source.Text, StringComparison.Ordinal);
        Assert.Contains("Geen medewerker van dit kantoor", page.Text, StringComparison.Ordinal);
        Assert.Contains("met de hand", page.Text, StringComparison.Ordinal);

        var shown = await Page.OfAsync(
            site.Accountant, await page.PostAsync($"/clients/{id}/number", new() { ["field"] = "NationalNumber" }));

        Assert.Contains(Printed, shown.Text, StringComparison.Ordinal);
        var noted = await site.ReadAsync(
            db => db.AuditEvents.Where(e => e.Type == nameof(NationalNumberShown) && e.Details.Contains(id.ToString())).ToListAsync());
        Assert.DoesNotContain(Number, Assert.Single(noted).Details, StringComparison.Ordinal);
        Assert.DoesNotContain(Printed, (await Page.GetAsync(site.Accountant, $"/clients/{id}")).Html.Source.Text, StringComparison.Ordinal);
        using var other = await page.PostAsync($"/clients/{id}/number", new() { ["field"] = "Email" });
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task Add_withWhatIsMissing_saysSoAndKeepsWhatWasTyped()
    {
        var form = await Page.GetAsync(site.Accountant, "/clients/new");
        var fields = ClientsSite.Form(
            form, "/clients/new", ("Form.Values[FirstName]", "Nora"), ("Form.Values[Email]", "geen adres"), (
                "Form.Values[NationalNumber]", "85.07.30-033.29"));

        var page = await Page.OfAsync(site.Accountant, await form.PostAsync("/clients/new", fields));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Nora", page.Html.QuerySelector("[name='Form.Values[FirstName]']")!.GetAttribute("value"));
        Assert.Equal("geen adres", page.Html.QuerySelector("[name='Form.Values[Email]']")!.GetAttribute("value"));
        foreach (var field in (string[])["LastName", "Email", "NationalNumber"])
            Assert.Equal("true", page.Html.QuerySelector($"[name='Form.Values[{field}]']")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Add_ofSomebodyWhoExists_asksFirst()
    {
        var known = await site.AddAsync("Bea", "Bestaat", ("Email", "bea@voorbeeld.be"), ("Language", "nl"));
        var form = await Page.GetAsync(site.Accountant, "/clients/new");
        var fields = ClientsSite.Form(
            form,
            "/clients/new",
            ("Form.Values[FirstName]", "Bea"),
            ("Form.Values[LastName]", "Bestaat"),
            ("Form.Values[Email]", "BEA@voorbeeld.be"),
            ("Form.Values[Language]", "fr"));

        var asked = await Page.OfAsync(site.Accountant, await form.PostAsync("/clients/new", fields));

        Assert.NotNull(asked.Html.QuerySelector($".notice a[href='/clients/{known}']"));
        Assert.Equal(1, await site.ReadAsync(db => db.Clients.CountAsync(c => c.LastName == "Bestaat")));
        var added = await asked.PostAsync("/clients/new", ClientsSite.Form(asked, "/clients/new"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        Assert.Equal(2, await site.ReadAsync(db => db.Clients.CountAsync(c => c.LastName == "Bestaat")));
        Assert.Equal(
            1, await site.ReadAsync(db => db.AuditEvents.CountAsync(e => e.Type == nameof(ClientAdded) && e.Details.Contains("Bestaat"))));
    }

    [Fact]
    public async Task Edit_keepsANumberThatIsLeftEmpty_andErasesItWhenAsked()
    {
        var id = await site.AddAsync("Eva", "Editeer", ("NationalNumber", Number));
        var address = $"/clients/{id}/edit";
        var form = await Page.GetAsync(site.Accountant, address);
        Assert.DoesNotContain(Number, form.Html.Source.Text, StringComparison.Ordinal);

        using var saved = await form.PostAsync(address, ClientsSite.Form(form, address, ("Form.Values[Mobile]", "0470 12 34 56")));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var client = await site.ClientAsync(id);
        Assert.Equal(("+32470123456", 2), (client.Mobile, client.Version));
        Assert.NotNull(client.NationalNumberHash);

        form = await Page.GetAsync(site.Accountant, address);
        using var erased = await form.PostAsync(address, ClientsSite.Form(form, address, ("Form.Erased", "NationalNumber")));
        Assert.Null((await site.ClientAsync(id)).NationalNumberCipher);
    }

    [Fact]
    public async Task Edit_ofWhatSomebodyElseChanged_showsBothAndLosesNothing()
    {
        var id = await site.AddAsync("Carl", "Conflict", ("Mobile", "+32470000001"), ("City", "Gent"));
        var address = $"/clients/{id}/edit";
        var mine = await Page.GetAsync(site.Accountant, address);
        var theirs = await Page.GetAsync(site.Admin, address);
        using var first = await theirs.PostAsync(
            address, ClientsSite.Form(theirs, address, ("Form.Values[City]", "Aalst"), ("Form.Values[Mobile]", "0470 00 00 02")));
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);

        var conflict = await Page.OfAsync(
            site.Accountant, await mine.PostAsync(
                address, ClientsSite.Form(mine, address, ("Form.Values[Mobile]", "0470 00 00 03"), ("Form.Values[Street]", "Veldstraat"))));

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Null((await site.ClientAsync(id)).Street);
        Assert.Equal("0470 00 00 03", Value("Mobile"));
        Assert.Equal("Aalst", Value("City"));
        Assert.Equal("Veldstraat", Value("Street"));
        Assert.Contains("+32 470 00 00 02", conflict.Text, StringComparison.Ordinal);
        using var again = await conflict.PostAsync(address, ClientsSite.Form(conflict, address));
        var client = await site.ClientAsync(id);
        Assert.Equal(("+32470000003", "Aalst", "Veldstraat"), (client.Mobile, client.City, client.Street));

        string? Value(string field) => conflict.Html.QuerySelector($"[name='Form.Values[{field}]']")!.GetAttribute("value");
    }

    [Fact]
    public async Task Merge_byField_keepsTheChosenValuesLinksAndQuestionnaires()
    {
        var kept = await site.AddAsync("Mia", "Merge", ("Email", "mia@een.be"), ("City", "Gent"));
        var other = await site.AddAsync("Mia", "Merge", ("Email", "mia@twee.be"), ("Mobile", "+32470123456"));
        await site.WorkAsync((db, _) =>
        {
            var template = db.Templates.Add(
                new Template { OfficeId = db.OfficeId, Kind = StandardDefinitions.PersonalIncomeTax, IncomeYear = 1999 }).Entity;
            db.Assignments.Add(new Assignment { OfficeId = db.OfficeId, TemplateId = template.Id, ClientId = other });
        });
        var address = $"/clients/{kept}/merge/{other}";
        var choose = await Page.GetAsync(site.Accountant, $"/clients/{kept}/merge?search=merge");
        Assert.NotNull(choose.Html.QuerySelector($"a[href='{address}']"));
        var page = await Page.GetAsync(site.Accountant, address);
        Assert.True(page.Html.QuerySelector("[name='sides[FirstName]']")!.HasAttribute("disabled"));

        var undecided = await Page.OfAsync(site.Accountant, await page.PostAsync(address, ClientsSite.Form(page, address)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, undecided.Status);
        Assert.Equal(1, undecided.Html.QuerySelectorAll(".merge .field-error").Length);
        using var merged = await undecided.PostAsync(address, ClientsSite.Form(undecided, address, ("sides[Email]", "Other")));

        Assert.Equal($"/clients/{kept}", merged.Headers.Location?.ToString());
        var one = await site.ClientAsync(kept);
        var gone = await site.ClientAsync(other);
        Assert.Equal(("mia@twee.be", "Gent", "+32470123456"), (one.Email, one.City, one.Mobile));
        Assert.Equal((true, ArchiveReason.Merged, kept), (gone.IsArchived, gone.ArchiveReason!.Value, gone.MergedIntoId!.Value));
        Assert.Equal(kept, await site.ReadAsync(
            db => db.Assignments.Where(a => a.ClientId == kept || a.ClientId == other).Select(a => a.ClientId).SingleAsync()));
        Assert.Contains("Samengevoegd", (await Page.GetAsync(site.Accountant, $"/clients/{other}")).Text, StringComparison.Ordinal);
        using var again = await page.PostAsync(address, []);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Selected_areArchivedOnlyAfterThePageThatSaysSo()
    {
        var ids = new[] { await site.AddAsync("Sam", "Selectie"), await site.AddAsync("Sofie", "Selectie") };
        var list = await Page.GetAsync(site.Accountant, "/clients?search=selectie");
        using var none = await list.PostAsync("/clients/selected", new() { ["act"] = "Archive", ["back"] = "/clients?search=selectie" });
        Assert.Equal("/clients?search=selectie", none.Headers.Location?.ToString());

        using var content = new FormUrlEncodedContent(
            [new("ids", ids[0].ToString()), new("ids", ids[1].ToString()), new("act", "Archive"), new(
                "__RequestVerificationToken", Token(list))]);
        var asked = await Page.OfAsync(
            site.Accountant, await site.Accountant.PostAsync(new Uri("/clients/selected", UriKind.Relative), content, Cancelled));

        Assert.Contains("2 klanten gaan naar het archief.", asked.Text, StringComparison.Ordinal);
        Assert.False((await site.ClientAsync(ids[0])).IsArchived);
        using var sure = new FormUrlEncodedContent(
            [new("ids", ids[0].ToString()), new("ids", ids[1].ToString()), new("__RequestVerificationToken", Token(asked))]);
        using var done = await site.Accountant.PostAsync(new Uri("/clients/selected/archive", UriKind.Relative), sure, Cancelled);
        Assert.Equal("/clients", done.Headers.Location?.ToString());
        foreach (var id in ids)
            Assert.True((await site.ClientAsync(id)).IsArchived);
        Assert.Empty((await Page.GetAsync(site.Accountant, "/clients?search=selectie")).Html.QuerySelectorAll("tbody tr"));
        Assert.Equal(
            2, (await Page.GetAsync(site.Accountant, "/clients?search=selectie&state=Archived")).Html.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Questionnaire_thatNobodyAnswered_showsWhatIsKnown()
    {
        var id = await site.AddAsync("Quentin", "Question", ("Email", "q@voorbeeld.be"), ("Language", "fr"), ("NationalNumber", Number));
        var page = await Page.GetAsync(site.Accountant, $"/clients/{id}");
        for (var twice = 0; twice < 2; twice++)
        {
            using var given = await page.PostAsync($"/clients/{id}/questionnaire", []);
            Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        }

        var assignment = await site.ReadAsync(db => db.Assignments.SingleAsync(a => a.ClientId == id));
        var questionnaire = await Page.GetAsync(site.Accountant, $"/questionnaires/{assignment.Id}");

        var known = questionnaire.Html.QuerySelectorAll(".review-answers dd .is-empty").Select(answer => answer.TextContent).ToList();
        Assert.Contains("q@voorbeeld.be", known);
        Assert.Contains(Masked, known);
        Assert.Contains(
            (await Page.GetAsync(site.Accountant, "/questionnaires?state=NotSent")).Html.QuerySelectorAll("tbody a"),
            link => link.GetAttribute("href") == $"/questionnaires/{assignment.Id}");
    }

    [Fact]
    public async Task Questionnaire_ofACompany_isGivenOnceForEachClosingDate()
    {
        var id = await site.AddAsync("", "", ("Type", "Company"), ("CompanyName", "Bakkerij bv"));
        var page = await Page.GetAsync(site.Accountant, $"/clients/{id}");
        Assert.Equal($"{DateTime.Today.Year - 1}-12-31", page.Html.QuerySelector("input[name=closing]")!.GetAttribute("value"));

        foreach (var closing in (string[])["2024-12-31", "2025-06-30", "2025-06-30"])
        {
            using var given = await page.PostAsync($"/clients/{id}/questionnaire", new() { ["closing"] = closing });
            Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        }

        var refused = await Page.OfAsync(
            site.Accountant, await page.PostAsync($"/clients/{id}/questionnaire", new() { ["closing"] = "1024-12-31" }));
        Assert.Contains("afsluitdatum", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Jaarafsluiting vennootschap, boekjaar afgesloten op 30 juni 2025", refused.Text, StringComparison.Ordinal);
        Assert.Equal(
            [new(2024, 12, 31), new(2025, 6, 30)],
            await site.ReadAsync(db => db.Assignments.Where(a => a.ClientId == id).Select(a => a.ClosingDate).Order().ToListAsync()));
    }

    [Fact]
    public async Task Questionnaires_ofSelectedClients_goToThoseWhoseTypeGetsThem()
    {
        var person = await site.AddAsync("Pia", "Keuze");
        var company = await site.AddAsync("", "", ("Type", "Company"), ("CompanyName", "Keuze bv"));
        var list = await Page.GetAsync(site.Accountant, "/clients?search=keuze");
        using var content = new FormUrlEncodedContent(
            [new("ids", person.ToString()), new("ids", company.ToString()), new("act", "Questionnaire"), new(
                "__RequestVerificationToken", Token(list))]);
        var asked = await Page.OfAsync(
            site.Accountant, await site.Accountant.PostAsync(new Uri("/clients/selected", UriKind.Relative), content, Cancelled));
        Assert.Equal(
            ["PersonalIncomeTax.2026", "PersonalIncomeTax.2025", "CompanyYearEnd"],
            asked.Html.QuerySelectorAll("input[name=kind]").Select(input => input.GetAttribute("value")));

        var refused = await Page.OfAsync(site.Accountant, await GiveAsync("CompanyYearEnd", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Html.QuerySelector("#closing-error"));
        using var year = await GiveAsync("PersonalIncomeTax.2026", "");
        using var closed = await GiveAsync("CompanyYearEnd", "2025-12-31");

        var given = await site.ReadAsync(db => db.Assignments.Where(a => a.ClientId == person || a.ClientId == company).ToListAsync());
        Assert.Equal(
            [(person, default(DateOnly)), (company, new(2025, 12, 31))],
            given.OrderBy(a => a.ClosingDate).Select(a => (a.ClientId, a.ClosingDate)));
        Assert.All(given, a => Assert.NotNull(a.VersionId));

        Task<HttpResponseMessage> GiveAsync(string kind, string closing) => site.Accountant.PostAsync(
            new Uri("/clients/selected/questionnaire", UriKind.Relative),
            new FormUrlEncodedContent(
                [new("ids", person.ToString()), new("ids", company.ToString()), new("kind", kind), new("closing", closing), new(
                    "__RequestVerificationToken", Token(asked))]),
            Cancelled);
    }

    /// <summary>What both were given for the same closing date stays with each: answers are neither mixed nor lost.</summary>
    [Fact]
    public async Task Merge_ofTwoWithTheSameClosingDate_movesTheOtherOnesOnly()
    {
        var kept = await site.AddAsync("Mo", "Boekjaar", ("Email", "mo@een.be"));
        var other = await site.AddAsync("Mo", "Boekjaar", ("Email", "mo@een.be"));
        await site.WorkAsync((db, _) =>
        {
            var template = db.Templates.Add(
                new Template { OfficeId = db.OfficeId, Kind = StandardDefinitions.CompanyYearEnd, IncomeYear = 1998 }).Entity;
            foreach (var (client, year) in ((Guid, int)[])[(kept, 2024), (other, 2024), (other, 2025)])
                db.Assignments.Add(new Assignment
                {
                    OfficeId = db.OfficeId, TemplateId = template.Id, ClientId = client, ClosingDate = new(year, 12, 31),
                });
        });
        var address = $"/clients/{kept}/merge/{other}";
        var page = await Page.GetAsync(site.Accountant, address);

        using var merged = await page.PostAsync(address, ClientsSite.Form(page, address));

        Assert.Equal(HttpStatusCode.Redirect, merged.StatusCode);
        Assert.Equal(
            [(kept, 2024), (kept, 2025), (other, 2024)],
            (await site.ReadAsync(db => db.Assignments.Where(a => a.ClientId == kept || a.ClientId == other).ToListAsync()))
                .Select(a => (a.ClientId, a.ClosingDate.Year)).OrderBy(a => a.ClientId != kept).ThenBy(a => a.Year));
    }

    private static string Token(Page page) => page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
