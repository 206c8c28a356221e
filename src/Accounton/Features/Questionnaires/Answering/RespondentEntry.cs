using Accounton.Data;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Localisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>What happens when a respondent presses the button behind a link.</summary>
public sealed class RespondentEntry(
    AccountonContext db,
    CurrentRespondent current,
    DeviceCookie cookie,
    RespondentCodes codes,
    QuestionnaireMails mails,
    IOptions<QuestionnaireOptions> options,
    TimeProvider clock)
{
    private const int MostTries = 3;

    /// <summary>Lets the first device in and notes that the questionnaire was opened; any other one gets a code by mail.</summary>
    public async Task OpenAsync(HttpContext context, Language language, CancellationToken cancellationToken)
    {
        var at = current.At!;
        var device = cookie.Keep(context);
        for (var attempt = 1; ; attempt++)
        {
            var respondent = await db.Respondents.SingleAsync(r => r.Id == at.RespondentId, cancellationToken);
            var now = clock.GetUtcNow();
            respondent.Language = language.Code;
            var known = await db.RespondentDevices.SingleOrDefaultAsync(
                d => d.RespondentId == respondent.Id && d.SecretHash == device, cancellationToken);
            if (respondent.OpenedAt is null)
            {
                respondent.OpenedAt = now;
                known ??= db.RespondentDevices.Add(new RespondentDevice
                {
                    OfficeId = db.OfficeId, RespondentId = respondent.Id, SecretHash = device, CreatedAt = now,
                }).Entity;
                known.KnownUntil = now + options.Value.LinkLifetime;
            }
            else if (known?.KnownUntil is null || known.KnownUntil <= now)
            {
                await db.SaveChangesAsync(cancellationToken);
                await codes.SendAsync(respondent.Id, device, cancellationToken);
                return;
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                await NoteOpenedAsync(at.AssignmentId, now, cancellationToken);
                return;
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // Two devices at once: one was first.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Mails a new link to the address on file, in the place of one that is too old.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (await codes.MayAskAsync(current.At!.RespondentId, cancellationToken))
            await mails.SendNewLinkAsync(current.At.RespondentId, cancellationToken);
    }

    private Task<int> NoteOpenedAsync(Guid assignmentId, DateTimeOffset now, CancellationToken cancellationToken) =>
        Tenancy.OfficeBulkWrites.UpdateOwnAsync<Assignment>(
            db,
            a => a.Id == assignmentId && a.State == AssignmentState.Sent,
            set => set.SetProperty(a => a.State, AssignmentStates.Next(AssignmentAct.Open)).SetProperty(a => a.OpenedAt, now),
            cancellationToken);
}
