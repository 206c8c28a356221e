using Accounton.Features.Mail;

namespace Accounton.Features.Operators;

/// <summary>Where a mail is. <paramref name="To"/> is shown masked.</summary>
public sealed record MailHealth(
    Guid? OfficeId,
    Guid Id,
    string? OfficeName,
    string To,
    DateTimeOffset CreatedAt,
    MailState State,
    DateTimeOffset? EndedAt,
    DateTimeOffset NotBefore,
    string? Fault);
