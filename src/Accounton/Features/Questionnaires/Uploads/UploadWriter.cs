using System.Security.Cryptography;
using Accounton.Data;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Jobs;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>What came of a file. Its words are <c>UploadOutcome.{name}</c>.</summary>
public enum UploadOutcome
{
    Stored = 1,

    /// <summary>The document has this very file already: it is kept once.</summary>
    SameFile = 2,
    Empty = 3,
    TooLarge = 4,

    /// <summary>The questionnaire has no room for it.</summary>
    NoRoom = 5,
    TooMany = 6,

    /// <summary>By its content it is nothing that is taken.</summary>
    WrongKind = 7,

    /// <summary>The document is not asked for, or the link was withdrawn meanwhile.</summary>
    Refused = 8,

    /// <summary>The questionnaire was handed in.</summary>
    Closed = 9,
}

/// <summary>What came of a file, for who sent it.</summary>
/// <param name="Name">As it is kept; null for one whose name says nothing.</param>
public sealed record UploadReceipt(string? Name, UploadOutcome Outcome);

/// <summary>Which document of which questionnaire a file is for, and who sends it.</summary>
public sealed record UploadTarget(Guid AssignmentId, Guid? RespondentId, DocumentKey Document);

/// <summary>
/// Takes files as they come, a piece at a time, and encrypts each piece before it is stored: nothing of a file stands anywhere else. A
/// file counts once the last piece is there, in one transaction that holds the assignment's row.
/// </summary>
public sealed class UploadWriter(
    AccountonContext db,
    AssignmentRows assignments,
    QuestionnaireSheets sheets,
    OfficeCiphers ciphers,
    IBackgroundJobClient jobs,
    IOptions<UploadOptions> options,
    TimeProvider clock)
{
    /// <summary>Of a questionnaire, so that its page stays one that can be read.</summary>
    public const int MostFiles = 200;

    /// <summary>A file of which nothing came for so long does not come any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long after the last picture a document's pictures are joined: somebody who photographs pages
    /// sends one after the other.
    /// </summary>
    public static readonly TimeSpan JoinDelay = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan SignOfLife = TimeSpan.FromMinutes(1);

    /// <summary>Reads a file to its end, or until it is clear that it is not taken.</summary>
    public async Task<UploadReceipt> ReceiveAsync(UploadTarget target, string fileName, Stream content, CancellationToken cancellationToken)
    {
        var name = FileNames.Of(fileName);
        var sheet = await sheets.ReadAsync(target.AssignmentId, cancellationToken);
        if (!sheet.IsOpen)
            return new(name, UploadOutcome.Closed);
        if (!DocumentSheet.Asked(sheet).Any(one => one.Key == target.Document))
            return new(name, UploadOutcome.Refused);
        if (await RefusalAsync(target.AssignmentId, 0, cancellationToken) is { } full)
            return new(name, full);

        var buffer = new byte[UploadChunk.Length];
        var filled = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (filled == 0)
            return new(name, UploadOutcome.Empty);
        if (FileKinds.Of(buffer.AsSpan(0, Math.Min(filled, FileKinds.Needed))) is not (not FileKind.None and var kind))
            return new(name, UploadOutcome.WrongKind);

        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var id = db.IdsOf<Upload>()();
        await AddAsync(target, id, kind, cipher.SealName(name, id), cancellationToken);
        var outcome = UploadOutcome.Refused;
        try
        {
            using var hash = cipher.StartHash();
            var (size, chunks) = await StoreAsync(id, cipher, hash, content, buffer, filled, options.Value.MostOfFile, cancellationToken);
            outcome = size > options.Value.MostOfFile
                ? UploadOutcome.TooLarge
                : await FinishAsync(target, id, kind, size, chunks, hash.GetHashAndReset(), cancellationToken);
        }
        finally
        {
            // Whatever happened on the way, also that the sender went away.
            if (outcome != UploadOutcome.Stored)
                await DropAsync(id, CancellationToken.None);
        }

        if (outcome == UploadOutcome.Stored && options.Value.Scanner is not null)
            ScanJob.Enqueue(jobs, new OfficeRow(db.OfficeId, id));
        return new(name, outcome);
    }

    /// <summary>The pictures of a document, in order.</summary>
    public Task<List<Upload>> PicturesAsync(RequestedDocument document, CancellationToken cancellationToken) =>
        Of(document.AssignmentId, document.Key).AsNoTracking()
            .Where(u => u.State == UploadState.Stored && !u.IsJoined && FileKinds.Pictures.Contains(u.Kind))
            .OrderBy(u => u.Place).ThenBy(u => u.At).ToListAsync(cancellationToken);

    /// <summary>Stores what a document's pictures were joined into, unless they changed meanwhile.</summary>
    /// <exception cref="LeaseLostException">They did.</exception>
    public async Task StoreJoinedAsync(
        RowLease<RequestedDocument> lease, string name, Stream content, ScanState scan, CancellationToken cancellationToken)
    {
        var row = lease.Row;
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var id = db.IdsOf<Upload>()();
        await AddAsync(
            new(row.AssignmentId, null, row.Key), id, FileKind.Pdf, cipher.SealName(name, id), cancellationToken, isJoined: true);
        var isStored = false;
        try
        {
            using var hash = cipher.StartHash();
            var buffer = new byte[UploadChunk.Length];
            var filled = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            var (size, chunks) = await StoreAsync(id, cipher, hash, content, buffer, filled, long.MaxValue, cancellationToken);
            var contentHash = hash.GetHashAndReset();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await assignments.HoldAsync(row.AssignmentId, cancellationToken);
            if (!await db.RequestedDocuments.AnyAsync(d => d.Id == row.Id && d.Pictures == row.Pictures, cancellationToken))
                throw new LeaseLostException();

            await lease.ReleaseAsync(db, set => set.SetProperty(d => d.JoinAt, (DateTimeOffset?)null), cancellationToken);
            var now = clock.GetUtcNow();
            await db.UpdateOwnAsync<Upload>(
                u => u.Id == id && u.State == UploadState.Receiving,
                set => set.SetProperty(u => u.State, UploadState.Stored).SetProperty(u => u.Size, size)
                    .SetProperty(u => u.Chunks, chunks).SetProperty(u => u.ContentHash, contentHash)
                    .SetProperty(u => u.At, now).SetProperty(u => u.Scan, scan).SetProperty(u => u.DueAt, (DateTimeOffset?)null),
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            isStored = true;
        }
        finally
        {
            if (!isStored)
                await DropAsync(id, CancellationToken.None);
        }
    }

    /// <summary>Takes a file away for good. One that was handed in stays.</summary>
    public async Task<bool> RemoveAsync(Guid assignmentId, Guid uploadId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await assignments.TakeAsync(assignmentId, cancellationToken)
            || await db.Uploads.SingleOrDefaultAsync(
                u => u.Id == uploadId && u.AssignmentId == assignmentId && u.State == UploadState.Stored
                    && !u.IsJoined && u.HandedInAt == null, cancellationToken) is not { } upload)
            return false;

        await db.DeleteOwnAsync<UploadChunk>(c => c.UploadId == uploadId, cancellationToken);
        db.Uploads.Remove(upload);
        await db.SaveChangesAsync(cancellationToken);
        var document = await NoteAsync(assignmentId, upload.Key, upload.Kind.IsPicture(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        TriggerJoining(document);
        return true;
    }

    /// <summary>Moves a file one place forward among those of its document.</summary>
    public async Task<bool> MoveForwardAsync(Guid assignmentId, Guid uploadId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await assignments.TakeAsync(assignmentId, cancellationToken)
            || await db.Uploads.SingleOrDefaultAsync(
                u => u.Id == uploadId && u.AssignmentId == assignmentId && !u.IsJoined && u.State == UploadState.Stored,
                cancellationToken) is not { } upload)
            return false;

        var before = await Of(assignmentId, upload.Key).Where(u => u.State == UploadState.Stored && !u.IsJoined && u.Place < upload.Place)
            .OrderByDescending(u => u.Place).FirstOrDefaultAsync(cancellationToken);
        if (before is null)
            return true;

        (before.Place, upload.Place) = (upload.Place, before.Place);
        await db.SaveChangesAsync(cancellationToken);
        var document = await NoteAsync(assignmentId, upload.Key, upload.Kind.IsPicture(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        TriggerJoining(document);
        return true;
    }

    /// <summary>What the client says of a document instead of sending it; null takes it back.</summary>
    public async Task<bool> StateAsync(
        Guid assignmentId, DocumentKey key, DocumentStatement? statement, DateOnly? laterOn, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await assignments.TakeAsync(assignmentId, cancellationToken))
            return false;

        var sheet = await sheets.ReadAsync(assignmentId, cancellationToken);
        if (!DocumentSheet.Asked(sheet).Any(one => one.Key == key))
            return false;

        var document = await DocumentAsync(assignmentId, key, cancellationToken);
        document.Statement = statement;
        document.LaterOn = statement == DocumentStatement.Later ? laterOn : null;
        await db.SaveChangesAsync(cancellationToken);
        await assignments.NoteAsync(sheet, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives up a file that did not arrive. What had come of it is gone.</summary>
    public async Task DropAsync(Guid uploadId, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.UpdateOwnAsync<Upload>(
            u => u.Id == uploadId && u.State == UploadState.Receiving,
            set => set.SetProperty(u => u.DueAt, (DateTimeOffset?)null),
            cancellationToken) == 1)
        {
            await db.DeleteOwnAsync<UploadChunk>(c => c.UploadId == uploadId, cancellationToken);
            await db.DeleteOwnAsync<Upload>(u => u.Id == uploadId, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Why a file of this size is not taken; null when it is.</summary>
    private async Task<UploadOutcome?> RefusalAsync(Guid assignmentId, long size, CancellationToken cancellationToken)
    {
        var all = await db.Uploads.Where(u => u.AssignmentId == assignmentId && u.State == UploadState.Stored && !u.IsJoined)
            .GroupBy(u => u.AssignmentId).Select(g => new { Files = g.Count(), Size = g.Sum(u => u.Size) })
            .SingleOrDefaultAsync(cancellationToken);
        return all is null ? null
            : all.Files >= MostFiles ? UploadOutcome.TooMany
            : all.Size + Math.Max(1, size) > options.Value.MostOfQuestionnaire ? UploadOutcome.NoRoom
            : null;
    }

    private async Task AddAsync(
        UploadTarget target, Guid id, FileKind kind, string name, CancellationToken cancellationToken, bool isJoined = false)
    {
        db.ChangeTracker.Clear();
        db.Uploads.Add(new Upload
        {
            OfficeId = db.OfficeId, Id = id, AssignmentId = target.AssignmentId,
            Document = target.Document.Document, RepetitionId = target.Document.Repetition ?? Guid.Empty,
            Person = target.Document.Person, State = UploadState.Receiving, Kind = kind,
            Name = name, RespondentId = target.RespondentId, At = clock.GetUtcNow(),
            Scan = ScanState.Pending, IsJoined = isJoined, DueAt = clock.GetUtcNow() + Patience,
        });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Stores piece by piece, and stops where the file is larger than is taken.</summary>
    private async Task<(long Size, int Chunks)> StoreAsync(
        Guid id,
        OfficeCipher cipher,
        IncrementalHash hash,
        Stream content,
        byte[] buffer,
        int filled,
        long most,
        CancellationToken cancellationToken)
    {
        var size = 0L;
        var number = 0;
        var seenAt = clock.GetUtcNow();
        var whole = new byte[UploadChunk.Length + OfficeCipher.SealedExtra];
        while (filled > 0 && size <= most)
        {
            size += filled;
            hash.AppendData(buffer, 0, filled);
            var packed = filled == UploadChunk.Length ? whole : new byte[filled + OfficeCipher.SealedExtra];
            cipher.Seal(buffer.AsSpan(0, filled), UploadCipher.PieceOf(id, number), packed);
            db.UploadChunks.Add(new UploadChunk { OfficeId = db.OfficeId, UploadId = id, Number = number, Content = packed });
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            number++;

            var now = clock.GetUtcNow();
            if (now - seenAt > SignOfLife)
            {
                seenAt = now;
                await db.UpdateOwnAsync<Upload>(
                    u => u.Id == id && u.State == UploadState.Receiving,
                    set => set.SetProperty(u => u.DueAt, now + Patience),
                    cancellationToken);
            }

            filled = filled < buffer.Length
                ? 0
                : await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }

        return (size, number);
    }

    private async Task<UploadOutcome> FinishAsync(
        UploadTarget target, Guid id, FileKind kind, long size, int chunks, byte[] hash, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await assignments.TakeAsync(target.AssignmentId, cancellationToken))
            return UploadOutcome.Closed;
        if (target.RespondentId is { } respondent
            && !await db.Respondents.AnyAsync(r => r.Id == respondent && r.WithdrawnAt == null, cancellationToken))
            return UploadOutcome.Refused;
        if (await RefusalAsync(target.AssignmentId, size, cancellationToken) is { } full)
            return full;
        if (await Of(target.AssignmentId, target.Document).AnyAsync(
            u => u.State == UploadState.Stored && u.ContentHash == hash, cancellationToken))
            return UploadOutcome.SameFile;

        var now = clock.GetUtcNow();
        var place = 1 + (await Of(target.AssignmentId, target.Document).MaxAsync(u => (int?)u.Place, cancellationToken) ?? 0);
        var (scan, due) = options.Value.Scanner is null ? (ScanState.NoScanner, (DateTimeOffset?)null) : (ScanState.Pending, now);
        var isThere = await db.UpdateOwnAsync<Upload>(
            u => u.Id == id && u.State == UploadState.Receiving,
            set => set.SetProperty(u => u.State, UploadState.Stored).SetProperty(u => u.Size, size)
                .SetProperty(u => u.Chunks, chunks).SetProperty(u => u.ContentHash, hash)
                .SetProperty(u => u.Place, place).SetProperty(u => u.At, now).SetProperty(u => u.Scan, scan).SetProperty(u => u.DueAt, due),
            cancellationToken) == 1;
        if (!isThere)
            return UploadOutcome.Refused;

        var document = await NoteAsync(target.AssignmentId, target.Document, kind.IsPicture(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        TriggerJoining(document);
        return UploadOutcome.Stored;
    }

    /// <summary>
    /// After a change of a document's files, in its transaction: what is known of the document, and what
    /// the questionnaire misses.
    /// </summary>
    public async Task<RequestedDocument> NoteAsync(
        Guid assignmentId, DocumentKey key, bool arePicturesChanged, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var files = await Of(assignmentId, key).AsNoTracking()
            .Where(u => u.State == UploadState.Stored && u.Scan != ScanState.Infected && !u.IsJoined)
            .Select(u => u.Kind).ToListAsync(cancellationToken);
        var document = await DocumentAsync(assignmentId, key, cancellationToken);
        document.Files = files.Count;
        if (files.Count > 0)
        {
            document.Statement = null;
            document.LaterOn = null;
        }
        if (arePicturesChanged)
        {
            // What was joined shows pictures that may be gone: it goes with them.
            var joined = await Of(assignmentId, key).Where(u => u.IsJoined && u.State == UploadState.Stored)
                .Select(u => u.Id).ToListAsync(cancellationToken);
            await db.DeleteOwnAsync<UploadChunk>(c => joined.Contains(c.UploadId), cancellationToken);
            await db.DeleteOwnAsync<Upload>(u => joined.Contains(u.Id), cancellationToken);
            var pictures = files.Where(file => file.IsPicture()).ToList();
            document.Pictures = document.Pictures + 1;
            document.JoinFailed = false;
            document.JoinAt = pictures.Count > 1 || pictures.Exists(picture => picture.IsRarePicture())
                ? clock.GetUtcNow() + JoinDelay
                : null;
        }

        await db.SaveChangesAsync(cancellationToken);
        await assignments.NoteAsync(await sheets.ReadAsync(assignmentId, cancellationToken), cancellationToken);
        return document;
    }

    /// <summary>Once what was noted is committed.</summary>
    private void TriggerJoining(RequestedDocument document)
    {
        if (document.JoinAt is { } at)
            JoinJob.Enqueue(jobs, new OfficeRow(document.OfficeId, document.Id), at - clock.GetUtcNow());
    }

    private IQueryable<Upload> Of(Guid assignmentId, DocumentKey key)
    {
        var document = key.Document;
        var repetition = key.Repetition ?? Guid.Empty;
        var person = key.Person;
        return db.Uploads.Where(
            u => u.AssignmentId == assignmentId && u.Document == document && u.RepetitionId == repetition && u.Person == person);
    }

    private async Task<RequestedDocument> DocumentAsync(Guid assignmentId, DocumentKey key, CancellationToken cancellationToken)
    {
        var document = key.Document;
        var repetition = key.Repetition ?? Guid.Empty;
        var person = key.Person;
        return await db.RequestedDocuments.SingleOrDefaultAsync(
                d => d.AssignmentId == assignmentId && d.Document == document && d.RepetitionId == repetition && d.Person == person,
                cancellationToken)
            ?? db.RequestedDocuments.Add(new RequestedDocument
            {
                OfficeId = db.OfficeId, AssignmentId = assignmentId, Document = document, RepetitionId = repetition, Person = person,
            }).Entity;
    }
}
