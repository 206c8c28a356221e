using Accounton.Data;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>Reads what was sent for a questionnaire: three reads, whatever there is.</summary>
public sealed class DocumentSheets(AccountonContext db, OfficeCiphers ciphers, IOptions<UploadOptions> options)
{
    public async Task<DocumentSheet> ReadAsync(QuestionnaireSheet sheet, CancellationToken cancellationToken)
    {
        var id = sheet.Assignment.Id;
        var rows = await db.RequestedDocuments.AsNoTracking().Where(d => d.AssignmentId == id).ToListAsync(cancellationToken);
        var uploads = await db.Uploads.AsNoTracking()
            .Where(u => u.AssignmentId == id && u.State == UploadState.Stored).ToListAsync(cancellationToken);
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var files = uploads.OrderBy(upload => upload.Place).ThenBy(upload => upload.At)
            .Select(upload => new StoredFile(upload, cipher.NameOf(upload))).ToLookup(file => file.Upload.Key);
        var known = rows.ToDictionary(row => row.Key);
        return new(
            [
                .. DocumentSheet.Asked(sheet).Select(one => new AskedDocument(
                    one.Key,
                    one.Document,
                    one.Section,
                    one.Question,
                    known.GetValueOrDefault(one.Key),
                    [.. files[one.Key].Where(file => !file.Upload.IsJoined)],
                    files[one.Key].LastOrDefault(file => file.Upload.IsJoined))),
            ],
            uploads.Where(upload => !upload.IsJoined).Sum(upload => upload.Size), options.Value);
    }

    /// <summary>A file of a questionnaire that arrived; null when there is none such.</summary>
    public async Task<StoredFile?> FindAsync(Guid assignmentId, Guid uploadId, CancellationToken cancellationToken) =>
        await db.Uploads.AsNoTracking().SingleOrDefaultAsync(
            u => u.Id == uploadId && u.AssignmentId == assignmentId && u.State == UploadState.Stored, cancellationToken) is { } upload
            ? new(upload, (await ciphers.CurrentAsync(cancellationToken)).NameOf(upload))
            : null;
}
