using Accounton.Data;
using Accounton.Tenancy;

namespace Accounton.Features.Mail;

/// <summary>Where a mail is. Stored by name.</summary>
public enum MailState
{
    Waiting = 1,

    /// <summary>
    /// It is being given to the mail server. When that ends without an answer (the process dies, the connection drops) nobody knows
    /// whether it arrived.
    /// </summary>
    Sending = 2,
    Sent = 3,

    /// <summary>The server refused it for good, or could not be reached for a day.</summary>
    Refused = 4,

    /// <summary>Nobody knows whether it arrived: it is never sent again by itself.</summary>
    Uncertain = 5,

    /// <summary>What it was about did not hold any more when it was about to leave.</summary>
    Dropped = 6,
}

/// <summary>
/// A mail to be sent: saved together with what it tells of, sent by a job, so that neither is lost or sent twice for one cause.
/// </summary>
public abstract class MailRow
{
    public const int AddressLength = MailAddresses.Length;
    public const int SubjectLength = 200;
    public const int BodyLength = 8000;
    public const int LinkLength = 1000;
    public const int FaultLength = 60;

    /// <summary>
    /// Stands in the body where <see cref="Link"/> comes. A character that nobody can type, and no form or vendor brings.
    /// </summary>
    public const string LinkMark = "\u0001";

    /// <summary>Stands in the body where <see cref="Code"/> comes.</summary>
    public const string CodeMark = "[[code]]";

    public Guid Id { get; init; }
    public required string To { get; set; }
    public required string Subject { get; init; }

    /// <summary>Plain text, in the reader's language. Never holds a secret or a national number.</summary>
    public required string Body { get; init; }

    /// <summary>A link that is a secret by itself, encrypted, and gone once the mail has left.</summary>
    public string? Link { get; set; }

    /// <summary>A code that is a secret by itself, encrypted, and gone once the mail has left.</summary>
    public string? Code { get; set; }

    /// <summary>Somebody waits for it: it leaves before those that go to many.</summary>
    public bool IsUrgent { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public MailState State { get; set; } = MailState.Waiting;

    /// <summary>Who is sending it now, compared by the database; and until when nobody else may.</summary>
    public Guid? ClaimId { get; set; }
    public DateTimeOffset NotBefore { get; set; }
    public int Attempts { get; set; }

    /// <summary>Since when it is in the state that it stays in.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>
    /// What went wrong last: the server's code, or the name of the exception, never its text, which may name people. Of a dropped mail,
    /// why it was.
    /// </summary>
    public string? Fault { get; set; }

    public void End(MailState state, string? fault, DateTimeOffset now)
    {
        State = state;
        Fault = fault;
        EndedAt = now;
    }
}

/// <summary>An office's mail, in its house style.</summary>
public sealed class OutgoingMail : MailRow, IOfficeOwned
{
    public const int ReasonLength = 40;

    public Guid OfficeId { get; init; }

    /// <summary>Why it is sent (<see cref="IMailReason"/>), which is looked at again when it leaves; null always leaves.</summary>
    public string? Reason { get; init; }

    /// <summary>The questionnaire that it is about, and whose.</summary>
    public Guid? AssignmentId { get; init; }
    public Guid? RespondentId { get; init; }

    /// <summary>It was refused because of its address.</summary>
    public bool IsAddressRefused { get; set; }
}

/// <summary>A mail to a person that belongs to no office: a password, an address, an operator's first sign-in.</summary>
public sealed class PlatformMail : MailRow;
