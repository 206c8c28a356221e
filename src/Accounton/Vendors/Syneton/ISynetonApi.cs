using Refit;

namespace Accounton.Vendors.Syneton;

/// <summary>Trades the key for a token. The key is part of the path.</summary>
public interface ISynetonSignInApi
{
    [Get("/token/{key}")]
    Task<SynetonToken?> GetTokenAsync(string key, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);
}

/// <summary>
/// The calls of Syneton's API that are used. Lists are given by their query, since the next page is a query
/// that the server makes up.
/// </summary>
public interface ISynetonApi
{
    [Get("/apisettings")]
    Task<SynetonSettings?> GetSettingsAsync([Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/customers")]
    Task<SynetonList<SynetonCustomer>> GetCustomersAsync(
        [Query] IDictionary<string, string> query,
        [Property(VendorCall.Key)] VendorCall vendorCall,
        [Property(SynetonNext.Key)] SynetonNext nextPage,
        CancellationToken cancellationToken);

    [Get("/customers/{id}/private")]
    Task<SynetonPrivate?> GetPrivateAsync(long id, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/customeraddresses")]
    Task<SynetonList<SynetonAddress>> GetAddressesAsync(
        [Query] IDictionary<string, string> query,
        [Property(VendorCall.Key)] VendorCall vendorCall,
        [Property(SynetonNext.Key)] SynetonNext nextPage,
        CancellationToken cancellationToken);

    [Get("/customerlinkcustomer")]
    Task<SynetonList<SynetonLink>> GetLinksAsync(
        [Query] IDictionary<string, string> query,
        [Property(VendorCall.Key)] VendorCall vendorCall,
        [Property(SynetonNext.Key)] SynetonNext nextPage,
        CancellationToken cancellationToken);

    [Get("/projects")]
    Task<SynetonList<SynetonProject>> GetProjectsAsync(
        [Query] IDictionary<string, string> query,
        [Property(VendorCall.Key)] VendorCall vendorCall,
        [Property(SynetonNext.Key)] SynetonNext nextPage,
        CancellationToken cancellationToken);

    [Get("/employees")]
    Task<SynetonList<SynetonEmployee>> GetEmployeesAsync(
        [Query] IDictionary<string, string> query,
        [Property(VendorCall.Key)] VendorCall vendorCall,
        [Property(SynetonNext.Key)] SynetonNext nextPage,
        CancellationToken cancellationToken);

    [Get("/customer/changes")]
    Task<SynetonList<SynetonChange>> GetChangesAsync(
        [Query] IDictionary<string, string> query,
        [Property(VendorCall.Key)] VendorCall vendorCall,
        [Property(SynetonNext.Key)] SynetonNext nextPage,
        CancellationToken cancellationToken);

    [Get("/taskflow/tasks")]
    Task<SynetonList<SynetonTask>> GetTasksAsync(
        [Query] IDictionary<string, string> query,
        [Property(VendorCall.Key)] VendorCall vendorCall,
        [Property(SynetonNext.Key)] SynetonNext nextPage,
        CancellationToken cancellationToken);

    [Get("/taskflow/tasks/plannedtasks")]
    Task<SynetonList<SynetonPlannedTask>> GetPlannedTasksAsync(
        [Query] IDictionary<string, string> query,
        [Property(VendorCall.Key)] VendorCall vendorCall,
        [Property(SynetonNext.Key)] SynetonNext nextPage,
        CancellationToken cancellationToken);
}
