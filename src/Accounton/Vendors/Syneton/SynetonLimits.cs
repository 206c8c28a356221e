namespace Accounton.Vendors.Syneton;

/// <summary>What each office's server allows: how much a page may hold, and how many calls a minute.</summary>
public sealed class SynetonLimits(ISynetonApi api, VendorRateLimit rateLimit, TimeProvider time)
{
    /// <summary>Until the server has told its own.</summary>
    public const int CallsPerMinute = 120;

    /// <summary>The ids of a page go into a query, and servers bound an address to about 8 KB.</summary>
    private const int LargestPage = 400;

    private const int UsualPage = 100;
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);
    private readonly SingleFlightCache<(Guid Connection, Uri? Server), SynetonSettings> _settings = new(Keep, time);

    /// <summary>Holds the connection to its server's pace from here on, and gives the size of a page.</summary>
    public async Task<int> PageSizeAsync(VendorCall vendorCall, CancellationToken cancellationToken)
    {
        var access = vendorCall.Access;
        var settings = await _settings.GetAsync(
            (access.ConnectionId, access.BaseUrl), _ => true, () => ReadAsync(vendorCall, cancellationToken), cancellationToken);
        return settings.MaxRecordsPerPage is > 0 and var size ? (int)Math.Min(size, LargestPage) : UsualPage;
    }

    private async Task<SynetonSettings> ReadAsync(VendorCall vendorCall, CancellationToken cancellationToken)
    {
        var settings = await api.GetSettingsAsync(vendorCall, cancellationToken)
            ?? throw new VendorException(Vendor.Syneton, VendorFault.BadAnswer, where: "/apisettings");
        rateLimit.Change(
            vendorCall.Access.ConnectionId, settings.RateLimit is > 0 and <= 100_000 and var limit ? (int)limit : CallsPerMinute);
        return settings;
    }
}
