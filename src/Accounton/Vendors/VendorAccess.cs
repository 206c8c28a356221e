using Accounton.Data.Sensitive;

namespace Accounton.Vendors;

/// <summary>What a call needs to know of the connection it is made for. It travels on the request.</summary>
/// <param name="ConnectionId">Calls are paced per connection.</param>
/// <param name="BaseUrl">The office's own server, normalised; null for a vendor that has one address for all.</param>
/// <param name="Credentials">Gives the token or key, and a fresh one when the vendor refused the last.</param>
public sealed record VendorAccess(Guid ConnectionId, Uri? BaseUrl, IVendorCredentials Credentials);

/// <summary>Where a vendor client gets its token or key from.</summary>
public interface IVendorCredentials
{
    /// <summary>
    /// The token (AdminPulse) or API key (Syneton). With <paramref name="refused"/>, the one the vendor has just
    /// answered 401 to: a different one comes back, or <see cref="VendorException"/> with
    /// <see cref="VendorFault.ReconnectNeeded"/> when there is none to be had. A key cannot be refreshed and is given again as it is.
    /// </summary>
    ValueTask<Secret> GetAsync(Secret? refused, CancellationToken cancellationToken);
}
