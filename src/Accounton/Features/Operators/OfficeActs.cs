using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Imports;
using Accounton.Features.Settings.Members;
using Accounton.Features.SignIn;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Operators;

/// <summary>What an operator does to an office, each act in a scope of that office and in its log.</summary>
public sealed class OfficeActs(IServiceScopeFactory scopes, CurrentMember member, TimeProvider clock)
{
    /// <summary>A new office with its keys, its first Admin invited: all of it or nothing.</summary>
    public async Task<Guid> CreateAsync(string name, string language, string adminEmail, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<AccountonContext>();
        var office = db.Offices.Add(new Office { Name = name, Language = language, CreatedAt = clock.GetUtcNow() }).Entity;
        services.GetRequiredService<CurrentOffice>().Use(office.Id);
        services.GetRequiredService<CurrentMember>().Set(member.SignedIn, office: null);
        db.OfficeKeys.Add(services.GetRequiredService<OfficeCiphers>().NewKeys(office.Id));
        services.GetRequiredService<AuditLog>().Add(new OfficeCreated(name));
        await services.GetRequiredService<Invitations>().InviteAsync(adminEmail, OfficeRole.Admin, cancellationToken);
        return office.Id;
    }

    /// <summary>Closes an office to its members and to jobs. Its data stays, and what was running goes on after resuming.</summary>
    public Task<bool> SuspendAsync(Guid officeId, CancellationToken cancellationToken) => InAsync(officeId, async (db, office, services) =>
    {
        if (office.SuspendedAt is not null)
            return;

        office.SuspendedAt = clock.GetUtcNow();
        services.GetRequiredService<AuditLog>().Add(new OfficeSuspended());
        await db.SaveChangesAsync(cancellationToken);
        // Whoever works on a run or an import now loses it with its next step and writes nothing more; the row stays as it is.
        await db.UpdateOwnAsync<SyncRun>(
            r => r.EndedAt == null,
            set => set.SetProperty(r => r.ClaimId, (Guid?)null).SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
        await db.UpdateOwnAsync<ImportBatch>(
            b => b.ClaimId != null,
            set => set.SetProperty(b => b.ClaimId, (Guid?)null).SetProperty(b => b.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
        await services.GetRequiredService<Sessions>().EndInOfficeAsync(cancellationToken);
    }, cancellationToken);

    public Task<bool> ResumeAsync(Guid officeId, CancellationToken cancellationToken) => InAsync(officeId, async (db, office, services) =>
    {
        if (office.SuspendedAt is null)
            return;

        office.SuspendedAt = null;
        services.GetRequiredService<AuditLog>().Add(new OfficeResumed());
        await db.SaveChangesAsync(cancellationToken);
    }, cancellationToken);

    public async Task<InvitationResult> InviteAsync(Guid officeId, string email, CancellationToken cancellationToken)
    {
        var result = InvitationResult.NotFound;
        await InAsync(
            officeId,
            async (_, _, services) =>
                result = await services.GetRequiredService<Invitations>().InviteAsync(email, OfficeRole.Admin, cancellationToken),
            cancellationToken);
        return result;
    }

    /// <summary>Does something in an office's scope as the operator; false when there is no such office.</summary>
    public async Task<bool> InAsync(
        Guid officeId, Func<AccountonContext, Office, IServiceProvider, Task> act, CancellationToken cancellationToken)
    {
        if (officeId == Guid.Empty)
            return false;

        await using var scope = scopes.CreateOfficeScope(officeId);
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentMember>().Set(member.SignedIn, office: null);
        var db = services.GetRequiredService<AccountonContext>();
        if (await db.Offices.SingleOrDefaultAsync(o => o.Id == officeId, cancellationToken) is not { } office)
            return false;

        await act(db, office, services);
        return true;
    }
}
