using Accounton.Vendors.AdminPulse;
using Accounton.Vendors.Syneton;

namespace Accounton.Vendors;

/// <summary>Registers every vendor there is, each as an <see cref="IClientSource"/>.</summary>
public static class VendorRegistration
{
    public static IServiceCollection AddVendors(this IServiceCollection services, IConfiguration configuration) => services
        .AddAdminPulse(configuration)
        .AddSyneton(configuration);
}
