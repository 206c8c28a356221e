using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.Members;

/// <summary>Makes somebody a member by their invitation, in a scope of the office that invited them.</summary>
public sealed class InvitationAcceptance(
    AccountonContext db, UserManager<User> users, CurrentMember member, AuditLog audit, TimeProvider clock)
{
    public Task<Invitation?> FindAsync(Guid invitationId, CancellationToken cancellationToken) =>
        db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == invitationId, cancellationToken);

    /// <summary>A new user with this invitation; what Identity has against it when it is not possible.</summary>
    /// <param name="invitationId">The invitation.</param>
    /// <param name="name">What they are called.</param>
    /// <param name="password">Null for who comes by single sign-on.</param>
    /// <param name="language">In which they read.</param>
    /// <param name="login">How single sign-on knows them.</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <exception cref="DbUpdateException">The invitation was used or withdrawn a moment ago.</exception>
    /// <exception cref="Jobs.OfficeSuspendedException">The office is suspended; the invitation stays.</exception>
    public async Task<(IdentityResult Result, User User)> NewAsync(
        Guid invitationId, string name, string? password, string? language, UserLoginInfo? login, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var invitation = await OpenAsync(invitationId, cancellationToken);
        // The link came by mail: the address is theirs.
        var user = new User
        {
            Name = name, UserName = invitation.Email, Email = invitation.Email, EmailConfirmed = true, Language = language,
        };
        var result = password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, password);
        if (result.Succeeded && login is not null)
            result = await users.AddLoginAsync(user, login);
        if (!result.Succeeded)
            return (result, user);

        await AddAsync(invitation, user, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (result, user);
    }

    /// <summary>A user there is already.</summary>
    /// <exception cref="DbUpdateException">The invitation was used or withdrawn a moment ago.</exception>
    /// <exception cref="Jobs.OfficeSuspendedException">The office is suspended; the invitation stays.</exception>
    public async Task ExistingAsync(Guid invitationId, User user, CancellationToken cancellationToken) =>
        await AddAsync(await OpenAsync(invitationId, cancellationToken), user, cancellationToken);

    private async Task<Invitation> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        await db.EnsureOpenAsync(cancellationToken);
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.Id == id && !i.AwaitsApproval, cancellationToken);
        return invitation is null
            || (invitation.ByOperator && await db.Memberships.AnyAsync(m => m.Role == OfficeRole.Admin, cancellationToken))
            ? throw new DbUpdateConcurrencyException("The invitation is gone.")
            : invitation;
    }

    private async Task AddAsync(Invitation invitation, User user, CancellationToken cancellationToken)
    {
        member.Set(
            new SignedInUser(user.Id, user.Name, user.Email!, user.Language, user.IsOperator, user.SecurityStamp!, []), office: null);
        db.Invitations.Remove(invitation);
        if (!await db.Memberships.AnyAsync(m => m.UserId == user.Id, cancellationToken))
        {
            db.Memberships.Add(
                new Membership { OfficeId = db.OfficeId, UserId = user.Id, Role = invitation.Role, CreatedAt = clock.GetUtcNow() });
            audit.Add(new MemberJoined(invitation.Email, invitation.Role));
            if (invitation.Role == OfficeRole.Admin)
                await CloseToOperatorsAsync(invitation, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>An office that has an Admin lets in nobody by an operator's word: what an operator sent besides works no more.</summary>
    private async Task CloseToOperatorsAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        // Of two first Admins at once the database takes one.
        (await db.Offices.SingleAsync(o => o.Id == db.OfficeId, cancellationToken)).MembersVersion++;
        foreach (var other in await db.Invitations.Where(i => i.ByOperator && !i.AwaitsApproval && i.Id != invitation.Id)
            .ToListAsync(cancellationToken))
        {
            db.Invitations.Remove(other);
            audit.Add(new InvitationWithdrawn(other.Email), userId: null, userName: null);
        }
    }
}
