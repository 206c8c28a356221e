using System.Net;
using System.Text.Json;
using Accounton.Data;
using Accounton.Development.Demo;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Imports;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Features.Settings.Members;
using Accounton.Features.SignIn;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests;

/// <summary>One application and everybody who visits it.</summary>
public sealed class RoutesSite : IAsyncLifetime
{
    private const string Both = "both@demo.test";
    private const string Device = "a-client's-own-browser";

    private TestDatabase? _database;
    private App? _app;
    private readonly Guid _client = Guid.NewGuid();
    private readonly Guid _otherClient = Guid.NewGuid();
    private readonly Guid _assignment = Guid.NewGuid();
    private readonly Guid _respondent = Guid.NewGuid();
    private readonly Guid _upload = Guid.NewGuid();
    private readonly Guid _sending = Guid.NewGuid();
    private Guid _template;
    private Guid _import;
    private Guid _connection;
    private Guid _invitation;
    private Guid _accountant;
    private List<Session> _sessions = [];
    private bool _isReset;
    private string? _held;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Of the database, for a site of a test's own.</summary>
    internal string Provider { get; init; } = "Sqlite";

    internal App App => _app!;

    internal Commands Commands { get; } = new();

    internal Guid Demo { get; private set; }
    internal Visitor Nobody { get; private set; } = null!;
    internal Visitor Accountant { get; private set; } = null!;
    internal Visitor Admin { get; private set; } = null!;
    internal Visitor OtherAdmin { get; private set; } = null!;
    internal Visitor Operator { get; private set; } = null!;

    /// <summary>Answers the first client's questionnaire.</summary>
    internal Visitor Client { get; private set; } = null!;

    /// <summary>Of a form on another page than a client's, where <see cref="Client"/> is nobody.</summary>
    internal string TokenOutside { get; private set; } = "";

    /// <summary>Works for both offices, and for the first one now.</summary>
    internal Visitor InBoth { get; private set; } = null!;

    /// <summary>Of a form that was drawn for <see cref="InBoth"/> while the other office was current.</summary>
    internal string TokenOfOtherTab { get; private set; } = "";

    /// <summary>Those of a Release too: what developers have is not in it.</summary>
    internal IReadOnlyList<RouteEndpoint> Routes => [.. Endpoints.Where(e => !IsAsset(e) && !IsForDevelopers(e))];

    internal IReadOnlyList<RouteEndpoint> Assets => [.. Endpoints.Where(IsAsset)];

    private IEnumerable<RouteEndpoint> Endpoints =>
        _app!.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Provider);
        _app = new App(_database, replace: Commands.Watch);
        Demo = await _app.OfficeIdAsync(App.DemoOffice);
        var other = await _app.OfficeIdAsync(App.OtherOffice);
        await DemoData.AddUserAsync(_app.Services, Both, "Bo Beide", (Demo, OfficeRole.Admin), (other, OfficeRole.Admin));
        await using (var scope = _app.Services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(Demo))
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            var connection = new Connection { OfficeId = Demo, Vendor = Vendor.Syneton, State = ConnectionState.Active };
            _connection = db.Connections.Add(connection).Entity.Id;
            await db.SaveChangesAsync();
        }

        Nobody = await Visitor.ComeAsync(_app);
        Accountant = await Visitor.ComeAsync(_app, App.Accountant);
        Admin = await Visitor.ComeAsync(_app, App.Admin);
        OtherAdmin = await Visitor.ComeAsync(_app, App.OtherAdmin);
        Operator = await Visitor.ComeAsync(_app, App.Operator);
        InBoth = await Visitor.ComeAsync(_app, Both);
        TokenOfOtherTab = await EnterAsync(InBoth, other);
        await EnterAsync(InBoth, Demo);
        await using var begun = _app.Services.CreateAsyncScope();
        _sessions = await begun.ServiceProvider.GetRequiredService<AccountonContext>().Sessions.AsNoTracking().ToListAsync();
        Client = await Visitor.ComeAsync(_app);
        Client.Hold("accounton-device", Device);
        TokenOutside = Client.Token!;
        await ResetAsync();
        await Client.LookAsync($"/q/r/{_respondent}");
    }

    /// <summary>An address with ids in place of their names.</summary>
    internal string Fill(string address) => new Dictionary<string, Guid>
    {
        ["office"] = Demo,
        ["connection"] = _connection,
        ["invitation"] = _invitation,
        ["accountant"] = _accountant,
        ["import"] = _import,
        ["client"] = _client,
        ["otherClient"] = _otherClient,
        ["assignment"] = _assignment,
        ["respondent"] = _respondent,
        ["upload"] = _upload,
        ["sending"] = _sending,
    }.Aggregate(address, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value.ToString(), StringComparison.Ordinal));

    /// <summary>The form of the list of clients, with one selected.</summary>
    internal Dictionary<string, string> Selected(string act = "") => new() { ["ids"] = _client.ToString(), ["act"] = act };

    /// <summary>The form that sends to all of a list.</summary>
    internal Dictionary<string, string> ToAll() => new() { ["sending"] = Guid.NewGuid().ToString(), ["template"] = _template.ToString() };

    internal Dictionary<string, string> Assigned() => new() { ["ids"] = _assignment.ToString() };

    /// <summary>
    /// A linked connection with a client and an open run, and nothing else: what each request begins with. Nothing is done where no
    /// statement changed a row since the last time.
    /// </summary>
    internal async Task ResetAsync()
    {
        var isClean = _isReset && !Commands.Writes.Any();
        Commands.Clear();
        if (isClean)
            return;

        _isReset = false;
        _held = null;
        await using var scope = _app!.Services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(Demo);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        await db.DeleteOwnAsync<SyncRun>(_ => true, Cancelled);
        await db.DeleteOwnAsync<SourceClient>(_ => true, Cancelled);
        foreach (var batch in await db.ImportBatches.Select(b => b.Id).ToListAsync(Cancelled))
            await ImportErasure.EraseAllAsync(db, batch, Cancelled);
        await db.DeleteOwnAsync<UploadChunk>(_ => true, Cancelled);
        await db.DeleteOwnAsync<Upload>(_ => true, Cancelled);
        await db.DeleteOwnAsync<RequestedDocument>(_ => true, Cancelled);
        await db.DeleteOwnAsync<ThreadMessage>(_ => true, Cancelled);
        await db.DeleteOwnAsync<QuestionThread>(_ => true, Cancelled);
        await db.DeleteOwnAsync<CorrectionQuestion>(_ => true, Cancelled);
        await db.DeleteOwnAsync<CorrectionRequest>(_ => true, Cancelled);
        await db.DeleteOwnAsync<SubmittedAnswer>(_ => true, Cancelled);
        await db.DeleteOwnAsync<Submission>(_ => true, Cancelled);
        await db.DeleteOwnAsync<AnswerChange>(_ => true, Cancelled);
        await db.DeleteOwnAsync<Answer>(_ => true, Cancelled);
        await db.DeleteOwnAsync<AnswerRepetition>(_ => true, Cancelled);
        await db.DeleteOwnAsync<RespondentLink>(_ => true, Cancelled);
        await db.DeleteOwnAsync<RespondentDevice>(_ => true, Cancelled);
        await db.DeleteOwnAsync<Respondent>(_ => true, Cancelled);
        await db.DeleteOwnAsync<Assignment>(_ => true, Cancelled);
        await db.DeleteOwnAsync<ImportBatch>(_ => true, Cancelled);
        await db.DeleteOwnAsync<ClientWord>(_ => true, Cancelled);
        await db.DeleteOwnAsync<Accounton.Features.Questionnaires.Customisation.TemplateDraft>(_ => true, Cancelled);
        await db.DeleteOwnAsync<ClientChange>(_ => true, Cancelled);
        await db.DeleteOwnAsync<Client>(c => c.MergedIntoId != null, Cancelled);
        await db.DeleteOwnAsync<Client>(_ => true, Cancelled);
        await db.DeleteOwnAsync<BulkSending>(_ => true, Cancelled);
        await db.DeleteOwnAsync<TemplateVersion>(_ => true, Cancelled);
        await db.DeleteOwnAsync<Template>(_ => true, Cancelled);
        db.Clients.AddRange(
            new Client { OfficeId = Demo, Id = _client, FirstName = "Jan", LastName = "Peeters", SortName = "peeters jan" },
            new Client { OfficeId = Demo, Id = _otherClient, FirstName = "Jan", LastName = "Peeters" });
        var kind = StandardDefinitions.PersonalIncomeTax;
        var template = db.Templates.Add(new Template { OfficeId = Demo, Kind = kind, IncomeYear = 2001 }).Entity;
        _template = template.Id;
        db.BulkSendings.Add(new BulkSending { OfficeId = Demo, Id = _sending, TemplateId = _template });
        db.Assignments.Add(new Assignment { OfficeId = Demo, Id = _assignment, ClientId = _client, TemplateId = template.Id });
        db.Respondents.Add(new Respondent
        {
            OfficeId = Demo, Id = _respondent, AssignmentId = _assignment, Person = Person.Main, Language = "nl",
        });
        var cipher = await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
        db.Uploads.Add(new Upload
        {
            OfficeId = Demo, Id = _upload, AssignmentId = _assignment, Document = "DisabilityCertificate", Person = Person.Main,
            State = UploadState.Stored, Name = cipher.SealName("leeg.pdf", _upload), Kind = FileKind.Pdf, Scan = ScanState.NoScanner,
        });
        db.QuestionThreads.Add(
            new QuestionThread { OfficeId = Demo, AssignmentId = _assignment, Question = "BestTime", Person = Person.Main });
        db.RespondentDevices.Add(new RespondentDevice
        {
            OfficeId = Demo, RespondentId = _respondent, SecretHash = OneTimeToken.HashOf(Device), KnownUntil = DateTimeOffset.MaxValue,
        });
        await db.DeleteOwnAsync<Invitation>(_ => true, Cancelled);
        var office = await db.Offices.SingleAsync(o => o.Id == Demo, Cancelled);
        office.Name = App.DemoOffice;
        office.SuspendedAt = null;
        _accountant = await AccountantAsync(db);
        _invitation = db.Invitations.Add(new Invitation
        {
            OfficeId = Demo, Email = "nina@demo.test", TokenHash = Guid.NewGuid().ToByteArray(), Role = OfficeRole.Accountant,
        }).Entity.Id;
        var connection = await db.Connections.SingleAsync(Cancelled);
        connection.State = ConnectionState.Active;
        connection.WasActive = true;
        connection.HeldMissing = 1;
        connection.ClientsSeenAt = null;
        connection.LinkedAt = DateTimeOffset.UnixEpoch;
        connection.LinkedByName = "An";
        connection.AccountName = "Kantoor bij Syneton";
        _import = db.ImportBatches.Add(new ImportBatch
        {
            OfficeId = Demo, Source = ImportSource.Syneton, ConnectionId = _connection, State = ImportState.Reviewing,
        }).Entity.Id;
        db.SyncRuns.Add(new SyncRun { OfficeId = Demo, ConnectionId = _connection, Reason = SyncReason.Person });
        db.SourceClients.Add(new SourceClient
        {
            OfficeId = Demo, ConnectionId = _connection, VendorId = "1", CallId = "1", ContentHash = [1],
            Type = ClientType.Person, Status = ClientStatus.Customer,
        });
        // Everybody is signed in again, who signed out or whose office was suspended.
        db.Sessions.RemoveRange(await db.Sessions.AsNoTracking().ToListAsync(Cancelled));
        await db.SaveChangesAsync(Cancelled);
        db.ChangeTracker.Clear();
        db.Sessions.AddRange(_sessions);
        await db.SaveChangesAsync(Cancelled);
        Commands.Clear();
        _isReset = true;
    }

    /// <summary>All that the first office holds after <see cref="ResetAsync"/>.</summary>
    internal async Task<string> HeldBeforeAsync() => _held ??= await HeldAsync();

    /// <summary>The membership of the accountant, who may have been removed or promoted.</summary>
    private async Task<Guid> AccountantAsync(AccountonContext db)
    {
        var user = await db.Users.Where(u => u.Email == App.Accountant).Select(u => u.Id).SingleAsync(Cancelled);
        var membership = await db.Memberships.SingleOrDefaultAsync(m => m.UserId == user, Cancelled)
            ?? db.Memberships.Add(new Membership { OfficeId = Demo, UserId = user }).Entity;
        membership.Role = OfficeRole.Accountant;
        return membership.Id;
    }

    /// <summary>All that the first office holds, but its keys.</summary>
    internal async Task<string> HeldAsync()
    {
        await using var scope = _app!.Services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(Demo);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        return JsonSerializer.Serialize(new
        {
            Connections = await db.Connections.AsNoTracking().ToListAsync(Cancelled),
            Runs = await db.SyncRuns.AsNoTracking().ToListAsync(Cancelled),
            Answers = await db.Answers.AsNoTracking().ToListAsync(Cancelled),
            Changes = await db.AnswerChanges.AsNoTracking().ToListAsync(Cancelled),
            Threads = await db.QuestionThreads.AsNoTracking().ToListAsync(Cancelled),
            Messages = await db.ThreadMessages.AsNoTracking().ToListAsync(Cancelled),
            Corrections = await db.CorrectionRequests.AsNoTracking().ToListAsync(Cancelled),
            Submissions = await db.Submissions.AsNoTracking().ToListAsync(Cancelled),
            Uploads = await db.Uploads.AsNoTracking().ToListAsync(Cancelled),
            Documents = await db.RequestedDocuments.AsNoTracking().ToListAsync(Cancelled),
            Respondents = await db.Respondents.AsNoTracking().ToListAsync(Cancelled),
            RespondentLinks = await db.RespondentLinks.AsNoTracking().ToListAsync(Cancelled),
            RespondentDevices = await db.RespondentDevices.AsNoTracking().ToListAsync(Cancelled),
            Assignments = await db.Assignments.AsNoTracking().OrderBy(a => a.Id).ToListAsync(Cancelled),
            Drafts = await db.TemplateDrafts.AsNoTracking().ToListAsync(Cancelled),
            Templates = await db.Templates.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Cancelled),
            OwnClients = await db.Clients.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancelled),
            Clients = await db.SourceClients.AsNoTracking().ToListAsync(Cancelled),
            Imports = await db.ImportBatches.AsNoTracking().ToListAsync(Cancelled),
            Office = await db.Offices.AsNoTracking().SingleAsync(o => o.Id == Demo, Cancelled),
            Sendings = await db.BulkSendings.AsNoTracking().OrderBy(s => s.Id).ToListAsync(Cancelled),
            MailSettings = await db.ClientMailSettings.AsNoTracking().ToListAsync(Cancelled),
            Invitations = await db.Invitations.AsNoTracking().ToListAsync(Cancelled),
            Members = await db.Memberships.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Cancelled),
            Events = await db.AuditEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync(Cancelled),
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private static async Task<string> EnterAsync(Visitor visitor, Guid office)
    {
        using var answer = await visitor.PostAsync("/offices/switch", new() { ["officeId"] = office.ToString() });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await visitor.LookAsync("/");
        return visitor.Token!;
    }

    /// <summary>A file of ours, or the route that finds new ones during development.</summary>
    private static bool IsAsset(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.RoutePattern.RawText == "{**path:file}";

    private static bool IsForDevelopers(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()?.ControllerTypeInfo.Namespace is { } its
        && its.StartsWith("Accounton.Development", StringComparison.Ordinal);
}
