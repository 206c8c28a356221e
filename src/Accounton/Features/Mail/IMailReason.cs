namespace Accounton.Features.Mail;

/// <summary>
/// Why a mail is sent. It is looked at again in the moment the mail is about to leave, which may be much later, and told what came of it.
/// </summary>
public interface IMailReason
{
    /// <summary>Whether this is the one to ask about mails of a reason.</summary>
    bool Knows(string reason);

    /// <summary>Whether the mail should still leave, and to which address.</summary>
    Task<MailVerdict> JudgeAsync(OutgoingMail mail, CancellationToken cancellationToken);

    /// <summary>The mail was refused, or nobody knows whether it arrived. In the transaction that writes so.</summary>
    Task NoteTroubleAsync(OutgoingMail mail, CancellationToken cancellationToken);
}

/// <summary>What a mail is about.</summary>
/// <param name="Reason">Stored with the mail; an <see cref="IMailReason"/> knows it.</param>
public sealed record MailAbout(string Reason, Guid AssignmentId, Guid RespondentId);

/// <summary>What becomes of a mail that is about to leave.</summary>
/// <param name="Drop">Why it does not leave any more, as a code; null when it does.</param>
/// <param name="To">To whom now.</param>
/// <param name="NotBefore">From when on it may leave.</param>
public sealed record MailVerdict(string? Drop, string? To = null, DateTimeOffset? NotBefore = null);
