using Refit;

namespace Accounton.Vendors.AdminPulse;

/// <summary>The calls of AdminPulse's API that are used. Pages count from zero.</summary>
public interface IAdminPulseApi
{
    [Get("/relations")]
    Task<AdminPulsePage<AdminPulseRelation>> GetRelationsAsync(
        int page, int pageSize, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/relations/{id}")]
    Task<AdminPulseRelation?> GetRelationAsync(
        string id, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/tasks")]
    Task<AdminPulsePage<AdminPulseTask>> GetTasksAsync(
        int page, int pageSize, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);

    [Get("/companies")]
    Task<AdminPulsePage<AdminPulseCompany>> GetCompaniesAsync(
        int page, int pageSize, [Property(VendorCall.Key)] VendorCall vendorCall, CancellationToken cancellationToken);
}
