using System.Data.Common;
using System.Text.RegularExpressions;
using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Matching;
using Accounton.Features.Imports;
using Accounton.Features.Offices;
using Accounton.Features.Operators;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Sync;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Tests.Features.Clients;
using Accounton.Tests.Features.Imports;
using Accounton.Tests.Features.Imports.Excel;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Data;

/// <summary>
/// What a page or a job asks of a table that grows with an office's clients goes through an index by more than the office:
/// by the office alone, or with a flag or a state, it is read whole, however small the answer.
/// </summary>
public sealed class PlansTests
{
    private const int Clients = 4_000;
    private const string Account = "plannen";

    private static readonly HashSet<string> Growing =
    [
        nameof(AccountonContext.Clients), nameof(AccountonContext.ClientWords),
        nameof(AccountonContext.ClientChanges), nameof(AccountonContext.ClientLinks),
        nameof(AccountonContext.SourceClients), nameof(AccountonContext.ImportRows),
        nameof(AccountonContext.ImportTouches), nameof(AccountonContext.ImportLines),
        nameof(AccountonContext.Assignments), nameof(AccountonContext.AuditEvents),
    ];

    /// <summary>What most rows of an office share.</summary>
    private static readonly HashSet<string> Common =
        [nameof(IOfficeOwned.OfficeId), nameof(SourceClient.ConnectionId), nameof(Client.IsArchived), nameof(
            SourceClient.Status), nameof(Assignment.State), nameof(ImportRow.Group), nameof(ImportRow.Result)];

    /// <summary>The few that may read much, and why.</summary>
    private static readonly Walk[] Allowed =
    [
        new(
            "Clients",
            @"""IsArchived"" = @archived\s+ORDER BY [^)]*LIMIT",
            "The first page of the list, in the order of the index: it ends with the page."),
        new("Clients", @"^SELECT (EXISTS \(|CASE\s+WHEN EXISTS)", "Whether there is one: it ends with the first."),
        new(
            "Clients",
            @"""(Email|Type|ResponsibleEmail)""[^;]*LIMIT",
            "A filter of the list that has no index of its own; in the order of the list, so that it ends with the page where many pass."),
        new(
            "Clients",
            @"EXISTS \([^;]*""ClientWords""[^;]*ORDER BY .{0,4}""ChangedAt""",
            "A search that finds more than a thousand, by the latest change: it ends with the page."),
        new(
            "Clients",
            @"^SELECT COUNT\(\*\)(::int)?\s+FROM ""Clients"" AS ""?c""?\s+WHERE ""?c""?.""OfficeId"" = @ef_filter__OfficeId$",
            "A comparison reads all clients."),
        new("Clients", @"""MergedIntoId"" IS NULL$", "A comparison reads all clients."),
        new(
            "Clients",
            @"""ImportRows""[^;]*""ClientVersion"" <> ""?c0""?.""Version""",
            "An import's rows against their clients, which may be all of them."),
        new(
            "Clients",
            @"""NameWords""\s+FROM ""Clients"" AS ""?c""?\s+WHERE [^;]*NOT \(""?c""?.""IsArchived""\)$",
            "A comparison lists the clients that are only here."),
        new("Clients", @"""Undo"" = 'LeftAlone'[^;]*LIMIT", "What undoing an import left alone, by name: looked at once, after it."),
        new(
            "Assignments",
            @"""IsArchived""[^;]*""State""[^;]*ORDER BY [^)]*""SortName""[^;]*LIMIT",
            "A page of the board, or a count of it that is capped, in the order of an index: it ends with the page."),
        new(
            "Assignments",
            @"""IsArchived""[^;]*""State"" (= 'ToProcess'|<> 'Processed')[^;]*""AnsweredAt"" IS NOT NULL",
            "The answers of all that the board shows, as a file."),
        new(
            "ClientLinks",
            @"^SELECT [^;]*""VendorId"", ""?c""?.""ClientId"", ""?c""?.""Role""\s+FROM[^;]*""ConnectionId"" = @connectionId$",
            "A comparison reads all of a link."),
        new("SourceClients", @"""HasEmail""\s+FROM[^;]*""Type"" <> 'Company'$", "A comparison reads all of a link."),
        new(
            "SourceClients",
            @"""ConnectionId"" = @(connection_Id|connectionId) AND ""?s""?.""GoneSince"" IS NULL",
            "A sync compares all of its link's clients with what it saw."),
        new("SourceClients", @"GROUP BY ""?s0""?.""Status"", ""?s0""?.""IsGone""", "A sync counts its link's clients at its end."),
        new(
            "SourceClients",
            @"GROUP BY ""?s""?.""ConnectionId""",
            "How complete a back-office is: figures of all its clients, on a page of their own."),
        new("SourceClients", @"""ConnectionId"" = @connectionId[^;]*LIMIT", "A link's clients, searched as they "
            + "were fetched: in the order of the index, so that it ends with the page where many are found."),
        new("AuditEvents", @"^SELECT COUNT\(\*\)[^;]*""OfficeId"" = @ef_filter__OfficeId$", "The export of the log says how much it is."),
        new(
            "AuditEvents",
            @"WHERE ""?a""?.""OfficeId"" = @ef_filter__OfficeId\s+ORDER BY ""?a""?.""At"" DESC",
            "The log, the latest first, in the order of the index; its export is all of it."),
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Queries_onTablesThatGrow_goByMoreThanTheOffice(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var sandbox = await Sandbox.StartAsync($"Sandbox:Clients:{Account}=150");
        var commands = new Commands();
        await using var app = new App(database, sandbox, replace: commands.Watch);
        await ManyClients.FillAsync(app, App.OtherOffice, 300);
        await ManyClients.FillAsync(app, App.DemoOffice, Clients);
        var office = await SyncOffice.DemoAsync(app, sandbox, Vendor.AdminPulse, Account);
        await office.LinkAsync();
        var rows = await FillAsync(office);
        await using var connection = Plan.Connect(database);
        await connection.OpenAsync(Cancelled);
        await Plan.AnalyzeAsync(connection);
        commands.Clear();
        await UseAsync(office, rows);

        await Plan.AnalyzeAsync(connection);
        var statements = commands.Sent.Where(IsQuery).DistinctBy(c => c.Sql).ToList();
        var walks = await WalksAsync(connection, statements);
        if (provider == "Sqlite")
        {
            // Nobody analyses a file in production: then it guesses, and has to guess well.
            await using var guessing = await Plan.ForgetAsync(connection);
            walks.AddRange(await WalksAsync(guessing, statements));
        }

        Assert.True(walks.Count == 0, string.Join("\n", walks));
    }

    /// <summary>The check itself, on a search in the middle of words.</summary>
    [Fact]
    public async Task Query_thatWalksAnOffice_isSeen()
    {
        await using var database = await TestDatabase.CreateAsync();
        var commands = new Commands();
        await using var app = new App(database, replace: commands.Watch);
        await ManyClients.FillAsync(app, App.DemoOffice, 500);
        await using var scope = await app.OfficeScopeAsync();
        var words = scope.ServiceProvider.GetRequiredService<AccountonContext>().ClientWords.Where(w => !w.IsArchived);
        commands.Clear();
        await words.Where(w => w.Word.Contains("eete")).Select(w => w.ClientId)
            .Distinct().OrderBy(id => id).Take(50).ToListAsync(Cancelled);

        await using var connection = Plan.Connect(database);
        await connection.OpenAsync(Cancelled);
        await Plan.AnalyzeAsync(connection);
        var access = Assert.Single(await Plan.OfAsync(connection, commands.Sent.Last()), one => Growing.Contains(one.Table));
        Assert.Equal("ClientWords", access.Table);
        Assert.All(access.Columns, column => Assert.Contains(column, Common));
    }

    private static async Task<List<string>> WalksAsync(DbConnection connection, List<SentCommand> statements)
    {
        var walks = new List<string>();
        var seen = new HashSet<string>();
        foreach (var statement in statements)
        {
            foreach (var access in await Plan.OfAsync(connection, statement))
            {
                seen.Add(access.Table);
                if (Growing.Contains(access.Table) && access.Columns.All(Common.Contains)
                    && !Array.Exists(Allowed, walk => walk.Is(access.Table, statement.Sql)))
                    walks.Add($"{access.Detail}\n{statement.Sql}");
            }
        }

        // A day in which nobody looks at a table proves nothing of it.
        Assert.Empty(Growing.Except(seen));
        return walks;
    }

    /// <summary>Rows as years leave them, that the day itself makes too few of.</summary>
    private static Task<Rows> FillAsync(SyncOffice office) => office.InAsync(async services =>
    {
        var db = SyncOffice.Db(services);
        var connection = await db.Connections.SingleAsync(Cancelled);
        var template = await services.GetRequiredService<Templates>().OfAsync(
            StandardDefinitions.CurrentFor(ClientType.Person)!, Cancelled);
        var clients = await db.Clients.Select(c => c.Id).ToListAsync(Cancelled);
        var batch =
            db.ImportBatches.Add(new ImportBatch { OfficeId = office.Id, Source = ImportSource.Excel, State = ImportState.Applied }).Entity;
        await db.SaveChangesAsync(Cancelled);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
        var sources = db.IdsOf<SourceClient>();
        var links = db.IdsOf<ClientLink>();
        var ids = db.IdsOf<ImportRow>();
        var touches = db.IdsOf<ImportTouch>();
        var lines = db.IdsOf<ImportLines>();
        var assignments = db.IdsOf<Assignment>();
        var events = db.IdsOf<AuditEvent>();
        await db.InsertOwnAsync<SourceClient>([.. clients.Select((_, i) => new SourceClient
        {
            OfficeId = office.Id, Id = sources(), ConnectionId = connection.Id,
            VendorId = $"oud-{i}", CallId = $"{i}", SortName = $"oud {i}", ContentHash = [1],
            Type = ClientType.Person, Status = ClientStatus.Customer,
            FetchedAt = DateTimeOffset.UnixEpoch, GoneSince = i % 2 == 0 ? DateTimeOffset.UnixEpoch : null,
        })]);
        await db.InsertOwnAsync<ClientLink>([.. clients.Select((id, i) => new ClientLink
        {
            OfficeId = office.Id, Id = links(), ClientId = id, ConnectionId = connection.Id, VendorId = $"oud-{i}", Role = LinkRole.Main,
        })]);
        var imported = clients
            .Select(id => new ImportRow { OfficeId = office.Id, Id = ids(), BatchId = batch.Id, Group = ImportGroup.Both, ClientId = id })
            .ToList();
        await db.InsertOwnAsync<ImportRow>(imported);
        await db.InsertOwnAsync<ImportTouch>([.. imported.Select(row => new ImportTouch
        {
            OfficeId = office.Id, Id = touches(), BatchId = batch.Id, RowId = row.Id, ClientId = row.ClientId, Why = MatchReason.Email,
        })]);
        await db.InsertOwnAsync<ImportLines>([.. Enumerable.Range(1, 200)
            .Select(i => new ImportLines { OfficeId = office.Id, Id = lines(), BatchId = batch.Id, FirstLine = i, Cells = "[]" })]);
        var names = await db.Clients.ToDictionaryAsync(c => c.Id, c => c.SortName, Cancelled);
        var given = clients.Select((id, i) => AssignmentKeys.Set(
            new Assignment
            {
                OfficeId = office.Id,
                Id = assignments(),
                ClientId = id,
                TemplateId = template.Id,
                State = Enum.GetValues<AssignmentState>()[i % 5],
                DueOn = i % 4 == 0 ? new(2026, 1 + i % 12, 1) : null,
            },
            names[id], i % 2 == 0 ? "an@demo.test" : null, isArchived: false)).ToList();
        await db.InsertOwnAsync<Assignment>(given);
        await db.InsertOwnAsync<AuditEvent>([.. clients.Select((id, i) => new AuditEvent
        {
            OfficeId = office.Id, Id = events(), At = DateTimeOffset.UnixEpoch.AddDays(i),
            Type = i % 2 == 0 ? nameof(OfficeEntered) : nameof(OfficeSuspended), UserId = i % 3 == 0 ? null : connection.Id, Details = "{}",
        })]);
        await transaction.CommitAsync(Cancelled);
        return new Rows(connection.Id, given[0].Id, clients);
    });

    private static bool IsQuery(SentCommand command) =>
        command.Source is CommandSource.LinqQuery or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete
            && !Regex.IsMatch(command.Sql, "WHERE (0|FALSE)$");

    /// <summary>A day in the office: every page, a sync, an import to its end and back.</summary>
    private static async Task UseAsync(SyncOffice office, Rows rows)
    {
        var imports = new OfficeImports(office);
        using var admin = await office.App.BrowserAsync(App.Admin);
        await office.RunAsync();
        var first = await imports.CompareAsync();
        await LookAtImportAsync(admin, first.Id);
        await imports.ApplyAsync(first.Id);
        await LookAtImportAsync(admin, first.Id);
        await office.Sandbox.EvolveAsync(Account);
        await office.SyncAsync();
        await office.SyncAsync();
        var second = await imports.CompareAsync();
        await LookAtImportAsync(admin, second.Id);
        await imports.ApplyAsync(second.Id);
        await LookAtClientsAsync(admin, rows.Clients);
        await ImportWorkbookAsync(imports, admin);
        await LookAroundAsync(admin, rows);
        await imports.UndoAsync(second.Id);
        await office.InAsync(services => ActivatorUtilities.CreateInstance<Sweep>(services).RunAsync(Cancelled));
    }

    private static async Task LookAtClientsAsync(HttpClient admin, IReadOnlyList<Guid> clients)
    {
        string[] searches =
        [
            "j", "va", "jan", "vand", "peeters", "marie pe", "k100", "K1", "k500@", "d'hondt", "BE 0403.019.261", "zoë", "1",
            "é", "an.", "xyz",
        ];
        string[] lists =
        [
            "/clients", "/clients?sort=NameDown", "/clients?sort=Changed",
            "/clients?state=Incomplete", "/clients?state=Archived", "/clients?type=Company",
            "/clients?responsible=none", "/clients?responsible=other", "/clients?responsible=an@demo.test",
            .. searches.Select(text => "/clients?search=" + Uri.EscapeDataString(text)),
            "/clients?search=jan&state=Archived", "/clients?search=jan&sort=Changed", "/clients?search=k&sort=Changed",
            "/clients?search=jan&sort=NameDown", "/clients?search=jan&type=Company", "/clients?search=peet&responsible=none",
        ];
        foreach (var list in lists)
        {
            var page = await OpenAsync(admin, list);
            if (page.Html.QuerySelector(".pager a[rel=next]")?.GetAttribute("href") is { } next
                && (await OpenAsync(admin, next)).Html.QuerySelector(".pager a[rel=prev]")?.GetAttribute("href") is { } back)
                await OpenAsync(admin, back);
        }

        var linked = clients[0];
        var other = clients[1];
        foreach (var address in (string[])[
            $"/clients/{linked}",
            $"/clients/{linked}/edit",
            $"/clients/{linked}/merge",
            $"/clients/{linked}/merge?search=pee",
            $"/clients/{linked}/merge/{other}",
            "/clients/new",
        ])
            await OpenAsync(admin, address);

        var form = await OpenAsync(admin, "/clients");
        await SendAsync(form, "/clients/search", ("search", "85.07.30-033.28"));
        foreach (var (act, name) in ((string, string)[])[
            ("", "archive"), ("/archive", ""), ("/reactivate", ""), ("/responsible", ""), ("/questionnaire", ""),
        ])
            await SendAsync(form, "/clients/selected" + act, ("ids", linked.ToString()), ("act", name));
        var edit = await OpenAsync(admin, $"/clients/{linked}/edit");
        using (await edit.PostAsync(
            $"/clients/{linked}/edit",
            ClientsSite.Form(edit, $"/clients/{linked}/edit", ("Form.Values[City]", "Brugge"), ("Form.Values[LastName]", "Peeters"))))
        using (await form.PostAsync($"/clients/{other}/questionnaire", []))
        using (await form.PostAsync($"/clients/{linked}/number", new() { ["field"] = "NationalNumber" }))
        {
            var merge = await OpenAsync(admin, $"/clients/{linked}/merge/{other}");
            using var merged = await merge.PostAsync(
                $"/clients/{linked}/merge/{other}", ClientsSite.Form(merge, $"/clients/{linked}/merge/{other}"));
        }
    }

    private static async Task ImportWorkbookAsync(OfficeImports imports, HttpClient admin)
    {
        var page = await OpenAsync(admin, "/imports/new/excel");
        using var sheet = HandMade.Create(
            ["Voornaam", "Naam", "E-mail", "Taal"],
            ["Jan", "Peeters", "k100@voorbeeld.be", "nl"],
            ["Zoë", "Nieuw", "zoe@voorbeeld.be", "fr"]);
        using var form = new MultipartFormDataContent
        {
            {
                new StringContent(page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
                "__RequestVerificationToken" },
            { new StreamContent(sheet), "File", "klanten.xlsx" },
        };
        using var answer = await admin.PostAsync(new Uri("/imports/new/excel", UriKind.Relative), form, Cancelled);
        var import = Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[2]);
        await imports.RunAsync(import, ImportState.Reviewing);
        await LookAtImportAsync(admin, import);
    }

    private static async Task LookAtImportAsync(HttpClient admin, Guid import)
    {
        foreach (var group in Enum.GetNames<ImportGroup>())
        {
            foreach (var more in (string[])["", "&show=Same", "&search=pee"])
            {
                var page = await OpenAsync(admin, $"/imports/{import}?group={group}{more}");
                if (page.Html.QuerySelector(".pager a[rel=next]")?.GetAttribute("href") is { } next)
                    await OpenAsync(admin, next);
            }
        }

        var overview = await OpenAsync(admin, $"/imports/{import}");
        await SendAsync(overview, $"/imports/{import}/choose", ("group", nameof(ImportGroup.New)), ("all", "true"));
        await SendAsync(overview, $"/imports/{import}/column", ("field", "City"), ("overwrite", "true"));
        await SendAsync(overview, $"/imports/{import}/zeros");
        await OpenAsync(admin, $"/imports/{import}/questionnaire");
        var templates = await OpenAsync(admin, "/questionnaires");
        var template = templates.Html.QuerySelectorAll("option")
            .Select(o => o.GetAttribute("value")).FirstOrDefault(value => Guid.TryParse(value, out _));
        await SendAsync(overview, $"/imports/{import}/questionnaire", ("template", template ?? ""), ("known", "true"));
        await OpenAsync(admin, $"/imports/{import}/confirm");
        using var file = await admin.GetAsync(new Uri($"/imports/{import}/invalid.xlsx", UriKind.Relative), Cancelled);
    }

    private static async Task LookAroundAsync(HttpClient admin, Rows rows)
    {
        var connection = rows.Connection;
        string[] pages =
        [
            "/", "/questionnaires", "/questionnaires?state=ToProcess", "/questionnaires?state=Processed",
            "/questionnaires?responsible=none", "/questionnaires?responsible=other",
            "/questionnaires?responsible=an@demo.test", "/questionnaires?due=Overdue", "/questionnaires?due=Soon",
            "/questionnaires?due=None", "/questionnaires?mark=Differs", "/questionnaires?search=jan",
            "/questionnaires?search=pee&state=ToProcess&mark=Differs", "/imports",
            "/imports/new", "/imports/new/AdminPulse", "/imports/readiness", "/imports/template",
            "/settings/integrations", "/settings/integrations/cards/AdminPulse",
            "/settings/members", "/settings/office", "/settings/office/mails",
            "/audit", $"/audit?who={connection}", "/audit?what=ClientEdited",
            "/audit?from=2026-01-01&until=2099-01-01", "/audit?page=2", "/audit/export",
            $"/settings/integrations/{connection}", $"/settings/integrations/{connection}?search=jan",
            .. Enum.GetNames<Accounton.Features.Sync.Readiness.MissingField>()
                .Select(lack => $"/settings/integrations/{connection}?lacks={lack}"),
        ];
        foreach (var address in pages)
            await OpenAsync(admin, address);
        var board = await OpenAsync(admin, "/questionnaires");
        if (board.Html.QuerySelector(".pager a[rel=next]")?.GetAttribute("href") is { } next)
            await OpenAsync(admin, next);
        foreach (var act in (string[])["", "/due", "/state"])
            await SendAsync(
                board, "/questionnaires/selected" + act, ("ids", rows.Assignment.ToString()), ("act", "Due"), ("none", "true"), (
                    "state", "ToProcess"));
        await SendAsync(board, "/questionnaires/answers.xlsx", ("ids", rows.Assignment.ToString()));
        foreach (var address in (string[])[$"/questionnaires/{rows.Assignment}", $"/questionnaires/{rows.Assignment}/fill"])
            await OpenAsync(admin, address);
    }

    private static async Task<Page> OpenAsync(HttpClient browser, string address)
    {
        var page = await Page.GetAsync(browser, address);
        Assert.True((int)page.Status < 400, $"{address}: {page.Status}");
        return page;
    }

    private static async Task SendAsync(Page page, string address, params (string Name, string Value)[] fields)
    {
        using var answer = await page.PostAsync(address, fields.ToDictionary(f => f.Name, f => f.Value));
        Assert.True((int)answer.StatusCode < 500, $"{address}: {answer.StatusCode}");
    }

    /// <summary>Some to look at.</summary>
    private sealed record Rows(Guid Connection, Guid Assignment, IReadOnlyList<Guid> Clients);

    /// <summary>A way of reading a table that is meant.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Sql">What the statement has in it, as a regular expression.</param>
    /// <param name="Reason">Why it may.</param>
    private sealed record Walk(string Table, string Sql, string Reason)
    {
        public bool Is(string table, string sql) =>
            table == Table && Regex.IsMatch(sql, Sql, RegexOptions.Singleline | RegexOptions.IgnoreCase);
    }
}
