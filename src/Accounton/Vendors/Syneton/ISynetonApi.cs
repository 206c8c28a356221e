using Refit;

namespace Accounton.Vendors.Syneton;

/// <summary>Trades the key for a token. The key is part of the path.</summary>
public interface ISynetonSignInApi
{
    [Get("/token/{key}")]
    Task<SynetonToken?> GetTokenAsync(string key, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);
}

/// <summary>The calls of Syneton's API that are used. Lists are given by their query, since the next page is a query that the server makes up.</summary>
public interface ISynetonApi
{
    [Get("/apisettings")]
    Task<SynetonSettings?> GetSettingsAsync([Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/customers")]
    Task<ApiResponse<SynetonList<SynetonCustomer>>> GetCustomersAsync([Query] IDictionary<string, string> query, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/customers/{id}/private")]
    Task<SynetonPrivate?> GetPrivateAsync(long id, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/customeraddresses")]
    Task<ApiResponse<SynetonList<SynetonAddress>>> GetAddressesAsync([Query] IDictionary<string, string> query, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/projects")]
    Task<ApiResponse<SynetonList<SynetonProject>>> GetProjectsAsync([Query] IDictionary<string, string> query, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/employees")]
    Task<ApiResponse<SynetonList<SynetonEmployee>>> GetEmployeesAsync([Query] IDictionary<string, string> query, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/customer/changes")]
    Task<ApiResponse<SynetonList<SynetonChange>>> GetChangesAsync([Query] IDictionary<string, string> query, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/taskflow/tasks")]
    Task<ApiResponse<SynetonList<SynetonTask>>> GetTasksAsync([Query] IDictionary<string, string> query, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);
}
