using Accounton.Data;
using Accounton.Features.Mail;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>A mail to a client, as the office sees it.</summary>
public sealed record MailLine(
    QuestionnaireMail Kind,
    string To,
    DateTimeOffset CreatedAt,
    MailState State,
    DateTimeOffset? EndedAt,
    DateTimeOffset NotBefore,
    string? Fault,
    bool IsAddressRefused);

/// <summary>Which mails went to clients, and what came of them.</summary>
public sealed class MailHistory(AccountonContext db)
{
    private const int Shown = 20;

    /// <summary>About a questionnaire, the newest first.</summary>
    public async Task<IReadOnlyList<MailLine>> OfAsync(Guid assignmentId, CancellationToken cancellationToken) =>
    [
        .. (await db.OutgoingMails.AsNoTracking().Where(m => m.AssignmentId == assignmentId)
            .OrderByDescending(m => m.CreatedAt).Take(Shown).ToListAsync(cancellationToken)).Select(Line),
    ];

    /// <summary>The mail to a client's present address that the server refused because of that address; null when there is none.</summary>
    public async Task<MailLine?> RefusedAsync(Guid clientId, string? email, CancellationToken cancellationToken)
    {
        if (MailAddresses.Parse(email) is not { } address)
            return null;

        var newest = await (
            from assignment in db.Assignments
            where assignment.ClientId == clientId
            join mail in db.OutgoingMails.AsNoTracking() on assignment.Id equals mail.AssignmentId
            where mail.To == address && (mail.State == MailState.Sent || mail.State == MailState.Refused)
            orderby mail.CreatedAt descending
            select mail).FirstOrDefaultAsync(cancellationToken);
        return newest is { IsAddressRefused: true } ? Line(newest) : null;
    }

    private static MailLine Line(OutgoingMail mail) => new(
        Enum.TryParse<QuestionnaireMail>(mail.Reason, out var kind) ? kind : QuestionnaireMail.Invitation,
        mail.To, mail.CreatedAt, mail.State, mail.EndedAt, mail.NotBefore,
        mail.Fault, mail.IsAddressRefused);
}
