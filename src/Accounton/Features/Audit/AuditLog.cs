using System.Text.Json;
using Accounton.Data;
using Accounton.Features.Imports;
using Accounton.Features.Offices;
using Accounton.Features.SignIn;
using Accounton.Vendors;

namespace Accounton.Features.Audit;

/// <summary>What can be told of an office's doings; one record per kind of event, its values masked by their types.</summary>
public abstract record AuditRecord;

public sealed record OfficeEntered : AuditRecord;

public sealed record AuditExported(int Count) : AuditRecord;

public sealed record OfficeCreated(string Name) : AuditRecord;

public sealed record OfficeSuspended : AuditRecord;

public sealed record OfficeResumed : AuditRecord;

public sealed record OfficeChanged(IReadOnlyList<string> Fields) : AuditRecord;

public sealed record MemberInvited(string Email, OfficeRole Role) : AuditRecord;

/// <summary>An operator asked an office that has Admins for another one.</summary>
public sealed record AdminProposed(string Email) : AuditRecord;

public sealed record InvitationApproved(string Email, OfficeRole Role) : AuditRecord;

public sealed record InvitationSentAgain(string Email) : AuditRecord;

public sealed record InvitationWithdrawn(string Email) : AuditRecord;

public sealed record MemberJoined(string Email, OfficeRole Role) : AuditRecord;

public sealed record MemberRoleChanged(string Name, OfficeRole Before, OfficeRole Role) : AuditRecord;

public sealed record MemberRemoved(string Name, OfficeRole Role) : AuditRecord;

public sealed record ConnectionLinked(Vendor Vendor, string? Account, bool Again) : AuditRecord;

public sealed record OtherAccountReturned(Vendor Vendor, string? Linked, string? Returned) : AuditRecord;

public sealed record OtherAccountAccepted(Vendor Vendor, string? Before, string? Account) : AuditRecord;

public sealed record OtherAccountDeclined(Vendor Vendor, string? Account) : AuditRecord;

public sealed record ConnectionUnlinked(Vendor Vendor, bool ClientsRemoved) : AuditRecord;

public sealed record ReconnectNeeded(Vendor Vendor, string Fault) : AuditRecord;

public sealed record SyncAsked(Vendor Vendor) : AuditRecord;

public sealed record SyncCancelAsked(Vendor Vendor) : AuditRecord;

public sealed record MissingClientsConfirmed(Vendor Vendor, int Count) : AuditRecord;

public sealed record ClientAdded(Guid ClientId, string? Client) : AuditRecord;

/// <param name="Fields">Keys of the fields; their values stand in the client's own history.</param>
public sealed record ClientEdited(Guid ClientId, string? Client, IReadOnlyList<string> Fields) : AuditRecord;

public sealed record ClientArchived(Guid ClientId, string? Client) : AuditRecord;

public sealed record ClientReactivated(Guid ClientId, string? Client) : AuditRecord;

public sealed record ClientsMerged(Guid ClientId, string? Client, Guid OtherId, string? Other) : AuditRecord;

/// <summary>Somebody looked at a whole national register number.</summary>
public sealed record NationalNumberShown(Guid ClientId, string? Client, string Field) : AuditRecord;

public sealed record QuestionnaireGiven(string Kind, int IncomeYear, int Clients) : AuditRecord;

public sealed record QuestionnaireSent(Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear) : AuditRecord;

/// <summary>By the client, or for the client.</summary>
public sealed record QuestionnaireSubmitted(Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear) : AuditRecord;

public sealed record ImportStarted(Guid Import, ImportSource Source) : AuditRecord;

public sealed record ImportAbandoned(Guid Import) : AuditRecord;

public sealed record ImportConfirmed(Guid Import, ImportSource Source) : AuditRecord;

public sealed record ImportApplied(Guid Import, ImportSource Source, int Added, int Changed, int Archived, int NotApplied) : AuditRecord;

public sealed record ImportUndoAsked(Guid Import, ImportSource Source) : AuditRecord;

public sealed record ImportUndone(Guid Import, ImportSource Source, int Restored, int LeftAlone) : AuditRecord;

/// <summary>With the national numbers whole.</summary>
public sealed record InvalidRowsDownloaded(Guid Import, int Rows) : AuditRecord;

/// <summary>Adds audit events to the context, to be saved with the change they tell of.</summary>
public sealed class AuditLog(AccountonContext db, CurrentMember member, TimeProvider clock)
{
    public void Add(AuditRecord record) => Add(record, member.User?.Id, member.User?.Name);

    /// <summary>Of somebody for whom a job does the work.</summary>
    public void Add(AuditRecord record, Guid? userId, string? userName) => db.AuditEvents.Add(new AuditEvent
    {
        OfficeId = db.OfficeId,
        At = clock.GetUtcNow(),
        UserId = userId,
        UserName = userName,
        Type = record.GetType().Name,
        Details = JsonSerializer.Serialize(record, record.GetType()),
    });
}
