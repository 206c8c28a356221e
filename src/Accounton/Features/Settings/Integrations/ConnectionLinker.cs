using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.Integrations;

/// <summary>How a link came out.</summary>
public enum LinkResult
{
    Linked = 1,

    /// <summary>Another account than the one that was linked came back: a person is asked which.</summary>
    OtherAccount = 2,
}

/// <summary>What a link is made with: tokens, or a key and an address.</summary>
public sealed record LinkSecrets(TokenSet Tokens, Uri? BaseUrl);

/// <summary>Makes, changes and ends an office's links. One connection per vendor, kept and reused with its data.</summary>
public sealed class ConnectionLinker(
    AccountonContext db, OfficeCiphers ciphers, IEnumerable<IClientSource> sources, IEnumerable<IVendorTokens> tokens, SyncRequests sync,
    AuditLog audit, CurrentMember member, VendorBudgets budgets, TimeProvider clock, ILogger<ConnectionLinker> log)
{
    /// <summary>Links, or links again, and asks for a first run. Tries the secrets at the vendor before anything is stored.</summary>
    /// <exception cref="VendorException">The vendor does not accept them, or cannot be reached; nothing was changed.</exception>
    /// <exception cref="OfficeSuspendedException">The office was suspended meanwhile; nothing was changed.</exception>
    public async Task<LinkResult> LinkAsync(
        Vendor vendor, LinkSecrets secrets, CancellationToken cancellationToken, VendorBudget? budget = null)
    {
        var source = sources.Single(s => s.Vendor == vendor);
        var connection = await db.Connections.SingleOrDefaultAsync(c => c.Vendor == vendor, cancellationToken);
        var trial = new VendorAccess(
            connection?.Id ?? Guid.NewGuid(), secrets.BaseUrl, new TrialCredentials(vendor, secrets.Tokens.AccessToken));
        var account = await (budget ?? budgets.Start()).HoldAsync(vendor, token => source.WhoAmIAsync(trial, token), cancellationToken);
        account = new VendorAccount(
            account.Id.Length == 0 ? secrets.Tokens.Subject ?? "" : account.Id, NormalText.From(account.Name, Connection.AccountLength));

        var cipher = await ciphers.CurrentAsync(cancellationToken);
        connection ??= await AddAsync(vendor, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.EnsureOpenAsync(cancellationToken);
        await HoldAsync(connection, cancellationToken);
        if (IsOther(connection, account))
        {
            KeepAside(connection, account, secrets, cipher);
            audit.Add(new OtherAccountReturned(vendor, connection.AccountName, account.Name));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return LinkResult.OtherAccount;
        }

        await EndRunsAsync(connection, cancellationToken);
        var again = connection.LinkedAt is not null;
        connection.ForgetOtherAccount();
        Store(connection, secrets.Tokens, cipher);
        connection.BaseUrl = secrets.BaseUrl?.ToString();
        MarkLinked(connection, account.Id, account.Name);
        audit.Add(new ConnectionLinked(vendor, account.Name ?? connection.BaseUrl, again));
        await sync.AskAsync(connection, SyncReason.Linked, transaction, cancellationToken);
        return LinkResult.Linked;
    }

    /// <summary>
    /// Goes on with the other account. Its clients come beside those of the first, of which nothing is marked gone until a
    /// person says so. Its ids are not those of the first, so no client here is known by them any more: the next import
    /// recognises them anew. All of that or nothing; the first account's tokens are given back when it is done.
    /// </summary>
    /// <exception cref="OfficeSuspendedException">The office was suspended meanwhile; nothing was changed.</exception>
    public async Task AcceptOtherAccountAsync(Connection connection, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.EnsureOpenAsync(cancellationToken);
        await HoldAsync(connection, cancellationToken);
        if (connection.OtherAccessToken is null)
            return;

        var before = ToRevoke(connection, cipher);
        await EndRunsAsync(connection, cancellationToken);
        await db.DeleteOwnAsync<ClientLink>(l => l.ConnectionId == connection.Id, cancellationToken);
        audit.Add(new OtherAccountAccepted(connection.Vendor, connection.AccountName, connection.OtherAccountName));
        connection.AccessToken = connection.OtherAccessToken;
        connection.RefreshToken = connection.OtherRefreshToken;
        connection.AccessTokenExpiresAt = connection.OtherExpiresAt;
        connection.BaseUrl = connection.OtherBaseUrl;
        connection.HeldMissing ??= 0;
        connection.HeldForOtherAccount = true;
        connection.MissingConfirmed = false;
        MarkLinked(connection, connection.OtherAccountId!, connection.OtherAccountName);
        connection.ForgetOtherAccount();
        await sync.AskAsync(connection, SyncReason.Linked, transaction, cancellationToken);
        await RevokeAsync(connection.Vendor, before);
    }

    /// <summary>Stays with the account that was linked, and gives the other one's tokens back.</summary>
    public async Task DeclineOtherAccountAsync(Connection connection, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await HoldAsync(connection, cancellationToken);
        if (connection.OtherAccessToken is null)
            return;

        var other = cipher.DecryptOptional(connection.OtherRefreshToken, ConnectionSecrets.Refresh)
            ?? cipher.DecryptOptional(connection.OtherAccessToken, ConnectionSecrets.Access);
        audit.Add(new OtherAccountDeclined(connection.Vendor, connection.OtherAccountName));
        connection.ForgetOtherAccount();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await RevokeAsync(connection.Vendor, other);
    }

    /// <summary>
    /// Ends the link: stops its runs, deletes the secrets, and the fetched clients too if asked; then gives
    /// the tokens back where that can be.
    /// </summary>
    public async Task UnlinkAsync(Connection connection, bool removeClients, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await HoldAsync(connection, cancellationToken);
        if (!connection.IsLinked)
            return;

        var before = ToRevoke(connection, cipher);
        await EndRunsAsync(connection, cancellationToken);
        ForgetRefresh(connection);
        connection.State = ConnectionState.Unlinked;
        connection.AccessToken = connection.RefreshToken = null;
        connection.AccessTokenExpiresAt = connection.NextSyncAt = connection.LastFaultAt = null;
        connection.LastFault = null;
        connection.FailuresInARow = 0;
        connection.HeldMissing = null;
        connection.HeldForOtherAccount = false;
        connection.MissingConfirmed = false;
        connection.ForgetOtherAccount();
        if (removeClients)
        {
            await db.DeleteOwnAsync<SourceClient>(c => c.ConnectionId == connection.Id, cancellationToken);
            connection.Count([]);
            connection.WasActive = false;
            connection.AccountId = connection.AccountName = null;
        }

        audit.Add(new ConnectionUnlinked(connection.Vendor, removeClients));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await RevokeAsync(connection.Vendor, before);
    }

    /// <summary>Saved by itself, since somebody else may be linking the same vendor at the same moment: then theirs is used.</summary>
    private async Task<Connection> AddAsync(Vendor vendor, CancellationToken cancellationToken)
    {
        var added = db.Connections.Add(new Connection { OfficeId = db.OfficeId, Vendor = vendor, State = ConnectionState.Unlinked });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return added.Entity;
        }
        catch (DbUpdateException)
        {
            added.State = EntityState.Detached;
            return await db.Connections.SingleAsync(c => c.Vendor == vendor, cancellationToken);
        }
    }

    private static bool IsOther(Connection connection, VendorAccount account) =>
        connection.AccountId is { Length: > 0 } linked && account.Id.Length > 0 && linked != account.Id;

    private static void KeepAside(Connection connection, VendorAccount account, LinkSecrets given, OfficeCipher cipher)
    {
        connection.OtherAccountId = account.Id;
        connection.OtherAccountName = account.Name;
        connection.OtherBaseUrl = given.BaseUrl?.ToString();
        connection.OtherAccessToken = cipher.EncryptOptional(given.Tokens.AccessToken, ConnectionSecrets.Access);
        connection.OtherRefreshToken = cipher.EncryptOptional(given.Tokens.RefreshToken, ConnectionSecrets.Refresh);
        connection.OtherExpiresAt = given.Tokens.ExpiresAt;
    }

    private static void Store(Connection connection, TokenSet given, OfficeCipher cipher)
    {
        connection.AccessToken = cipher.EncryptOptional(given.AccessToken, ConnectionSecrets.Access);
        connection.RefreshToken = cipher.EncryptOptional(given.RefreshToken, ConnectionSecrets.Refresh);
        connection.AccessTokenExpiresAt = given.ExpiresAt;
    }

    private void MarkLinked(Connection connection, string accountId, string? accountName)
    {
        connection.State = connection.WasActive ? ConnectionState.Active : ConnectionState.Preparing;
        connection.AccountId = accountId;
        connection.AccountName = accountName;
        connection.LinkedAt = clock.GetUtcNow();
        connection.LinkedById = member.SignedIn.Id;
        connection.LinkedByName = member.SignedIn.Name;
        connection.LastFault = null;
        connection.LastFaultAt = null;
        connection.FailuresInARow = 0;
        ForgetRefresh(connection);
    }

    /// <summary>Whoever is renewing the old tokens now must not store them over what is stored here.</summary>
    private static void ForgetRefresh(Connection connection)
    {
        connection.RefreshClaim = null;
        connection.RefreshClaimUntil = null;
    }

    /// <summary>
    /// Takes the row until the transaction ends, and reads it as it is then: two who change the link come one after the other.
    /// </summary>
    private async Task HoldAsync(Connection connection, CancellationToken cancellationToken)
    {
        await db.UpdateOwnAsync<Connection>(
            c => c.Id == connection.Id, set => set.SetProperty(c => c.LinkedAt, c => c.LinkedAt), cancellationToken);
        await db.Entry(connection).ReloadAsync(cancellationToken);
    }

    /// <summary>A run with the old secrets must neither go on nor end the new link's state.</summary>
    private Task<int> EndRunsAsync(Connection connection, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.UpdateOwnAsync<SyncRun>(
            r => r.ConnectionId == connection.Id && r.EndedAt == null,
            set => set
                .SetProperty(r => r.EndedAt, now)
                .SetProperty(r => r.Outcome, SyncOutcome.Cancelled)
                .SetProperty(r => r.Phase, SyncPhase.Ended)
                .SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
    }

    /// <summary>What the vendor is to forget; null when it has already.</summary>
    private static Secret? ToRevoke(Connection connection, OfficeCipher cipher) => connection.Refusal is not null ? null
        : cipher.DecryptOptional(connection.RefreshToken, ConnectionSecrets.Refresh)
            ?? cipher.DecryptOptional(connection.AccessToken, ConnectionSecrets.Access);

    /// <summary>Outside any transaction, and whether or not the browser waits for it.</summary>
    private async Task RevokeAsync(Vendor vendor, Secret? token)
    {
        if (token is null || tokens.FirstOrDefault(t => t.Vendor == vendor) is not { } vendorTokens)
            return;

        try
        {
            await budgets.Start().HoldAsync(vendor, held => vendorTokens.RevokeAsync(token, held), CancellationToken.None);
        }
        catch (VendorException e)
        {
            // Unlinking must not depend on a vendor that is down; the secrets are deleted here in any case.
            log.LogWarning("A token could not be revoked: {Fault}", e.Message);
        }
    }
}

/// <summary>
/// Secrets that are tried before they are stored: there are no others behind them, so that a refusal is of these themselves.
/// </summary>
public sealed class TrialCredentials(Vendor vendor, Secret secret) : IVendorCredentials
{
    public ValueTask<Secret> GetAsync(Secret? refused, CancellationToken cancellationToken) =>
        refused is null || vendor == Vendor.Syneton ? new(secret) : throw new VendorException(vendor, VendorFault.ReconnectNeeded);
}
