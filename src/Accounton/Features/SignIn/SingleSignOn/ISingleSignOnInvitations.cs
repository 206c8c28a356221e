using Accounton.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Features.SignIn.SingleSignOn;

/// <summary>Invitations to an office, for somebody who comes by single sign-on. The feature that keeps them implements it.</summary>
public interface ISingleSignOnInvitations
{
    /// <summary>The first open invitation of an address that its owner has proved to have; null when there is none.</summary>
    Task<OfficeRow?> FindAsync(string email, CancellationToken cancellationToken);

    /// <summary>Makes the person a user and a member; the user's id, or null when Identity refuses it.</summary>
    /// <exception cref="Jobs.OfficeSuspendedException">The office is suspended; the invitation stays.</exception>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateException">The invitation was used or withdrawn a moment ago.</exception>
    Task<Guid?> AcceptAsync(OfficeRow invitation, string name, string language, UserLoginInfo login, CancellationToken cancellationToken);
}
