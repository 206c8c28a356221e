using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Connections;

/// <summary>Gives vendor clients a connection's token or key, and renews the token in one place at a time.</summary>
public sealed class VendorCredentialsFactory(IServiceScopeFactory scopes, IEnumerable<IVendorTokens> tokens, TimeProvider clock)
{
    public VendorAccess AccessTo(Connection connection) => new(
        connection.Id,
        connection.BaseUrl is null ? null : new Uri(connection.BaseUrl),
        new VendorCredentials(
            scopes,
            tokens.FirstOrDefault(t => t.Vendor == connection.Vendor),
            clock,
            connection.OfficeId,
            connection.Id,
            connection.Vendor));
}

/// <summary>
/// The token in the connection's row. A refresh is claimed there by a committed conditional update before the vendor is
/// called; whoever does not get the claim waits and reads. The rotated refresh token is committed before the new access
/// token is used. A claim left by a process that died runs out, and the old refresh token is then tried once.
/// </summary>
public sealed class VendorCredentials(
    IServiceScopeFactory scopes, IVendorTokens? tokens, TimeProvider clock, Guid officeId, Guid connectionId, Vendor vendor)
        : IVendorCredentials
{
    // Longer than the vendor's token endpoint may take, so that a claim never runs out under a living process.
    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BeforeExpiry = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    public async ValueTask<Secret> GetAsync(Secret? refused, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var scope = scopes.CreateOfficeScope(officeId);
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            var cipher = await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync(cancellationToken);
            var row = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == connectionId, cancellationToken);

            if (Usable(row, cipher, refused) is { } token)
                return token;

            if (tokens is null || row.RefreshToken is null)
            {
                await scope.ServiceProvider.GetRequiredService<LinkFaults>().RecordAsync(
                    row, VendorFault.ReconnectNeeded, cancellationToken);
                throw new VendorException(vendor, VendorFault.ReconnectNeeded);
            }

            if (await ClaimAsync(db, cancellationToken) is not { } claim)
            {
                await Task.Delay(LookAgain, clock, cancellationToken);
                continue;
            }

            // It goes on when its caller has no time left, in a scope of its own: the vendor may have spent the old token.
            return await RefreshAsync(claim, refused).WaitAsync(cancellationToken);
        }
    }

    private Secret? Usable(Connection row, OfficeCipher cipher, Secret? refused)
    {
        if (row.Refusal is { } refusal)
            throw new VendorException(vendor, refusal);

        if (cipher.DecryptOptional(row.AccessToken, ConnectionSecrets.Access) is not { } token || !row.IsLinked)
            throw new VendorException(vendor, VendorFault.ReconnectNeeded);

        // A key never runs out: refused or not, it is the only one there is.
        if (tokens is null)
            return token;

        return token.Equals(refused) || row.AccessTokenExpiresAt - BeforeExpiry < clock.GetUtcNow() && row.RefreshToken is not null
            ? null
            : token;
    }

    private async Task<Guid?> ClaimAsync(AccountonContext db, CancellationToken cancellationToken)
    {
        var claim = Guid.NewGuid();
        var now = clock.GetUtcNow();
        var claimed = await db.UpdateOwnAsync<Connection>(
            c => c.Id == connectionId && (c.RefreshClaim == null || c.RefreshClaimUntil < now),
            set => set.SetProperty(c => c.RefreshClaim, claim).SetProperty(c => c.RefreshClaimUntil, now + ClaimFor),
            cancellationToken);
        return claimed == 1 ? claim : null;
    }

    private async Task<Secret> RefreshAsync(Guid claim, Secret? refused)
    {
        await using var scope = scopes.CreateOfficeScope(officeId);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        try
        {
            // Read again under the claim: somebody may have renewed it between our look and our claim.
            var cipher = await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync(CancellationToken.None);
            var row = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == connectionId, CancellationToken.None);
            if (Usable(row, cipher, refused) is { } token)
            {
                await ReleaseAsync(db, claim);
                return token;
            }

            var refresh = cipher.DecryptOptional(row.RefreshToken, ConnectionSecrets.Refresh)
                ?? throw new VendorException(vendor, VendorFault.ReconnectNeeded);
            var fresh = await NewAsync(scope, row, refresh);
            var access = cipher.EncryptOptional(fresh.AccessToken, ConnectionSecrets.Access);
            var renewed = fresh.RefreshToken is null
                ? row.RefreshToken
                : cipher.EncryptOptional(fresh.RefreshToken, ConnectionSecrets.Refresh);
            var stored = await db.UpdateOwnAsync<Connection>(
                c => c.Id == connectionId && c.RefreshClaim == claim,
                set => set
                    .SetProperty(c => c.AccessToken, access)
                    .SetProperty(c => c.RefreshToken, renewed)
                    .SetProperty(c => c.AccessTokenExpiresAt, fresh.ExpiresAt)
                    .SetProperty(c => c.RefreshClaim, (Guid?)null)
                    .SetProperty(c => c.RefreshClaimUntil, (DateTimeOffset?)null),
                CancellationToken.None);

            // Linked again or unlinked meanwhile: the row has other tokens, or none.
            return stored == 1 ? fresh.AccessToken : throw new VendorException(vendor, VendorFault.ReconnectNeeded);
        }
        catch
        {
            await ReleaseAsync(db, claim);
            throw;
        }
    }

    /// <summary>
    /// Asks the vendor. That it no longer knows the token is recorded before the claim is given up, so that
    /// nobody asks with it again.
    /// </summary>
    private async Task<TokenSet> NewAsync(AsyncServiceScope scope, Connection row, Secret refresh)
    {
        try
        {
            return await tokens!.RefreshAsync(refresh, CancellationToken.None);
        }
        catch (VendorException e)
        {
            await scope.ServiceProvider.GetRequiredService<LinkFaults>().RecordAsync(row, e.Fault, CancellationToken.None);
            throw;
        }
    }

    private Task<int> ReleaseAsync(AccountonContext db, Guid claim) => db.UpdateOwnAsync<Connection>(
        c => c.Id == connectionId && c.RefreshClaim == claim,
        set => set.SetProperty(c => c.RefreshClaim, (Guid?)null).SetProperty(c => c.RefreshClaimUntil, (DateTimeOffset?)null));
}
