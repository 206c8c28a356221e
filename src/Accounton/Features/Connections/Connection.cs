using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Features.Connections;

/// <summary>An office's link to a vendor; one per office and vendor, kept and reused after unlinking. Secrets are ciphertexts.</summary>
public sealed class Connection : IOfficeOwned
{
    public const int AccountLength = 200;
    public const int UrlLength = 400;
    public const int CipherLength = 8000;
    public const int FaultLength = 40;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Vendor Vendor { get; init; }
    public ConnectionState State { get; set; }

    /// <summary>The import opens once a first sync has finished, and stays open.</summary>
    public bool WasActive { get; set; }

    /// <summary>Which account at the vendor; tells whether somebody links another one later.</summary>
    public string? AccountId { get; set; }
    public string? AccountName { get; set; }

    /// <summary>The office's own server, normalised; null where the vendor has one for all.</summary>
    public string? BaseUrl { get; set; }
    public Guid? LinkedById { get; set; }
    public string? LinkedByName { get; set; }
    public DateTimeOffset? LinkedAt { get; set; }

    /// <summary>AdminPulse's tokens or Syneton's key (as access token), encrypted with the office's key.</summary>
    public string? AccessToken { get; set; }
    public string? RefreshToken { get; set; }
    public DateTimeOffset? AccessTokenExpiresAt { get; set; }

    /// <summary>Who is refreshing the token now: claimed by a committed conditional update before the vendor is called.</summary>
    public Guid? RefreshClaim { get; set; }
    public DateTimeOffset? RefreshClaimUntil { get; set; }

    /// <summary>How many customers (not gone) the last complete run left.</summary>
    public int ClientCount { get; set; }

    /// <summary>Who else that run left: prospects, others who are no customers, and clients who are gone.</summary>
    public int ProspectCount { get; set; }
    public int OtherCount { get; set; }
    public int GoneCount { get; set; }
    public DateTimeOffset? LastSyncAt { get; set; }

    /// <summary>When somebody of the office first looked at the fetched clients.</summary>
    public DateTimeOffset? ClientsSeenAt { get; set; }
    public DateTimeOffset? NextSyncAt { get; set; }

    /// <summary>The last real error, until a real success: a code (<see cref="VendorFault"/> or a sync outcome).</summary>
    public string? LastFault { get; set; }
    public DateTimeOffset? LastFaultAt { get; set; }
    public int FailuresInARow { get; set; }

    /// <summary>
    /// So many clients were not found by the last run that nothing is marked gone until a person confirms;
    /// null when nothing is held.
    /// </summary>
    public int? HeldMissing { get; set; }

    /// <summary>They are held because another account was taken, rather than because they are many.</summary>
    public bool HeldForOtherAccount { get; set; }

    /// <summary>A person said that what is missing is really gone.</summary>
    public bool MissingConfirmed { get; set; }

    /// <summary>Another account came back from the vendor than the one that was linked: kept aside until a person says which.</summary>
    public string? OtherAccountId { get; set; }
    public string? OtherAccountName { get; set; }
    public string? OtherBaseUrl { get; set; }
    public string? OtherAccessToken { get; set; }
    public string? OtherRefreshToken { get; set; }
    public DateTimeOffset? OtherExpiresAt { get; set; }

    public bool IsLinked => State != ConnectionState.Unlinked;

    /// <summary>
    /// Why the vendor takes this link's token or key no more, and is not asked with it again; null while it may be asked.
    /// </summary>
    public VendorFault? Refusal => State != ConnectionState.ReconnectNeeded ? null : LastFault switch
    {
        nameof(VendorFault.ReconnectNeeded) => VendorFault.ReconnectNeeded,
        nameof(VendorFault.KeyRefused) => VendorFault.KeyRefused,
        _ => null,
    };

    /// <summary>So many clients there are, by status and whether they are gone: counted once per run, so that no page has to.</summary>
    public void Count(IReadOnlyCollection<(ClientStatus Status, bool IsGone, int Count)> clients)
    {
        ClientCount = clients.Where(c => c is { IsGone: false, Status: ClientStatus.Customer }).Sum(c => c.Count);
        ProspectCount = clients.Where(c => c is { IsGone: false, Status: ClientStatus.Prospect }).Sum(c => c.Count);
        GoneCount = clients.Where(c => c.IsGone).Sum(c => c.Count);
        OtherCount = clients.Sum(c => c.Count) - ClientCount - ProspectCount - GoneCount;
    }

    public void ForgetOtherAccount()
    {
        OtherAccountId = null;
        OtherAccountName = null;
        OtherBaseUrl = null;
        OtherAccessToken = null;
        OtherRefreshToken = null;
        OtherExpiresAt = null;
    }
}

/// <summary>
/// How a connection is. Preparing or Active ⇄ Failing (retried by itself); any → ReconnectNeeded → Active if it ever
/// was, else Preparing; any → Unlinked → Preparing. Stored by name.
/// </summary>
public enum ConnectionState
{
    Preparing = 1,
    Active = 2,
    Failing = 3,
    ReconnectNeeded = 4,
    Unlinked = 5,
}
