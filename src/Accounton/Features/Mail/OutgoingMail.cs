using Accounton.Tenancy;

namespace Accounton.Features.Mail;

/// <summary>A mail to be sent: saved together with what it tells of, sent by a job, so that neither is lost or sent twice for one cause.</summary>
public sealed class OutgoingMail : IOfficeOwned
{
    public const int AddressLength = 254;
    public const int SubjectLength = 200;
    public const int BodyLength = 8000;

    /// <summary>After so many it is given up: the row stays, with what it could not tell.</summary>
    public const int MostAttempts = 12;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }

    /// <summary>Plain text, in the reader's language. Never holds a secret or a national number.</summary>
    public required string Body { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who is sending it now, and until when nobody else may.</summary>
    public Guid? ClaimId { get; set; }
    public DateTimeOffset NotBefore { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? SentAt { get; set; }
}
