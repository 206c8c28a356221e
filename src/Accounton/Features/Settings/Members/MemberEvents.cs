using Accounton.Features.Audit;
using Accounton.Tenancy;

namespace Accounton.Features.Settings.Members;

public sealed record MemberInvited(string Email, OfficeRole Role) : AuditRecord;

/// <summary>An operator asked an office that has Admins for another one.</summary>
public sealed record AdminProposed(string Email) : AuditRecord;

public sealed record InvitationApproved(string Email, OfficeRole Role) : AuditRecord;

public sealed record InvitationSentAgain(string Email) : AuditRecord;

public sealed record InvitationWithdrawn(string Email) : AuditRecord;

public sealed record MemberJoined(string Email, OfficeRole Role) : AuditRecord;

public sealed record MemberRoleChanged(string Name, OfficeRole Before, OfficeRole Role) : AuditRecord;

public sealed record MemberRemoved(string Name, OfficeRole Role) : AuditRecord;
