using Accounton.Data;
using Accounton.Tenancy;

namespace Accounton.Features.Mail;

/// <summary>A mail to be sent: saved together with what it tells of, sent by a job, so that neither is lost or sent twice for one cause.</summary>
public abstract class MailRow
{
    public const int AddressLength = MailAddresses.Length;
    public const int SubjectLength = 200;
    public const int BodyLength = 8000;
    public const int LinkLength = 1000;
    public const int FaultLength = 60;

    /// <summary>Stands in the body where <see cref="Link"/> comes. A character that nobody can type, and no form or vendor brings.</summary>
    public const string LinkMark = "\u0001";

    /// <summary>Stands in the body where <see cref="Code"/> comes.</summary>
    public const string CodeMark = "[[code]]";

    public Guid Id { get; init; }
    public required string To { get; init; }
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

    /// <summary>Who is sending it now, compared by the database; and until when nobody else may.</summary>
    public Guid? ClaimId { get; set; }
    public DateTimeOffset NotBefore { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When it was given up: the mail server refused it for good, or did not answer for a day.</summary>
    public DateTimeOffset? GaveUpAt { get; set; }

    /// <summary>What went wrong last: the server's code, or the name of the exception. Never its text, which may name people.</summary>
    public string? Fault { get; set; }
}

/// <summary>An office's mail, in its house style.</summary>
public sealed class OutgoingMail : MailRow, IOfficeOwned
{
    public const int ReasonLength = 40;

    public Guid OfficeId { get; init; }

    /// <summary>The name of an <see cref="IMailReason"/>, which is looked at again when the mail leaves; null always leaves.</summary>
    public string? Reason { get; init; }

    /// <summary>The row that the mail is about.</summary>
    public Guid? AboutId { get; init; }
}

/// <summary>A mail to a person that belongs to no office: a password, an address, an operator's first sign-in.</summary>
public sealed class PlatformMail : MailRow;
