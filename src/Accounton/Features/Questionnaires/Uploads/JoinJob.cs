using Accounton.Data;
using Accounton.Jobs;
using Accounton.Localisation;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>Joins the pictures of one document into one PDF, in the order that was chosen. The pictures themselves stay.</summary>
[JobRules, JobName("Join the pictures of a document ({0})")]
public sealed class JoinJob(
    AccountonContext db,
    IServiceScopeFactory scopes,
    UploadWriter writing,
    FileContents contents,
    Templates templates,
    IBackgroundJobClient jobs,
    TimeProvider clock,
    ILogger<JoinJob> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LaterBy = TimeSpan.FromSeconds(5);

    /// <summary>The terms by which a document is held while its pictures are joined.</summary>
    private static readonly LeaseTerms<RequestedDocument> Terms = new(Lease, document => document.JoinAt != null);

    /// <summary>One document at a time in a process; who finds it taken comes again, and holds no worker meanwhile.</summary>
    private static readonly SemaphoreSlim One = new(1);

    public static void Enqueue(IBackgroundJobClient jobs, OfficeRow document, TimeSpan delay) =>
        jobs.Schedule<JoinJob>(job => job.RunAsync(document.OfficeId, document.Id, CancellationToken.None), JobDelay.AtLeast(delay));

    /// <param name="officeId">Sets the scope's office (<see cref="OfficeJobActivator"/>).</param>
    /// <param name="documentId">The document.</param>
    /// <param name="cancellationToken">Hangfire's: the server stops, or the job was deleted.</param>
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid officeId, Guid documentId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.RequestedDocuments.AsNoTracking().SingleOrDefaultAsync(
            d => d.Id == documentId, cancellationToken) is not { JoinAt: { } due }
            || due > now)
            return;

        if (!await One.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            Enqueue(jobs, new OfficeRow(officeId, documentId), LaterBy);
            return;
        }

        try
        {
            await using var lease = await RowLease.TakeAsync(db, scopes, clock, Terms, documentId, cancellationToken);
            if (lease is not null)
                await WorkAsync(lease, cancellationToken);
        }
        finally
        {
            One.Release();
        }
    }

    private async Task WorkAsync(RowLease<RequestedDocument> lease, CancellationToken server)
    {
        try
        {
            var pictures = await writing.PicturesAsync(lease.Row, lease.Work);
            if (pictures.Exists(picture => picture.Scan == ScanState.Pending))
            {
                // Nothing is decoded before it was looked at; its scan, or the sweep, triggers this again.
                await lease.ReleaseAsync(db, set => set.SetProperty(d => d.JoinAt, clock.GetUtcNow() + UploadWriter.JoinDelay), lease.Work);
                return;
            }

            var readable = pictures.Where(picture => picture.Scan is ScanState.Clean or ScanState.NoScanner).ToList();
            if (readable.Count == 0)
            {
                await lease.ReleaseAsync(db, set => set.SetProperty(d => d.JoinAt, (DateTimeOffset?)null), lease.Work);
                return;
            }

            var pages = new List<byte[]>();
            foreach (var picture in readable)
                pages.Add(await PictureReader.ShrinkAsync(await contents.ReadAsync(picture, lease.Work), picture.Kind, lease.Work));

            using var joined = PictureReader.Join(pages);
            var scan = readable.TrueForAll(picture => picture.Scan == ScanState.Clean) ? ScanState.Clean : ScanState.NoScanner;
            await writing.StoreJoinedAsync(lease, await NameAsync(lease.Row, lease.Work), joined, scan, lease.Work);
        }
        catch (Exception e) when (e is LeaseLostException || lease.Stop is not null)
        {
            log.LogInformation("The pictures of a document changed while they were joined, or somebody else joins them");
        }
        catch (Exception) when (server.IsCancellationRequested)
        {
            throw new OperationCanceledException(server);
        }
        catch (Exception e)
        {
            // It is not tried again before its pictures change: what ended it once would end it each time. Its text could hold a
            // client's data.
            log.LogWarning(
                "The pictures of a document could not be joined: {Exception} at {Where}",
                e.GetType().Name,
                e.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            db.ChangeTracker.Clear();
            await lease.ReleaseAsync(
                db,
                set => set.SetProperty(d => d.JoinAt, (DateTimeOffset?)null).SetProperty(d => d.JoinFailed, true),
                CancellationToken.None);
        }
    }

    /// <summary>What the document is called, in the office's language.</summary>
    private async Task<string> NameAsync(RequestedDocument row, CancellationToken cancellationToken)
    {
        var definition = await templates.DefinitionAsync(
            await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == row.AssignmentId, cancellationToken), cancellationToken);
        var language = Language.Find(
            await db.Offices.Where(o => o.Id == db.OfficeId).Select(o => o.Language).SingleAsync(cancellationToken))
            ?? Language.Dutch;
        var document = definition.Questions.SelectMany(question => question.Documents).FirstOrDefault(one => one.Key == row.Document);
        return FileNames.Of((document?.Name.In(language) ?? row.Document) + ".pdf");
    }
}
