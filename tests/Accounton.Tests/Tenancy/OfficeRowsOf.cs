using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Matching;
using Accounton.Features.Connections;
using Accounton.Features.Imports;
using Accounton.Features.Mail;
using Accounton.Features.Offices;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Customisation;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Features.Settings.Members;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Tenancy;

/// <summary>An office with one row of every kind that offices own.</summary>
internal sealed record OfficeRowsOf(Guid Office, IReadOnlyList<IOfficeOwned> Rows)
{
    private static readonly MethodInfo Set = typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!;

    public static async Task<OfficeRowsOf> AddAsync(DataLayer data)
    {
        var office = await data.AddOfficeAsync();
        await using var work = data.Work(office);
        var user = new User { Name = "An", UserName = $"{office:N}@kantoor.test", Email = $"{office:N}@kantoor.test" };
        var connection = new Connection { OfficeId = office, Vendor = Vendor.Syneton, State = ConnectionState.Active, AccountId = "a" };
        var client = new Client { OfficeId = office, LastName = "Peeters", SortName = "peeters", NameWords = " peeters" };
        var template = new Template { OfficeId = office, Kind = StandardDefinitions.PersonalIncomeTax, IncomeYear = 2025 };
        var batch = new ImportBatch { OfficeId = office, Source = ImportSource.Excel, State = ImportState.Reviewing };
        work.Db.AddRange(user, connection, client, template, batch);
        var row = new ImportRow { OfficeId = office, BatchId = batch.Id, Group = ImportGroup.Doubtful };
        var assignment = new Assignment { OfficeId = office, TemplateId = template.Id, ClientId = client.Id };
        work.Db.AddRange(row, assignment);
        var respondent = new Respondent { OfficeId = office, AssignmentId = assignment.Id, Person = Person.Main, Language = "nl" };
        var answer = new Answer
        {
            OfficeId = office, AssignmentId = assignment.Id, Question = "BestTime", Person = Person.Main, Version = 1,
        };
        var submission = new Submission { OfficeId = office, AssignmentId = assignment.Id, Number = 1 };
        work.Db.AddRange(respondent, answer, submission);
        work.Db.AddRange(
            new Membership { OfficeId = office, UserId = user.Id, Role = OfficeRole.Admin },
            work.Ciphers.NewKeys(office),
            new SyncRun { OfficeId = office, ConnectionId = connection.Id, Reason = SyncReason.Person, Phase = SyncPhase.Waiting },
            new SourceClient
            {
                OfficeId = office,
                ConnectionId = connection.Id,
                VendorId = "1",
                CallId = "1",
                ContentHash = [1],
                Type = ClientType.Person,
                Status = ClientStatus.Customer,
            },
            new AuditEvent { OfficeId = office, Type = nameof(OfficeEntered), Details = "{}" },
            new ClientLink { OfficeId = office, ClientId = client.Id, ConnectionId = connection.Id, VendorId = "1", Role = LinkRole.Main },
            new ClientChange { OfficeId = office, ClientId = client.Id, Version = 1, Kind = ChangeKind.Added, Origin = ValueOrigin.Hand },
            new ImportTouch { OfficeId = office, BatchId = batch.Id, RowId = row.Id, ClientId = client.Id, Why = MatchReason.Email },
            new ImportLines { OfficeId = office, BatchId = batch.Id, FirstLine = 1, Cells = "[]" },
            new TemplateVersion { OfficeId = office, TemplateId = template.Id, Number = 1, Hash = [1], Content = [1] },
            new TemplateDraft { OfficeId = office, TemplateId = template.Id, Changes = [1] },
            answer, submission,
            new AnswerChange { OfficeId = office, AnswerId = answer.Id, WriteId = Guid.NewGuid(), Version = 1 },
            new AnswerRepetition { OfficeId = office, AssignmentId = assignment.Id, Group = "Children" },
            new SubmittedAnswer { OfficeId = office, SubmissionId = submission.Id, AnswerId = answer.Id, Version = 1 },
            new RespondentLink { OfficeId = office, RespondentId = respondent.Id, TokenHash = [1] },
            new RespondentDevice { OfficeId = office, RespondentId = respondent.Id, SecretHash = [1] },
            new OutgoingMail
            {
                OfficeId = office, AssignmentId = assignment.Id, RespondentId = respondent.Id,
                To = "an@kantoor.test", Subject = "s", Body = "b",
            },
            new BulkSending { OfficeId = office, TemplateId = template.Id },
            new ClientMailSettings { OfficeId = office },
            new Invitation { OfficeId = office, Email = "an@kantoor.test", TokenHash = [1] },
            new OfficeLogo { OfficeId = office, ContentType = "image/png", Bytes = [1] });
        var thread = new QuestionThread { OfficeId = office, AssignmentId = assignment.Id, Question = "BestTime", Person = Person.Main };
        var request = new CorrectionRequest { OfficeId = office, AssignmentId = assignment.Id, Reason = "r" };
        var upload = new Upload
        {
            OfficeId = office, AssignmentId = assignment.Id, Document = "DisabilityCertificate",
            Person = Person.Main, State = UploadState.Stored, Name = "n",
            Kind = FileKind.Pdf, Scan = ScanState.NoScanner,
        };
        work.Db.AddRange(thread, request, upload);
        work.Db.AddRange(
            new UploadChunk { OfficeId = office, UploadId = upload.Id, Number = 1, Content = [1] },
            new RequestedDocument
            {
                OfficeId = office, AssignmentId = assignment.Id, Document = "DisabilityCertificate", Person = Person.Main,
            },
            new ThreadMessage { OfficeId = office, ThreadId = thread.Id, WriteId = Guid.NewGuid(), Text = "t" },
            new CorrectionQuestion { OfficeId = office, RequestId = request.Id, Question = "BestTime", Person = Person.Main });
        await work.Db.SaveChangesAsync();
        return new(office, [.. work.Db.ChangeTracker.Entries<IOfficeOwned>().Select(e => e.Entity)]);
    }

    public T Row<T>() => Rows.OfType<T>().Single();

    /// <summary>All that the database holds of this office now, to compare with what it held before.</summary>
    public async Task<string> HeldAsync(DataLayer data)
    {
        await using var work = data.Work(Office);
        var held = new List<string>();
        foreach (var type in Rows.Select(r => r.GetType()))
        {
            foreach (var row in await Query(work.Db, type).AsNoTracking().ToListAsync(TestContext.Current.CancellationToken))
                held.Add(JsonSerializer.Serialize(row, type));
        }

        return string.Join('\n', held);
    }

    public static IQueryable<object> Query(AccountonContext db, Type type) =>
        (IQueryable<object>)Set.MakeGenericMethod(type).Invoke(db, null)!;

    /// <summary>A copy with some values replaced, made past constructors and setters as a careless or hostile hand would.</summary>
    public static IOfficeOwned Copy(IOfficeOwned row, params (string Property, object? Value)[] replaced)
    {
        var copy = (IOfficeOwned)RuntimeHelpers.GetUninitializedObject(row.GetType());
        foreach (var property in row.GetType().GetProperties().Where(p => p.CanWrite))
            property.SetValue(copy, property.GetValue(row));
        foreach (var (property, value) in replaced)
            row.GetType().GetProperty(property)!.SetValue(copy, value);
        return copy;
    }
}
