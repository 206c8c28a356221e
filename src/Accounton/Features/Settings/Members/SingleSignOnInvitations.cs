using Accounton.Data;
using Accounton.Features.SignIn.SingleSignOn;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Features.Settings.Members;

/// <inheritdoc />
public sealed class SingleSignOnInvitations(AccountonContext db, IServiceScopeFactory scopes, TimeProvider clock) : ISingleSignOnInvitations
{
    public async Task<OfficeRow?> FindAsync(string email, CancellationToken cancellationToken) =>
        await CrossOfficeQueries.InvitationsOfAsync(db, Invitations.Normal(email), clock.GetUtcNow(), cancellationToken) is [var first, ..]
            ? first
            : null;

    public async Task<Guid?> AcceptAsync(
        OfficeRow invitation, string name, string language, UserLoginInfo login, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateOfficeScope(invitation.OfficeId);
        var (result, created) = await scope.ServiceProvider.GetRequiredService<InvitationAcceptance>()
            .NewAsync(invitation.Id, name, password: null, language, login, cancellationToken);
        return result.Succeeded ? created.Id : null;
    }
}
