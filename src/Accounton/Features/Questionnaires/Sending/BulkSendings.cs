using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Board;
using Accounton.Jobs;
using Accounton.Localisation;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>What sending to all of a filter would do.</summary>
/// <param name="Languages">How many mails in each language.</param>
/// <param name="OtherLanguage">How many of them are in the office's language because the client's is none of ours.</param>
/// <param name="Refused">How many are not sent, for each reason.</param>
public sealed record BulkOffer(
    Template? Template, IReadOnlyDictionary<string, int> Languages, int OtherLanguage, IReadOnlyDictionary<SendRefusal, int> Refused)
{
    public int Wanted => Languages.Values.Sum();

    public int Total => Wanted + Refused.Values.Sum();
}

/// <summary>
/// Sends to all that a filter holds: says beforehand to how many and why not to the others, and then does it in a job, by pages.
/// </summary>
public sealed class BulkSendings(
    AccountonContext db,
    BoardList board,
    ClientList clients,
    QuestionnaireInvitations invitations,
    CurrentMember member,
    IBackgroundJobClient jobs,
    ClientClock time)
{
    private const int PageSize = 100;

    /// <summary>Null when there is no such questionnaire.</summary>
    public async Task<BulkOffer?> OfferAsync(SendFilter filter, CancellationToken cancellationToken)
    {
        var template = filter.Template is { } asked
            ? await db.Templates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == asked, cancellationToken)
            : null;
        if (template is null && filter.Template is not null)
            return null;

        var id = db.OfficeId;
        var office = Language.Find(await db.Offices.Where(o => o.Id == id).Select(o => o.Language).SingleAsync(cancellationToken))
            ?? Language.Dutch;
        var languages = new Dictionary<string, int>();
        var refused = new Dictionary<SendRefusal, int>();
        var other = 0;
        var rows =
            from assignment in await FilteredAsync(filter, cancellationToken)
            join client in db.Clients on assignment.ClientId equals client.Id
            select new { assignment.State, assignment.SentAt, client.IsArchived, client.Email, client.Language };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (QuestionnaireInvitations.Refuse(
                new(row.State, row.SentAt, row.IsArchived, row.Email), again: false, time.Now) is { } refusal)
            {
                refused[refusal] = refused.GetValueOrDefault(refusal) + 1;
                continue;
            }

            var own = Language.Find(row.Language);
            other += own is null ? 1 : 0;
            var code = (own ?? office).Code;
            languages[code] = languages.GetValueOrDefault(code) + 1;
        }

        return new(template, languages, other, refused);
    }

    /// <summary>Begins it; begun already with this id, it does nothing.</summary>
    public async Task StartAsync(Guid id, SendFilter filter, int total, ReminderTerms terms, CancellationToken cancellationToken)
    {
        var author = member.ByHand();
        db.BulkSendings.Add(new BulkSending
        {
            OfficeId = db.OfficeId, Id = id, TemplateId = filter.Template, State = filter.State,
            Due = filter.Due, Mark = filter.Mark, Search = filter.Search, ClientState = filter.ClientState,
            ClientType = filter.ClientType, Responsible = filter.Responsible,
            ReminderWeeks = terms.Weeks, RemindUntil = terms.Until, CreatedAt = time.Now,
            CreatedById = author.ById, CreatedByName = author.ByName, Total = total,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (!await db.BulkSendings.AnyAsync(s => s.Id == id, cancellationToken))
                throw;
            return;
        }

        BulkSendingJob.Enqueue(jobs, new OfficeRow(db.OfficeId, id));
    }

    /// <summary>Goes through all that the filter holds, from where it was left.</summary>
    public async Task RunAsync(RowLease<BulkSending> lease, CancellationToken cancellationToken)
    {
        var row = lease.Row;
        var last = row.Last;
        var terms = new ReminderTerms(row.ReminderWeeks, row.RemindUntil);
        var author = new ChangeAuthor(ValueOrigin.Hand, row.CreatedById, row.CreatedByName);
        while (true)
        {
            var from = last;
            var ids = await (await FilteredAsync(row.Filter, cancellationToken)).Where(a => a.Id > from)
                .OrderBy(a => a.Id).Select(a => a.Id).Take(PageSize).ToListAsync(cancellationToken);
            if (ids.Count == 0)
                break;

            last = ids[^1];
            await invitations.SendAsync(ids, again: false, terms, author, sent => lease.RenewAsync(
                db,
                set => set.SetProperty(s => s.Last, last).SetProperty(s => s.Done, s => s.Done + ids.Count)
                    .SetProperty(s => s.Sent, s => s.Sent + sent),
                cancellationToken), cancellationToken);
        }

        await lease.ReleaseAsync(db, set => set.SetProperty(s => s.EndedAt, time.Now), cancellationToken);
    }

    private async Task<IQueryable<Assignment>> FilteredAsync(SendFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Clients is not { } narrowed)
            return await board.FindAsync(filter.Board, cancellationToken);

        var ids = await clients.IdsAsync(narrowed, cancellationToken);
        return db.Assignments.AsNoTracking().Where(a => a.TemplateId == filter.Template && ids.Contains(a.ClientId));
    }
}

/// <summary>The trigger of a sending to many. How far it is, its row says.</summary>
[JobRules, JobName("Send questionnaires ({0})")]
public sealed class BulkSendingJob(
    AccountonContext db,
    IServiceScopeFactory scopes,
    BulkSendings sendings,
    IBackgroundJobClient jobs,
    TimeProvider clock,
    ILogger<BulkSendingJob> log)
{
    private static readonly LeaseTerms<BulkSending> Terms = new(TimeSpan.FromSeconds(45), s => s.EndedAt == null);

    public static void Enqueue(IBackgroundJobClient jobs, OfficeRow sending) =>
        jobs.Enqueue<BulkSendingJob>(job => job.RunAsync(sending.OfficeId, sending.Id, CancellationToken.None));

    public static void Schedule(IBackgroundJobClient jobs, OfficeRow sending, TimeSpan delay) =>
        jobs.Schedule<BulkSendingJob>(job => job.RunAsync(sending.OfficeId, sending.Id, CancellationToken.None), JobDelay.AtLeast(delay));

    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid officeId, Guid sendingId, CancellationToken cancellationToken)
    {
        if (await db.BulkSendings.AsNoTracking().SingleOrDefaultAsync(
            s => s.Id == sendingId && s.EndedAt == null, cancellationToken) is not { } row)
            return;

        await using var lease = await RowLease.TakeAsync(db, scopes, clock, Terms, sendingId, cancellationToken);
        if (lease is null)
        {
            if (Terms.LookAgainAt(row.LeaseUntil, clock.GetUtcNow()) is { } at)
                Schedule(jobs, new OfficeRow(officeId, sendingId), at - clock.GetUtcNow());
            return;
        }

        try
        {
            await sendings.RunAsync(lease, lease.Work);
        }
        catch (Exception e) when (e is LeaseLostException || lease.Stop is not null)
        {
            log.LogInformation("The sending was taken over");
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            // Its text could hold a client's data. What was sent was sent; who presses again sends the rest.
            log.LogError(
                "The sending failed: {Exception} at {Where}", e.GetType().Name, e.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            db.ChangeTracker.Clear();
            var now = clock.GetUtcNow();
            await lease.ReleaseAsync(
                db, set => set.SetProperty(s => s.EndedAt, now).SetProperty(s => s.IsFailed, true), CancellationToken.None);
        }
    }
}

/// <summary>Sendings to many that may go on.</summary>
public sealed class BulkSendingDueWork(AccountonContext db, IBackgroundJobClient jobs) : IDueWork
{
    public async Task<IReadOnlyList<DueStep>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await CrossOfficeQueries.DueSendingsAsync(db, cancellationToken))
            .Select(sending => DueStep.Trigger("go on with a sending", () => Trigger(sending, now)))];

    private void Trigger(DueSending sending, DateTimeOffset now)
    {
        if (sending.LeaseUntil > now)
            BulkSendingJob.Schedule(jobs, sending.Row, sending.LeaseUntil.Value - now);
        else
            BulkSendingJob.Enqueue(jobs, sending.Row);
    }
}
