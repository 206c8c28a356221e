using System.Collections.Concurrent;
using System.Globalization;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Help;
using Accounton.Features.Imports;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Customisation;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Features.Settings.Members;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Features.Imports.Excel;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.BrowserTests.Pages;

/// <summary>The classes that look at pages share what there is to see.</summary>
[CollectionDefinition(nameof(Scenery))]
public sealed class SharedScenery : ICollectionFixture<Scenery>;

/// <summary>
/// The offices whose pages are looked at, each in a state of its own (see <see cref="Who"/>). Made once, and only read from then on.
/// What a new page needs to have something to show is added here, and its id to <see cref="Ids"/>.
/// </summary>
public sealed class Scenery(Stage stage) : IAsyncLifetime
{
    /// <summary>How far in the future a run is held, or a sync planned, that is only there to be looked at.</summary>
    private static readonly TimeSpan LongAfter = TimeSpan.FromDays(1);

    /// <summary>What the client's browser is known by.</summary>
    private const string Device = "scenery-device";

    private readonly Dictionary<Who, string> _people = [];
    private readonly ConcurrentDictionary<Who, string> _sessions = [];

    /// <summary>What the words between braces in an address stand for.</summary>
    public Dictionary<string, string> Ids { get; } = [];

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is null)
            return;

        var fresh = await stage.NewOfficeAsync();
        var second = await stage.NewOfficeAsync();
        _people[Who.NewAdmin] = fresh.Admin;
        _people[Who.NewAccountant] = fresh.Accountant;
        _people[Who.AdminOfTwo] = await stage.NewAdminAsync(fresh, second);
        _people[Who.Operator] = App.Operator;
        await AddWaitingAsync(await stage.NewOfficeAsync());
        await AddTroubledAsync(await stage.NewOfficeAsync());
        await AddAskedAsync(await stage.NewOfficeAsync());
        await AddOpinionsAsync();
        await AddLinksAsync(fresh);

        var suspended = await stage.NewOfficeAsync();
        _people[Who.SuspendedAdmin] = suspended.Admin;

        var linked = await stage.NewOfficeAsync();
        Ids["office"] = linked.Id.ToString();
        _people[Who.Admin] = linked.Admin;
        _people[Who.Accountant] = linked.Accountant;
        await stage.AddAsync(linked, db => db.Invitations.Add(new Invitation
        {
            OfficeId = linked.Id, Email = "uitgenodigd@voorbeeld.test", Role = OfficeRole.Accountant,
            TokenHash = OneTimeToken.HashOf("scenery-other"), CreatedAt = Now, MailedAt = Now, ExpiresAt = Now + LongAfter,
        }));
        await Parallel.ForEachAsync(
            _people.Keys, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (who, _) => await KeepSessionAsync(who));
        await LinkAsync();
        await AddHistoryAsync(linked);
        await ImportAsync();
        await AddImportsAsync(linked);
        await stage.AddAsync(suspended, db => db.Offices.Single(office => office.Id == suspended.Id).SuspendedAt = Now);
        await AddClientsAsync(linked);
        await AddAnswersAsync(linked);
        await AddDraftAsync(linked);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public string Fill(string address) =>
        Ids.Aggregate(address, (text, id) => text.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    /// <summary>A window of somebody's, signed in as they are.</summary>
    internal async Task<IBrowserContext> OpenAsync(Who who, BrowserNewContextOptions options)
    {
        options.StorageState = _sessions.GetValueOrDefault(who);
        var window = await stage.OpenAsync(options);
        if (who is Who.Respondent or Who.DoneRespondent)
            await window.AddCookiesAsync([new() { Name = "accounton-device", Value = Device, Url = new Uri(stage.App, "/q").ToString() }]);
        return window;
    }

    private async Task KeepSessionAsync(Who who)
    {
        await using var window = await stage.OpenAsync(new());
        await Stage.SignInAsync(await window.NewPageAsync(), _people[who]);
        _sessions[who] = await window.StorageStateAsync();
    }

    /// <summary>Both vendors, and everything fetched; the sandbox is quick.</summary>
    private async Task LinkAsync()
    {
        await using var window = await OpenAsync(Who.Admin, new());
        var integrations = await IntegrationsPage.GoAsync(await window.NewPageAsync());
        await integrations.LinkAdminPulseAsync("klein");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
        await integrations.LinkSynetonAsync(stage.Sandbox.SynetonUrl, "klein");
        await IntegrationsPage.ExpectStateAsync(integrations.Syneton, "Sync actief");
        var details = await integrations.AdminPulse.GetByRole(AriaRole.Link, new() { Name = "Opgehaalde klanten en geschiedenis" })
            .GetAttributeAsync("href");
        Ids["connection"] = details!.Split('/')[^1];
        await integrations.Page.GotoAsync(details);
    }

    /// <summary>
    /// One import that was applied, and one that is being reviewed: of somebody else, a year later, of whom everybody was known.
    /// </summary>
    private async Task ImportAsync()
    {
        await using var window = await OpenAsync(Who.Admin, new());
        var page = await window.NewPageAsync();
        Ids["appliedImport"] = await CompareAsync(page, "AdminPulse");
        await page.GotoAsync($"/imports/{Ids["appliedImport"]}/confirm");
        await page.GetByRole(AriaRole.Button, new() { Name = "Geselecteerde klanten toevoegen" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Resultaat van de import" })).ToBeVisibleAsync();
        Ids["import"] = await CompareAsync(page, "Syneton");
        Ids["columnsImport"] = await UploadAsync(
            page, HandMade.Create(
                ["Voornaam", "Naam", "E-mail", "Mail", "Nummertje"], ["Jan", "Peeters", "jan@voorbeeld.be", "nl", "85.07.30-033.28"]));
        string?[][] sheet = [["Voornaam", "Naam", "E-mail", "Taal", "Gsm"], ["An", "Zicht", "an@voorbeeld.be", "nl", "0470 12 34 56"], [
            "Bo", "Weg", "bo@voorbeeld.be", "nl", null,
        ]];
        Ids["hiddenImport"] = await UploadAsync(page, HandMade.Create(
            HandMade.Rows(sheet).Replace("<row r=\"3\"", "<row r=\"3\" hidden=\"1\"", StringComparison.Ordinal),
            columns: "<cols><col min=\"5\" max=\"5\" hidden=\"1\"/></cols>"));
    }

    /// <summary>Uploads a workbook about which there is something to ask.</summary>
    private static async Task<string> UploadAsync(IPage page, MemoryStream workbook)
    {
        await page.GotoAsync("/imports/new/excel");
        await page.GetByLabel("Excel-bestand").SetInputFilesAsync(new FilePayload
        {
            Name = "klanten.xlsx",
            MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Buffer = workbook.ToArray(),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Volgende" }).ClickAsync();
        await page.WaitForURLAsync("**/columns");
        return new Uri(page.Url).Segments[^2].TrimEnd('/');
    }

    private static async Task<string> CompareAsync(IPage page, string source)
    {
        await page.GotoAsync($"/imports/new/{source}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Volgende" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overzicht van de import" })).ToBeVisibleAsync();
        return new Uri(page.Url).Segments[^1];
    }

    /// <summary>Imports in the states that pass too quickly to be looked at.</summary>
    private Task AddImportsAsync(TestOffice office) => stage.AddAsync(office, db =>
    {
        ImportBatch Add(string id, ImportState state, string? fault = null)
        {
            var batch = new ImportBatch
            {
                OfficeId = office.Id, Id = Guid.NewGuid(), Source = ImportSource.Excel,
                FileName = "klanten 2025.xlsx", State = state, Fault = fault, CreatedAt = Now.AddDays(-2),
                CreatedByName = "An Peeters", Done = 340, Total = 1204, ClaimId = Guid.NewGuid(), LeaseUntil = Now + LongAfter,
            };
            db.ImportBatches.Add(batch);
            Ids[id] = batch.Id.ToString();
            return batch;
        }

        Add("busyImport", ImportState.Comparing);
        Add("failedImport", ImportState.Failed, ImportFault.Unexpected);
        Add("abandonedImport", ImportState.Abandoned);
    });

    /// <summary>Two weeks of nights, not all of them good.</summary>
    private Task AddHistoryAsync(TestOffice office) => stage.AddAsync(office, db =>
    {
        foreach (var connection in db.Connections)
        {
            connection.LinkedByName = "An Peeters";
            foreach (var day in Enumerable.Range(1, 13))
            {
                var at = Now.AddDays(-day);
                var outcome = (day, connection.Vendor) switch
                {
                    (5, Vendor.AdminPulse) => SyncOutcome.Failed,
                    (9, Vendor.AdminPulse) => SyncOutcome.Incomplete,
                    (7, Vendor.Syneton) => SyncOutcome.Cancelled,
                    _ => SyncOutcome.Complete,
                };
                db.SyncRuns.Add(new SyncRun
                {
                    OfficeId = office.Id, ConnectionId = connection.Id, Reason = SyncReason.Schedule,
                    AskedAt = at, StartedAt = at, EndedAt = at.AddSeconds(20),
                    Phase = SyncPhase.Ended, Outcome = outcome, Done = 31, NewCount = day % 3, ChangedCount = day % 4, UnchangedCount = 28,
                    Fault = outcome switch
                    {
                        SyncOutcome.Failed => nameof(VendorFault.Unavailable),
                        SyncOutcome.Incomplete => SyncFault.RowsMoved,
                        _ => null,
                    },
                });
            }
        }
    });

    /// <summary>Whole and incomplete, one twice, a company, one archived; the first with a questionnaire in another language.</summary>
    private Task AddClientsAsync(TestOffice office) => stage.AddAsync(office, db =>
    {
        var client = Added(
            db, new Client
            {
                OfficeId = office.Id, FirstName = "Jan", LastName = "Peeters", Email = "jan@voorbeeld.be", Language =
                "fr", PartnerName = "An Maes", City = "Gent", Code = "1045", ResponsibleName = "Iemand Anders"
            });
        var twin = Added(db, new Client
        {
            OfficeId = office.Id, FirstName = "Jan", LastName = "Peeters", Email = "jan.peeters@voorbeeld.be", Mobile = "+32470123456",
        });
        Added(db, new Client
        {
            OfficeId = office.Id,
            Type = ClientType.Company,
            CompanyName = "Bakkerij De Bol bv",
            Email = "info@debol.voorbeeld.be",
            Language = "nl",
            EnterpriseNumber = "0403019261",
        });
        var archived = Added(
            db, new Client
            {
                OfficeId = office.Id, FirstName = "Élise", LastName = "D'Hondt", IsArchived = true, ArchiveReason = ArchiveReason.Person,
            });
        var template = db.Templates.Add(
            new Template { OfficeId = office.Id, Kind = StandardDefinitions.PersonalIncomeTax, IncomeYear = Now.Year - 1 }).Entity;
        var assignment = db.Assignments.Add(new Assignment
        {
            OfficeId = office.Id, TemplateId = template.Id, ClientId = client.Id, AssignedAt = Now, AssignedByName = "An Peeters",
        }).Entity;
        var respondent = db.Respondents.Add(new Respondent
        {
            OfficeId = office.Id, AssignmentId = assignment.Id, Person = Person.Main, Language = "nl", OpenedAt = Now,
        }).Entity;
        db.RespondentDevices.Add(new RespondentDevice
        {
            OfficeId = office.Id, RespondentId = respondent.Id, SecretHash = OneTimeToken.HashOf(Device), KnownUntil = Now + LongAfter,
        });
        db.RespondentLinks.AddRange(
            new RespondentLink
            {
                OfficeId = office.Id, RespondentId = respondent.Id,
                TokenHash = OneTimeToken.HashOf("scenery-link"), ExpiresAt = Now + LongAfter,
            },
            new RespondentLink
            {
                OfficeId = office.Id, RespondentId = respondent.Id,
                TokenHash = OneTimeToken.HashOf("scenery-old-link"), ExpiresAt = Now - LongAfter,
            });
        Ids["respondent"] = respondent.Id.ToString();
        Ids["template"] = template.Id.ToString();
        var handedIn = db.Assignments.Add(new Assignment
        {
            OfficeId = office.Id,
            TemplateId = template.Id,
            ClientId = twin.Id,
            AssignedAt = Now,
            State = AssignmentState.ToProcess,
            SubmittedAt = Now,
        }).Entity;
        var done = db.Respondents.Add(new Respondent
        {
            OfficeId = office.Id, AssignmentId = handedIn.Id, Person = Person.Main, Language = "nl", OpenedAt = Now,
        }).Entity;
        db.RespondentDevices.Add(new RespondentDevice
        {
            OfficeId = office.Id, RespondentId = done.Id, SecretHash = OneTimeToken.HashOf(Device), KnownUntil = Now + LongAfter,
        });
        db.Submissions.Add(new Submission { OfficeId = office.Id, AssignmentId = handedIn.Id, Number = 1, At = Now });
        Ids["doneRespondent"] = done.Id.ToString();
        Ids["handedIn"] = handedIn.Id.ToString();
        Ids["client"] = client.Id.ToString();
        Ids["twin"] = twin.Id.ToString();
        Ids["archived"] = archived.Id.ToString();
        Ids["assignment"] = assignment.Id.ToString();
    });

    /// <summary>Answers of the questionnaire that was handed in: new, other than known, left as they are, and given twice.</summary>
    private Task AddAnswersAsync(TestOffice office) => stage.WorkAsync(office, async (db, services) =>
    {
        var cipher = await services.GetRequiredService<OfficeCiphers>().CurrentAsync();
        var assignment = await db.Assignments.FindAsync(office.Id, Guid.Parse(Ids["handedIn"]));
        assignment!.AnsweredAt = Now;
        assignment.OpenedAt = Now;
        assignment.Differences = 3;
        assignment.Answered = 4;
        assignment.Asked = 41;
        (await db.Assignments.FindAsync(office.Id, Guid.Parse(Ids["assignment"])))!.DueOn = DateOnly.FromDateTime(Now.DateTime).AddDays(-3);
        foreach (var (question, person, value, reviewed) in ((string, Person, string, int?)[])[
            ("City", Person.Common, "Brugge", null), ("Mobile", Person.Main, "+32471123456", null),
            ("NationalNumber", Person.Main, "85073003328", null),
            ("Street", Person.Common, "Een straat met een heel lange naam aan het Zuidstation", 2)])
        {
            var answer = db.Answers.Add(new Answer
            {
                OfficeId = office.Id, Id = Guid.CreateVersion7(), AssignmentId = assignment.Id,
                Question = question, Person = person, Version = 2, At = Now, ReviewedVersion = reviewed,
                ByName = reviewed is null ? null : "An Peeters",
            }).Entity;
            answer.Value = cipher.Seal(value, answer.Id);
            var before = db.AnswerChanges.Add(new AnswerChange
            {
                OfficeId = office.Id, Id = Guid.CreateVersion7(), AnswerId = answer.Id, WriteId = Guid.NewGuid(), Version = 1, At = Now,
            }).Entity;
            before.Value = question == "City" ? cipher.Seal("Oostende", before.Id) : null;
        }

        // What asks for a document, and a sending to many that has ended.
        var open = Guid.Parse(Ids["assignment"]);
        var asks = db.Answers.Add(new Answer
        {
            OfficeId = office.Id, Id = Guid.CreateVersion7(), AssignmentId = open,
            Question = "Disability", Person = Person.Main, Version = 1, At = Now,
        }).Entity;
        asks.Value = cipher.Seal("yes", asks.Id);
        // One message that waits for the client, and one for the office.
        foreach (var (about, question, person, text, by) in ((Guid, string, Person, string, string?)[])[
            (open, "Mobile", Person.Main, "Is dit nog uw nummer? We krijgen u niet te pakken.", "An Peeters"),
            (assignment.Id, "City", Person.Common, "We zijn in juni verhuisd.\nMoet het oude adres er ook bij?", null)])
        {
            var thread = db.QuestionThreads.Add(new QuestionThread
            {
                OfficeId = office.Id, Id = Guid.CreateVersion7(), AssignmentId = about,
                Question = question, Person = person, LastAt = Now, IsLastFromClient = by is null,
            }).Entity;
            var message = db.ThreadMessages.Add(new ThreadMessage
            {
                OfficeId = office.Id, Id = Guid.CreateVersion7(), ThreadId = thread.Id,
                WriteId = Guid.NewGuid(), Text = "", At = Now, MemberName = by,
                RespondentId = by is null ? Guid.Parse(Ids["doneRespondent"]) : null,
            }).Entity;
            message.Text = cipher.EncryptMessage(text, message.Id);
            (await db.Assignments.FindAsync(office.Id, about))!.OpenThreads = 1;
        }

        var sending = db.BulkSendings.Add(new BulkSending
        {
            OfficeId = office.Id, Id = Guid.CreateVersion7(), CreatedAt = Now, Total = 3, Done = 3, Sent = 2, EndedAt = Now,
        }).Entity;
        Ids["sending"] = sending.Id.ToString();
    });

    /// <summary>A questionnaire of which something is hidden, with a question of the office's own; not published yet.</summary>
    private Task AddDraftAsync(TestOffice office) => stage.AddAsync(office, db =>
    {
        var template =
            db.Templates.Add(new Template { OfficeId = office.Id, Kind = StandardDefinitions.PersonalIncomeTax, IncomeYear = 2026 }).Entity;
        var own = new OwnQuestion
        {
            Key = OwnKeys.NewQuestion(), Section = "Household", After = "LivedInBelgium",
            Kind = QuestionKind.OneOf, Text = new() { Nl = "Hoe leerde u ons kennen?" },
            Options =
            [
                new() { Key = OwnKeys.NewOption(), Text = new() { Nl = "Via een andere klant", Fr = "Par un autre client" } },
                new() { Key = OwnKeys.NewOption(), Text = new() { Nl = "Via het internet" } },
            ],
        };
        var changes = new TemplateChanges
        {
            Language = "nl",
            Intro = new() { Nl = "Dag! Vul dit in vóór 1 mei." },
            HiddenQuestions = ["BestTime", "GoneQuestion"],
            Questions = [own],
        };
        db.TemplateDrafts.Add(new TemplateDraft
        {
            OfficeId = office.Id,
            TemplateId = template.Id,
            Changes = changes.Pack(),
            Stamp = Guid.NewGuid(),
            ChangedAt = Now,
            ChangedByName = "An Peeters",
        });
        Ids["ownQuestion"] = own.Key;
    });

    private static Client Added(AccountonContext db, Client client)
    {
        client.SetKeys();
        db.Clients.Add(client);
        db.ClientChanges.Add(new ClientChange
        {
            OfficeId = client.OfficeId,
            ClientId = client.Id,
            Version = 1,
            Kind = ChangeKind.Added,
            Origin = ValueOrigin.AdminPulse,
            At = Now,
            ByName = "An Peeters",
        });
        return client;
    }

    private async Task AddWaitingAsync(TestOffice office)
    {
        _people[Who.WaitingAdmin] = office.Admin;
        await stage.AddAsync(office, db =>
        {
            var pulse = Linked(db, Vendor.AdminPulse, ConnectionState.Preparing);
            var consult = Linked(db, Vendor.Syneton, ConnectionState.Preparing);
            db.SyncRuns.Add(new SyncRun
            {
                OfficeId = office.Id, ConnectionId = pulse.Id, Reason = SyncReason.Linked, AskedAt = Now, NotBefore = Now, StartedAt = Now,
                FirstDataUntil = Now.AddMinutes(5), Phase = SyncPhase.Fetching, Done = 340,
                Total = 1204, ClaimId = Guid.NewGuid(), LeaseUntil = Now + LongAfter,
            });
            db.SyncRuns.Add(new SyncRun
            {
                OfficeId = office.Id, ConnectionId = consult.Id, Reason = SyncReason.Linked,
                AskedAt = Now, NotBefore = Now + LongAfter, FirstDataUntil = Now.AddMinutes(5),
            });
            Ids["waiting"] = pulse.Id.ToString();
        });
    }

    private async Task AddTroubledAsync(TestOffice office)
    {
        _people[Who.TroubledAdmin] = office.Admin;
        _people[Who.TroubledAccountant] = office.Accountant;
        await stage.AddAsync(office, db =>
        {
            var pulse = Linked(db, Vendor.AdminPulse, ConnectionState.ReconnectNeeded);
            var consult = Linked(db, Vendor.Syneton, ConnectionState.Failing);
            pulse.LastFault = nameof(VendorFault.ReconnectNeeded);
            pulse.LastFaultAt = Now.AddHours(-7);
            pulse.NextSyncAt = null;
            consult.LastFault = nameof(VendorFault.Unavailable);
            consult.LastFaultAt = Now.AddMinutes(-12);
            db.SyncRuns.Add(new SyncRun
            {
                OfficeId = office.Id, ConnectionId = pulse.Id, Reason = SyncReason.Schedule,
                AskedAt = Now.AddHours(-7), StartedAt = Now.AddHours(-7), EndedAt = Now.AddHours(-7),
                Phase = SyncPhase.Ended, Outcome = SyncOutcome.Failed, Fault = nameof(VendorFault.ReconnectNeeded),
            });
            Ids["troubled"] = pulse.Id.ToString();
        });
    }

    private async Task AddAskedAsync(TestOffice office)
    {
        _people[Who.AskedAdmin] = office.Admin;
        await stage.AddAsync(office, db =>
        {
            var pulse = Linked(db, Vendor.AdminPulse, ConnectionState.Active);
            var consult = Linked(db, Vendor.Syneton, ConnectionState.Active);
            pulse.OtherAccountId = "2";
            pulse.OtherAccountName = "Kantoor Ander";
            consult.HeldMissing = 640;
        });
    }

    /// <summary>Links as they are mailed; the token of each says what it is for.</summary>
    private async Task AddLinksAsync(TestOffice office)
    {
        await stage.AddAsync(office, db => db.Invitations.Add(new Invitation
        {
            OfficeId = office.Id, Email = "nieuw@voorbeeld.test", Role = OfficeRole.Accountant,
            TokenHash = OneTimeToken.HashOf("scenery-invitation"), CreatedAt = Now, MailedAt = Now, ExpiresAt = Now + LongAfter,
        }));
        await stage.AddAsync(null, db => db.PersonalLinks.AddRange(
            Link(LinkPurpose.Operator, "scenery-operator"), Link(LinkPurpose.Password, "scenery-password"), Link(
                LinkPurpose.NewEmail, "scenery-email")));
    }

    private static PersonalLink Link(LinkPurpose purpose, string token) => new()
    {
        Purpose = purpose, Email = "iemand@voorbeeld.test", NewEmail = "nieuw@voorbeeld.test",
        TokenHash = OneTimeToken.HashOf(token), CreatedAt = Now, ExpiresAt = Now + LongAfter,
    };

    /// <summary>What operators read: one reader per line.</summary>
    private Task AddOpinionsAsync() => stage.AddAsync(null, db =>
    {
        (string Slug, string Language, OpinionReasons Reasons, string? Remark)[] opinions =
        [
            ("koppeling-leggen", "nl", OpinionReasons.None, null),
            ("koppeling-leggen", "nl", OpinionReasons.None, null),
            (
                "koppeling-leggen",
                "nl",
                OpinionReasons.Unclear | OpinionReasons.Incomplete,
                "Waar vind ik de beheerconsole van Syneton?\nIk zocht ze een kwartier."),
            ("koppeling-leggen", "fr", OpinionReasons.Wrong, "La capture d’écran ne correspond pas à ce que je vois."),
            ("synchronisatie", "en", OpinionReasons.TooLong, null),
        ];
        foreach (var (index, opinion) in opinions.Index())
        {
            db.ArticleOpinions.Add(new ArticleOpinion
            {
                Slug = opinion.Slug, Language = opinion.Language, Version = 1,
                Reader = $"scenery-{index.ToString(CultureInfo.InvariantCulture)}",
                IsUseful = opinion.Reasons == OpinionReasons.None, Reasons = opinion.Reasons,
                Remark = opinion.Remark, GivenAt = Now.AddDays(-index),
            });
        }
    });

    private static Connection Linked(AccountonContext db, Vendor vendor, ConnectionState state)
    {
        var isPulse = vendor == Vendor.AdminPulse;
        var connection = new Connection
        {
            OfficeId = db.OfficeId, Id = Guid.NewGuid(), Vendor = vendor, State = state, WasActive = state != ConnectionState.Preparing,
            AccountId = "1", AccountName = isPulse ? "Kantoor Klein" : null,
            BaseUrl = isPulse ? null : "https://server.kantoor.voorbeeld:2100",
            LinkedByName = "An Peeters", LinkedAt = Now.AddDays(-20), NextSyncAt = Now + LongAfter, RefreshToken = "-",
        };
        if (connection.WasActive)
        {
            connection.LastSyncAt = Now.AddHours(-31);
            connection.ClientCount = 1188;
            connection.ProspectCount = 42;
            connection.OtherCount = 17;
            connection.ClientsSeenAt = Now.AddDays(-19);
        }
        db.Connections.Add(connection);
        return connection;
    }
}
