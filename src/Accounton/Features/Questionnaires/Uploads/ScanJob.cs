using Accounton.Data;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Jobs;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>Has one file scanned and writes what came of it. Run twice it writes the same.</summary>
[JobRules, JobName("Scan a file ({0})")]
public sealed class ScanJob(
    AccountonContext db,
    UploadWriter writing,
    AssignmentRows assignments,
    FileContents contents,
    ClamAv scanner,
    IOptions<UploadOptions> options,
    TimeProvider clock,
    ILogger<ScanJob> log)
{
    /// <summary>
    /// After so many broken connections it is the file: clamd closes on one that is too large, at times
    /// before its answer arrives.
    /// </summary>
    public const int MostFaults = 3;

    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(1);

    public static void Enqueue(IBackgroundJobClient jobs, OfficeRow upload) =>
        jobs.Enqueue<ScanJob>(job => job.RunAsync(upload.OfficeId, upload.Id, CancellationToken.None));

    /// <param name="officeId">Sets the scope's office (<see cref="OfficeJobActivator"/>).</param>
    /// <param name="uploadId">The file.</param>
    /// <param name="cancellationToken">Hangfire's: the server stops, or the job was deleted.</param>
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid officeId, Guid uploadId, CancellationToken cancellationToken)
    {
        if (options.Value.Scanner is not { } address
            || await db.Uploads.AsNoTracking().SingleOrDefaultAsync(
                u => u.Id == uploadId && u.State == UploadState.Stored && u.Scan == ScanState.Pending, cancellationToken) is not { } upload)
            return;

        // Claimed for a while: another trigger meanwhile finds nothing due.
        var now = clock.GetUtcNow();
        var due = upload.DueAt;
        if (await db.UpdateOwnAsync<Upload>(
            u => u.Id == uploadId && u.Scan == ScanState.Pending && u.DueAt == due && u.DueAt <= now,
            set => set.SetProperty(u => u.DueAt, now + UploadWriter.Patience),
            cancellationToken) == 0)
            return;

        try
        {
            var found = await scanner.ScanAsync(address, write => contents.CopyAsync(upload, write, cancellationToken), cancellationToken);
            await WriteAsync(upload, found, cancellationToken);
        }
        catch (ScannerException e)
        {
            log.LogWarning("A file could not be scanned: {Fault}", e.Message);
            if (e.Broke && upload.ScanFaults + 1 >= MostFaults)
                await WriteAsync(upload, ScanState.NotScannable, cancellationToken);
            else
                await AgainAsync(upload, e.Broke, cancellationToken);
        }
    }

    private Task<int> AgainAsync(Upload upload, bool isFault, CancellationToken cancellationToken)
    {
        var id = upload.Id;
        var at = clock.GetUtcNow() + AgainAfter;
        var faults = upload.ScanFaults + (isFault ? 1 : 0);
        return db.UpdateOwnAsync<Upload>(
            u => u.Id == id && u.Scan == ScanState.Pending,
            set => set.SetProperty(u => u.DueAt, at).SetProperty(u => u.ScanFaults, faults),
            cancellationToken);
    }

    /// <summary>An infected file is none that was received: what is missing is counted again.</summary>
    private async Task WriteAsync(Upload upload, ScanState found, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await assignments.HoldAsync(upload.AssignmentId, cancellationToken);
        var id = upload.Id;
        if (await db.UpdateOwnAsync<Upload>(
            u => u.Id == id && u.Scan == ScanState.Pending,
            set => set.SetProperty(u => u.Scan, found).SetProperty(u => u.DueAt, (DateTimeOffset?)null),
            cancellationToken) == 1
            && found == ScanState.Infected && !upload.IsJoined)
            await writing.NoteAsync(upload.AssignmentId, upload.Key, upload.Kind.IsPicture(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.LogInformation("A file was scanned: {Found}", found);
    }
}
