using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.SignIn;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.Members;

/// <summary>What came of changing who is a member.</summary>
public enum MembersResult
{
    Done = 1,
    NotFound = 2,

    /// <summary>An office keeps one Admin, or nobody could invite another.</summary>
    LastAdmin = 3,
}

/// <summary>Changes roles and removes members of the current office.</summary>
public sealed class OfficeMembers(AccountonContext db, Sessions sessions, AuditLog audit)
{
    public Task<MembersResult> ChangeRoleAsync(Guid id, OfficeRole role, CancellationToken cancellationToken) =>
        ChangeAsync(id, role, (membership, name) =>
        {
            audit.Add(new MemberRoleChanged(name, membership.Role, role));
            membership.Role = role;
        }, cancellationToken);

    public async Task<MembersResult> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        var user = Guid.Empty;
        var result = await ChangeAsync(id, role: null, (membership, name) =>
        {
            audit.Add(new MemberRemoved(name, membership.Role));
            db.Memberships.Remove(membership);
            user = membership.UserId;
        }, cancellationToken);
        if (result is MembersResult.Done)
            await sessions.EndInOfficeAsync(user, cancellationToken);
        return result;
    }

    private async Task<MembersResult> ChangeAsync(
        Guid id, OfficeRole? role, Action<Membership, string> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The version is read before the Admins are counted and compared when it is saved: whatever changed between, it is
            // looked at again.
            db.ChangeTracker.Clear();
            var office = await db.Offices.SingleAsync(o => o.Id == db.OfficeId, cancellationToken);
            if (await db.Memberships.SingleOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } membership)
                return MembersResult.NotFound;
            if (membership.Role == role)
                return MembersResult.Done;
            if (membership.Role == OfficeRole.Admin
                && !await db.Memberships.AnyAsync(m => m.Role == OfficeRole.Admin && m.Id != id, cancellationToken))
                return MembersResult.LastAdmin;

            office.MembersVersion++;
            change(membership, await db.Users.Where(u => u.Id == membership.UserId).Select(u => u.Name).SingleAsync(cancellationToken));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return MembersResult.Done;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody else changed the members in between.
            }
        }
    }
}
