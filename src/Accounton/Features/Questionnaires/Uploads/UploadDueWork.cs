using Accounton.Data;
using Accounton.Jobs;
using Hangfire;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>Files that stopped coming, those that are to be scanned, and pictures that are to be joined.</summary>
public sealed class UploadDueWork(AccountonContext db, IBackgroundJobClient jobs) : IDueWork
{
    public async Task<IReadOnlyList<DueStep>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
    [
        .. (await CrossOfficeQueries.DueUploadsAsync(db, now, cancellationToken)).Select(upload => upload.IsReceiving
            ? new DueStep(
                "give a file up that did not arrive", upload.Row.OfficeId, (services, stop) =>
                    services.GetRequiredService<UploadWriter>().DropAsync(upload.Row.Id, stop))
            : DueStep.Trigger("scan a file", () => ScanJob.Enqueue(jobs, upload.Row))),
        .. (await CrossOfficeQueries.DueJoinsAsync(db, now, cancellationToken))
            .Select(document => DueStep.Trigger("join pictures", () => JoinJob.Enqueue(jobs, document, TimeSpan.Zero))),
    ];
}
