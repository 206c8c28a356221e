using Accounton.Data.Sensitive;

namespace Accounton.Vendors;

/// <summary>A vendor that gives tokens which run out: how they are renewed and given back.</summary>
public interface IVendorTokens
{
    Vendor Vendor { get; }

    /// <summary>
    /// Trades a refresh token for new tokens; never repeated by itself, since the old one may be spent. Throws
    /// <see cref="VendorException"/>, with <see cref="VendorFault.ReconnectNeeded"/> when the vendor no longer knows the token.
    /// </summary>
    Task<TokenSet> RefreshAsync(Secret refreshToken, CancellationToken cancellationToken);

    /// <summary>Makes the vendor forget a token, where it can; false when it cannot.</summary>
    Task<bool> RevokeAsync(Secret token, CancellationToken cancellationToken);
}

/// <summary>What a vendor's token endpoint gave. <paramref name="Subject"/> is the id token's <c>sub</c>, when there was one.</summary>
public sealed record TokenSet(Secret AccessToken, Secret? RefreshToken, DateTimeOffset? ExpiresAt, string? Subject);
