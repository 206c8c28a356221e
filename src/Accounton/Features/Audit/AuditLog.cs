using System.Text.Json;
using Accounton.Data;
using Accounton.Tenancy;

namespace Accounton.Features.Audit;

/// <summary>What can be told of an office's doings; one record per kind of event, its values masked by their types.</summary>
public abstract record AuditRecord;

public sealed record AuditExported(int Count) : AuditRecord;

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
