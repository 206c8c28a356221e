using Accounton.Features.Help;
using Accounton.Localisation;

namespace Accounton.BrowserTests.Pages;

/// <summary>
/// <para>Every page there is, in each of the states that look different. What has to hold for every page (axe, no sideways
/// scrolling, valid HTML, no complaint of the browser, a picture to look at) is checked on each line of this list, in three
/// languages, both colour schemes and on a phone too: see <see cref="EveryPageTests"/>. Ordinarily two sides are looked at
/// in Dutch, and in the other languages what words can break; with <c>ACCOUNTON_TEST_ENDURANCE=1</c> all sides in all of them.</para>
/// <para><em>A new page needs one line here</em>: a name, who looks, and the address. A state that only appears after something
/// was done on the page says what, in words of the catalogues, so that it works in each language; it may be done three
/// times, so it must leave the page as it was (an opinion, a refused form), or not be saved at all. What a page needs to have
/// something to show is made once, in <see cref="Scenery"/>. A GET route that no line leads to fails the test.</para>
/// </summary>
internal static class EveryPage
{
    /// <summary>GET routes that give no page of their own, and why.</summary>
    public static readonly Dictionary<string, string> WithoutPage = new()
    {
        ["/imports/{id:guid}/progress"] = "a piece of /imports/{id}, for htmx",
        ["/settings/integrations/cards/{vendor}"] = "a piece of /settings/integrations, for htmx",
        ["/settings/office/style/logo"] = "a picture",
        ["/audit/export"] = "a file",
        ["/sign-in/sso"] = "goes on to the issuer",
        ["/sign-in/sso/link"] = "only on the way back from the issuer: see SingleSignOnTests",
        ["/imports/template"] = "a file",
        ["/imports/{id:guid}/invalid.xlsx"] = "a file",
        ["/questionnaires/{id:guid}/files/{file:guid}"] = "a file",
        ["/questionnaires/{id:guid}/files.zip"] = "a file",
        ["/questionnaires/answers.xlsx"] = "a file",
        ["/questionnaires/{id:guid}/answers.xlsx"] = "a file",
        ["/questionnaires/{id:guid}/fill"] = "goes on to the section where something is open",
        ["/questionnaires/sendings/{id:guid}/progress"] = "a piece of /questionnaires/sendings/{id}, for htmx",
        ["/q/r/{respondent:guid}/files/{file:guid}"] = "a file",
    };

    public static readonly IReadOnlyList<PageState> All =
    [
        new("sign-in", Who.Nobody, "/sign-in"),
        new("sign-in, nothing filled in", Who.Nobody, "/sign-in", visit => visit.ClickAsync("SignIn.Submit")),
        new("password, asked", Who.Nobody, "/password", async visit =>
        {
            await visit.FillAsync("SignIn.Email", "niemand@voorbeeld.test");
            await visit.ClickAsync("Password.Ask");
        }),
        new("password, a link that no longer works", Who.Nobody, "/password/new?token=x"),
        new("email, a link that no longer works", Who.Nobody, "/email?token=x"),
        new("welcome, a link that no longer works", Who.Nobody, "/welcome?token=x"),
        new("account, as an operator", Who.Operator, "/account"),
        new("offices", Who.AdminOfTwo, "/offices"),
        new("offices, suspended", Who.SuspendedAdmin, "/offices/suspended"),

        new("start, first day", Who.NewAdmin, "/"),
        new("start, first sync busy", Who.WaitingAdmin, "/"),
        new("start, all well", Who.Admin, "/"),
        new("start, trouble", Who.TroubledAdmin, "/"),
        new("start, trouble, as an accountant", Who.TroubledAccountant, "/"),
        new("start, office menu open", Who.AdminOfTwo, "/offices", async visit =>
        {
            await visit.EnterOfficeAsync();
            await visit.Page.Locator(".topbar summary.topbar-office").ClickAsync();
        }) { Alone = true },
        new("start, user menu open", Who.NewAdmin, "/", visit => visit.Page.Locator(".topbar-user").ClickAsync()),
        new("start, phone menu open", Who.NewAdmin, "/", visit => visit.Page.Locator(".topbar > .menu-button").ClickAsync())
        {
            OnPhone = true,
        },

        new("integrations, nothing linked", Who.NewAdmin, "/settings/integrations"),
        new("integrations, nothing linked, as an accountant", Who.NewAccountant, "/settings/integrations"),
        new("integrations, first sync busy", Who.WaitingAdmin, "/settings/integrations"),
        new("integrations, linked", Who.Admin, "/settings/integrations"),
        new("integrations, linked, as an accountant", Who.Accountant, "/settings/integrations"),
        new("integrations, asked whether to unlink", Who.Admin, "/settings/integrations", visit => visit.ClickAsync("Integrations.Unlink")),
        new("integrations, trouble", Who.TroubledAdmin, "/settings/integrations"),
        new("integrations, a decision to take", Who.AskedAdmin, "/settings/integrations"),
        new("integrations, a wrong URL", Who.NewAdmin, "/settings/integrations", async visit =>
        {
            await visit.FillAsync("Integrations.Syneton.Url", "geen url");
            await visit.ClickAsync("Integrations.Syneton.Connect");
        }),
        new("integrations, a key over http", Who.NewAdmin, "/settings/integrations", async visit =>
        {
            await visit.FillAsync("Integrations.Syneton.Url", "http://server.kantoor.voorbeeld:2100");
            await visit.FillAsync("Integrations.Syneton.ApiKey", "sleutel");
            await visit.ClickAsync("Integrations.Syneton.Connect");
        }),
        new("integrations, off to AdminPulse", Who.NewAdmin, "/settings/integrations", async visit =>
        {
            await visit.StayAsync("**/adminpulse/connect");
            await visit.ClickAsync("Integrations.AdminPulse.Connect");
        }) { Alone = true },
        new("integrations, link Syneton again", Who.Admin, "/settings/integrations/syneton"),
        new("connection", Who.Admin, "/settings/integrations/{connection}"),
        new("connection, nothing found", Who.Admin, "/settings/integrations/{connection}?search=zzzzzz"),
        new("connection, trouble", Who.TroubledAdmin, "/settings/integrations/{troubled}"),
        new("connection, nothing fetched yet", Who.WaitingAdmin, "/settings/integrations/{waiting}"),

        new("imports, none yet", Who.NewAdmin, "/imports"),
        new("imports", Who.Admin, "/imports"),
        new("import, source", Who.Admin, "/imports/new"),
        new("import, source, nothing linked", Who.NewAdmin, "/imports/new"),
        new("import, which clients", Who.Admin, "/imports/new/AdminPulse"),
        new("import, task templates", Who.Admin, "/imports/new/AdminPulse/templates"),
        new("import, no task template chosen", Who.Admin, "/imports/new/AdminPulse/templates", visit => visit.ClickAsync("Imports.Next")),
        new("import, Excel", Who.Admin, "/imports/new/excel"),
        new("import, Excel, no file chosen", Who.Admin, "/imports/new/excel", visit => visit.ClickAsync("Imports.Next")),
        new("import, Excel, what are the columns", Who.Admin, "/imports/{columnsImport}/columns"),
        new("import, Excel, what is hidden", Who.Admin, "/imports/{hiddenImport}/columns"),
        new("import, busy", Who.Admin, "/imports/{busyImport}"),
        new("import, failed", Who.Admin, "/imports/{failedImport}"),
        new("import, given up", Who.Admin, "/imports/{abandonedImport}"),
        new("import, only there", Who.Admin, "/imports/{import}?group=New"),
        new("import, only here", Who.Admin, "/imports/{import}?group=OnlyHere"),
        new("import, in both", Who.Admin, "/imports/{import}?group=Both"),
        new("import, in both and the same", Who.Admin, "/imports/{import}?group=Both&show=Same"),
        new("import, doubtful", Who.Admin, "/imports/{import}?group=Doubtful"),
        new("import, invalid", Who.Admin, "/imports/{import}?group=Invalid"),
        new("import, nobody found", Who.Admin, "/imports/{import}?group=New&search=zzzzzz"),
        new("import, questionnaire", Who.Admin, "/imports/{import}/questionnaire"),
        new("import, confirm", Who.Admin, "/imports/{import}/confirm"),
        new("import, result", Who.Admin, "/imports/{appliedImport}"),
        new("readiness", Who.Admin, "/imports/readiness"),
        new("readiness, nothing linked", Who.NewAdmin, "/imports/readiness"),
        new("clients, none yet", Who.NewAdmin, "/clients"),
        new("clients, none yet, as an accountant", Who.NewAccountant, "/clients"),
        new("clients", Who.Admin, "/clients"),
        new("clients, nothing found", Who.Admin, "/clients?search=zzzzzz"),
        new("clients, asked whether to archive", Who.Admin, "/clients", async visit =>
        {
            await visit.Page.Locator(".select-row").First.CheckAsync();
            await visit.ClickAsync("SelectedAct.Archive");
        }),
        new("clients, asked whether to give a questionnaire", Who.Admin, "/clients", async visit =>
        {
            await visit.Page.Locator(".select-row").First.CheckAsync();
            await visit.ClickAsync("SelectedAct.Questionnaire");
        }),
        new("client, new", Who.Admin, "/clients/new"),
        new("client, new, nothing filled in", Who.Admin, "/clients/new", visit => visit.ClickAsync("Clients.Add")),
        new("client", Who.Admin, "/clients/{client}"),
        new("client, archived", Who.Admin, "/clients/{archived}"),
        new("client, edit", Who.Admin, "/clients/{client}/edit"),
        new("client, merge with whom", Who.Admin, "/clients/{client}/merge?search=peeters"),
        new("client, merge", Who.Admin, "/clients/{client}/merge/{twin}"),
        new("questionnaires, none", Who.NewAdmin, "/questionnaires"),
        new("questionnaires", Who.Admin, "/questionnaires"),
        new("questionnaires, nothing found", Who.Admin, "/questionnaires?search=zzzzzz"),
        new("questionnaires, asked for a due date", Who.Admin, "/questionnaires", async visit =>
        {
            await visit.Page.Locator(".select-row").First.CheckAsync();
            await visit.ClickAsync("BoardAct.Due");
        }),
        new("questionnaires, no state chosen", Who.Admin, "/questionnaires", async visit =>
        {
            await visit.Page.Locator(".select-row").First.CheckAsync();
            await visit.ClickAsync("BoardAct.State");
            await visit.ClickAsync("BoardAct.State");
        }),
        new("questionnaire", Who.Admin, "/questionnaires/{assignment}"),
        new("questionnaire, what differs", Who.Admin, "/questionnaires/{handedIn}"),
        new("questionnaire, filled in by the office", Who.Admin, "/questionnaires/{assignment}/fill/s/Household"),
        new("questionnaire, messages about a question", Who.Admin, "/questionnaires/{handedIn}/messages/City"),
        new("questionnaire, an empty message", Who.Admin, "/questionnaires/{handedIn}/messages/City", visit =>
            visit.ClickAsync("Messages.Reply")),
        new("questionnaire, send back", Who.Admin, "/questionnaires/{handedIn}/send-back"),
        new("questionnaire, send back, nothing chosen", Who.Admin, "/questionnaires/{handedIn}/send-back", visit =>
            visit.ClickAsync("SendBack.Do")),

        new("questionnaires, sent to all", Who.Admin, "/questionnaires/sendings/{sending}"),
        new("client's document", Who.Respondent, "/q/r/{respondent}/d/DisabilityCertificate"),
        new("client's help", Who.Respondent, "/q/r/{respondent}/help"),
        new("client's help, of nobody", Who.Nobody, "/q/r/help?language=fr"),
        new("templates", Who.Admin, "/questionnaires/templates"),
        new("template", Who.Admin, "/questionnaires/templates/CompanyYearEnd"),
        new("template, changed", Who.Admin, "/questionnaires/templates/PersonalIncomeTax.2026?open=Household"),
        new(
            "template, asked what goes with a question",
            Who.Admin,
            "/questionnaires/templates/PersonalIncomeTax.2026?open=Household",
            visit =>
                visit.ClickAsync(visit.Page.Locator("#q-LivedInBelgium button").First)),
        new("template, an introduction that cannot be", Who.Admin, "/questionnaires/templates/CompanyYearEnd", async visit =>
        {
            await visit.Page.Locator("#Intro_Texts_Nl").FillAsync("{jaar}");
            await visit.ClickAsync("Templates.KeepIntro");
        }),
        new("template, publish", Who.Admin, "/questionnaires/templates/PersonalIncomeTax.2026/publish"),
        new("template, preview", Who.Admin, "/questionnaires/templates/PersonalIncomeTax.2026/preview?language=fr"),
        new(
            "template, preview of a section",
            Who.Admin,
            "/questionnaires/templates/PersonalIncomeTax.2026/preview?language=nl&section=Household&all=true"),
        new("own question, new", Who.Admin, "/questionnaires/templates/PersonalIncomeTax.2026/questions/new?section=Household"),
        new("own question, nothing filled in", Who.Admin, "/questionnaires/templates/PersonalIncomeTax.2026/questions/new", visit =>
            visit.ClickAsync("OwnQuestion.Save")),
        new("own question", Who.Admin, "/questionnaires/templates/PersonalIncomeTax.2026/questions/{ownQuestion}"),

        new("questionnaires, asked whether to send", Who.Admin, "/questionnaires?template={template}", async visit =>
        {
            await visit.Page.Locator(".select-row").First.CheckAsync();
            await visit.ClickAsync("Sending.Do");
        }),
        new("questionnaires, asked whether to send all", Who.Admin, "/questionnaires?template={template}", visit =>
            visit.ClickAsync("Sending.All")),
        new("client's link", Who.Nobody, "/q/scenery-link"),
        new("client's link, too old", Who.Nobody, "/q/scenery-old-link"),
        new("client's link, asked for a new one", Who.Nobody, "/q/scenery-old-link", async visit =>
        {
            // A client's pages follow the client's language, not the browser's.
            await visit.GoAsync($"/q/scenery-old-link?language={visit.Texts.Language.Code}");
            await visit.ClickAsync("Door.Renew");
        }) { Alone = true },
        new("client's link, none", Who.Nobody, "/q/scenery-no-link"),
        new("client's link, another device", Who.Nobody, "/q/r/{respondent}/enter"),
        new("client's link, code asked for", Who.Nobody, "/q/r/{respondent}/enter?sent=true", async visit =>
        {
            await visit.GoAsync($"/q/r/{{respondent}}/enter?sent=true&language={visit.Texts.Language.Code}");
            await visit.ClickAsync("RespondentCode.Enter");
        }),
        new("client's questionnaire", Who.Respondent, "/q/r/{respondent}"),
        new("client's section", Who.Respondent, "/q/r/{respondent}/s/Household"),
        new("client's section, a wrong answer", Who.Respondent, "/q/r/{respondent}/s/Household", async visit =>
        {
            await visit.Page.Locator("#q-RefundIban-field").FillAsync("BE00");
            await visit.Page.Locator("#q-BestTime-field").FocusAsync();
            await Expect(visit.Page.Locator("#q-RefundIban .field-error")).ToBeVisibleAsync();
        }),
        new("client's section, of things that repeat", Who.Respondent, "/q/r/{respondent}/s/Dependants"),
        new("client's messages about a question", Who.Respondent, "/q/r/{respondent}/messages/Mobile"),
        new("client's messages, nothing written", Who.Respondent, "/q/r/{respondent}/messages/Mobile", visit =>
            visit.ClickAsync(visit.Page.Locator("main .btn-primary"))),
        new("client's quick way", Who.Respondent, "/q/r/{respondent}/check"),
        new("client's summary", Who.Respondent, "/q/r/{respondent}/summary"),
        new("client's copy", Who.DoneRespondent, "/q/r/{doneRespondent}/copy"),
        new("client's questionnaire, handed in", Who.DoneRespondent, "/q/r/{doneRespondent}"),

        new("help", Who.Nobody, "/help"),
        new("help, signed in", Who.Admin, "/help"),
        new("help, found", Who.Nobody, "/help?search=adminpulse"),
        new("help, nothing found", Who.Nobody, "/help?search=zzzzzz"),
        .. new Articles().In(Language.Dutch).Select(article => new PageState($"help, {article.Slug}", Who.Nobody, article.Path)),
        new("help, an article, signed in", Who.Admin, "/help/koppeling-leggen"),
        new("help, why was it not useful", Who.Nobody, "/help/aanmelden?ask=Why"),
        new("help, no reason chosen", Who.Nobody, "/help/aanmelden?ask=Why", visit => visit.ClickAsync("Opinion.Send")),
        new("help, opinion given: useful", Who.Nobody, "/help/synchronisatie", visit => visit.ClickAsync("Opinion.Yes")) { Alone = true },
        new("help, opinion given: not useful", Who.Nobody, "/help/startpagina?ask=Why", async visit =>
        {
            await visit.Page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
            await visit.ClickAsync("Opinion.Send");
        }) { Alone = true },

        new("password, forgotten", Who.Nobody, "/password"),
        new("password, nothing filled in", Who.Nobody, "/password", visit => visit.ClickAsync("Password.Ask")),
        new("password, new", Who.Nobody, "/password/new?token=scenery-password"),
        new("password, a spent link", Who.Nobody, "/password/new?token=spent"),
        new("e-mail, confirm", Who.Nobody, "/email?token=scenery-email"),
        new("invitation, somebody new", Who.Nobody, "/invitation?token=scenery-invitation"),
        new("invitation, nothing filled in", Who.Nobody, "/invitation?token=scenery-invitation", visit =>
            visit.ClickAsync("Invitation.Join")),
        new("invitation, somebody else signed in", Who.NewAccountant, "/invitation?token=scenery-invitation"),
        new("welcome, an operator", Who.Nobody, "/welcome?token=scenery-operator"),
        new("account", Who.Admin, "/account"),
        new("account, a wrong password", Who.NewAccountant, "/account", visit => visit.ClickAsync("Password.Change")),
        new("members", Who.Admin, "/settings/members"),
        new("members, as an accountant", Who.Accountant, "/settings/members"),
        new("members, no address", Who.Admin, "/settings/members", visit => visit.ClickAsync("Members.SendInvitation")),
        new("members, asked whether to remove", Who.Admin, "/settings/members", visit => visit.ClickAsync("Members.Remove")),
        new("office", Who.Admin, "/settings/office"),
        new("office, a wrong number", Who.Admin, "/settings/office", async visit =>
        {
            await visit.FillAsync("OwnOffice.EnterpriseNumber", "0403.019.262");
            await visit.ClickAsync("Account.Keep");
        }),
        new("office, mails to clients", Who.Admin, "/settings/office/mails"),
        new("office, mails to clients with a link", Who.Admin, "/settings/office/mails", async visit =>
        {
            await visit.FillAsync("MailSettings.InDutch", "Kijk op https://kwaad.test");
            await visit.ClickAsync("Account.Keep");
        }),
        new("audit", Who.Admin, "/audit"),
        new("audit, nothing found", Who.Admin, "/audit?from=2099-01-01"),
        new("operator, offices", Who.Operator, "/operator/offices"),
        new("operator, no such office", Who.Operator, "/operator/offices?search=zzzzzz"),
        new("operator, new office", Who.Operator, "/operator/offices/new"),
        new("operator, new office, nothing filled in", Who.Operator, "/operator/offices/new", visit =>
            visit.ClickAsync("Operators.Create")),
        new("operator, office", Who.Operator, "/operator/offices/{office}"),
        new("operator, asked whether to suspend", Who.Operator, "/operator/offices/{office}", visit =>
            visit.ClickAsync("Operators.Suspend")),
        new("operator, mail", Who.Operator, "/operator/mail"),
        new("operator, opinions", Who.Operator, "/operator/help"),
        new("operator, opinions of one article", Who.Operator, "/operator/help?article=koppeling-leggen&language=nl"),

        new("error, not found", Who.Admin, "/bestaat-niet"),
        new("error, not found, signed out", Who.Nobody, "/help/bestaat-niet"),
        new("error, may not", Who.NewAccountant, "/settings/integrations/syneton"),
        .. new[] { 400, 413, 429, 503 }.Select(code => new PageState($"error, {code}", Who.Nobody, $"/error/{code}")),
        new("error, a fault of ours", Who.Nobody, "/design/crash"),
        new("refused form, expired", Who.NewAdmin, "/settings/integrations", async visit =>
        {
            await visit.FillAsync("Integrations.Syneton.Url", "https://kantoor.voorbeeld.be/api");
            await visit.FillAsync("Integrations.Syneton.ApiKey", "sleutel");
            await visit.Page.EvaluateAsync(
                "() => document.querySelectorAll('[name=__RequestVerificationToken]').forEach(field => field.value = 'oud')");
            await visit.ClickAsync("Integrations.Syneton.Connect");
        }),
        new("refused form, signed out", Who.NewAdmin, "/settings/integrations", async visit =>
        {
            await visit.FillAsync("Integrations.Syneton.Url", "https://kantoor.voorbeeld.be/api");
            await visit.Page.Context.ClearCookiesAsync(new() { Name = "accounton" });
            await visit.ClickAsync("Integrations.Syneton.Connect");
        }) { Alone = true },
        new("refused form, other office", Who.AdminOfTwo, "/offices", async visit =>
        {
            await visit.EnterOfficeAsync();
            await visit.GoAsync("/settings/integrations");
            await visit.FillAsync("Integrations.Syneton.Url", "https://kantoor.voorbeeld.be/api");
            var other = visit.In(await visit.Page.Context.NewPageAsync());
            await other.GoAsync("/offices");
            await other.EnterOfficeAsync(last: true);
            await visit.ClickAsync("Integrations.Syneton.Connect");
        }) { Alone = true },

        new("design", Who.Nobody, "/design"),
        new("design, plain", Who.Nobody, "/design/plain"),
    ];
}

/// <summary>A page in one of its states.</summary>
/// <param name="Name">Said when something is wrong with it, and the name of its pictures.</param>
/// <param name="Address">With <c>{word}</c> where an id of the <see cref="Scenery"/> comes.</param>
/// <param name="Then">What is done on the page to get there, if anything.</param>
internal sealed record PageState(string Name, Who Who, string Address, Func<Visit, Task>? Then = null)
{
    /// <summary>In a window of its own, because what is done would spoil it for the next page.</summary>
    public bool Alone { get; init; }

    /// <summary>It only exists on a phone.</summary>
    public bool OnPhone { get; init; }
}

/// <summary>Who looks at a page; an office each, in the state that its name says.</summary>
internal enum Who
{
    Nobody,
    NewAdmin,
    NewAccountant,

    /// <summary>Linked with AdminPulse, whose first sync goes on, and with Syneton, which is not ready yet.</summary>
    WaitingAdmin,

    /// <summary>Linked with both, and fetched from both.</summary>
    Admin,
    Accountant,

    /// <summary>One link must be made again, the other one failed.</summary>
    TroubledAdmin,
    TroubledAccountant,

    /// <summary>Came back as somebody else, and misses half of the clients.</summary>
    AskedAdmin,

    /// <summary>Of two offices, and in none yet.</summary>
    AdminOfTwo,

    /// <summary>Of an office that the operators suspended.</summary>
    SuspendedAdmin,
    Operator,

    /// <summary>A client of the office that is linked with both.</summary>
    Respondent,

    /// <summary>Another one, who has handed in.</summary>
    DoneRespondent,
}

/// <summary>A page in somebody's window and language, used by the words on it.</summary>
internal sealed class Visit(IPage page, Texts texts, Scenery scenery)
{
    public IPage Page { get; } = page;

    /// <summary>The catalogue in the visitor's language.</summary>
    public Texts Texts { get; } = texts;

    public Visit In(IPage other) => new(other, Texts, scenery);

    public Task<IResponse?> GoAsync(string address) => Page.GotoAsync(scenery.Fill(address));

    /// <summary>Clicks the first button with a text of the catalogues on it, and waits for what comes of it.</summary>
    public Task ClickAsync(string key) =>
        ClickAsync(Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = Texts[key], Exact = true }).First);

    /// <summary>Clicks a button and waits for what comes of it: another page, another piece of this one, or nothing.</summary>
    public async Task ClickAsync(ILocator button)
    {
        var arrived = await button.EvaluateAsync<string?>("""
            button => {
              const form = button.type === "submit" && button.form;
              window.arrived = false;
              if (!form) return null;
              if (!form.matches("[data-hx-get], [data-hx-post]"))
                return "() => window.arrived === undefined && document.readyState === 'complete'";
              document.addEventListener("htmx:afterSettle", () => window.arrived = true, { once: true });
              return "() => window.arrived";
            }
            """);
        await button.ClickAsync();
        if (arrived is not null)
            await Page.WaitForFunctionAsync(arrived);
    }

    /// <summary>Fills in the first field with a label of the catalogues.</summary>
    public Task FillAsync(string key, string value) => Page.GetByLabel(Texts[key]).First.FillAsync(value);

    /// <summary>On the page with the offices: goes into one.</summary>
    public async Task EnterOfficeAsync(bool last = false)
    {
        var offices = Page.Locator(".choices button");
        await ClickAsync(last ? offices.Last : offices.First);
    }

    /// <summary>Takes the hurry out of a page that goes on by itself, so that it can be looked at.</summary>
    public Task StayAsync(string address) => Page.RouteAsync(address, async route =>
    {
        var answer = await route.FetchAsync();
        var html = await answer.TextAsync();
        await route.FulfillAsync(
            new() { Response = answer, Body = html.Replace("content=\"0; url=", "content=\"72001; url=", StringComparison.Ordinal) });
    });
}
