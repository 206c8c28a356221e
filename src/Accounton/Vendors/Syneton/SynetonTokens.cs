using Accounton.Data.Sensitive;

namespace Accounton.Vendors.Syneton;

/// <summary>The tokens that keys were traded for, kept for a while so that not every call needs two.</summary>
public sealed class SynetonTokens(ISynetonSignInApi api, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);

    private readonly SingleFlightCache<(Guid Connection, Uri? Server, Secret Key), Secret> _tokens = new(Keep, time);

    /// <summary>A token for the connection, another one than <paramref name="refused"/>.</summary>
    public async Task<Secret> GetAsync(VendorAccess access, Secret? refused, CancellationToken cancellationToken)
    {
        // The key is part of what it is remembered by: a token never outlives its key, nor serves another.
        var key = await access.Credentials.GetAsync(refused: null, cancellationToken);
        return await _tokens.GetAsync(
            (access.ConnectionId, access.BaseUrl, key),
            token => !token.Equals(refused),
            () => SignInAsync(access, key, cancellationToken),
            cancellationToken);
    }

    private async Task<Secret> SignInAsync(VendorAccess access, Secret key, CancellationToken cancellationToken)
    {
        try
        {
            var token = await api.GetTokenAsync(key.Reveal(), new(access), cancellationToken);
            return string.IsNullOrWhiteSpace(token?.TokenGuid)
                ? throw new VendorException(Vendor.Syneton, VendorFault.BadAnswer, where: "/token/{key}")
                : new Secret(token.TokenGuid);
        }
        catch (VendorException exception) when (exception.Fault == VendorFault.BadAnswer)
        {
            throw new VendorException(Vendor.Syneton, VendorFault.NotThisVendor, exception.HttpStatus, where: "/token/{key}");
        }
    }
}
