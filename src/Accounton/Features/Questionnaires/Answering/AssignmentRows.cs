using Accounton.Data;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>
/// An assignment's row while something in the questionnaire is written: it is held until the transaction ends, so that writes of
/// one questionnaire come one after the other, and notes what lists and reminders need of it.
/// </summary>
public sealed class AssignmentRows(AccountonContext db, TimeProvider clock)
{
    /// <summary>Holds it; false when it was handed in. An answer or a file opens it, as a link's button does.</summary>
    public async Task<bool> TakeAsync(Guid assignmentId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = AssignmentStates.Before(AssignmentAct.Answer);
        return await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId && before.Contains(a.State),
            set => set.SetProperty(a => a.AnsweredAt, a => a.AnsweredAt ?? now)
                .SetProperty(a => a.OpenedAt, a => a.State == AssignmentState.Sent ? now : a.OpenedAt)
                .SetProperty(a => a.State, AssignmentStates.Next(AssignmentAct.Answer)), cancellationToken) == 1;
    }

    /// <summary>
    /// Holds it and changes nothing; false when it was handed in. What is written then is noted by
    /// <see cref="NoteAnsweredAsync"/>.
    /// </summary>
    public async Task<bool> HoldOpenAsync(Guid assignmentId, CancellationToken cancellationToken)
    {
        var before = AssignmentStates.Before(AssignmentAct.Answer);
        return await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId && before.Contains(a.State),
            set => set.SetProperty(a => a.Answered, a => a.Answered),
            cancellationToken) == 1;
    }

    /// <summary>What a client answers opens it, as a link's button does; what the office answers for them does not.</summary>
    public async Task NoteAnsweredAsync(Guid assignmentId, bool isByClient, CancellationToken cancellationToken)
    {
        if (isByClient)
        {
            await TakeAsync(assignmentId, cancellationToken);
            return;
        }

        var now = clock.GetUtcNow();
        await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId && a.AnsweredAt == null, set => set.SetProperty(a => a.AnsweredAt, now), cancellationToken);
    }

    /// <summary>Holds it in whatever state it is, and changes nothing.</summary>
    public Task HoldAsync(Guid assignmentId, CancellationToken cancellationToken) =>
        db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId, set => set.SetProperty(a => a.Answered, a => a.Answered), cancellationToken);

    /// <summary>Notes how far it is and what is missing, given what is answered.</summary>
    public async Task NoteAsync(QuestionnaireSheet sheet, CancellationToken cancellationToken)
    {
        var id = sheet.Assignment.Id;
        var progress = sheet.Progress;
        var documents = await db.RequestedDocuments.AsNoTracking().Where(d => d.AssignmentId == id).ToListAsync(cancellationToken);
        var counts = DocumentCounts.Of(sheet, documents.ToDictionary(document => document.Key));
        await db.UpdateOwnAsync<Assignment>(
            a => a.Id == id,
            set => set.SetProperty(a => a.Answered, progress.Answered).SetProperty(a => a.Asked, progress.Asked)
                .SetProperty(a => a.MissingDocuments, counts.Missing).SetProperty(a => a.LaterDocuments, counts.Later)
                .SetProperty(a => a.FirstLaterOn, counts.FirstLaterOn),
            cancellationToken);
    }
}
