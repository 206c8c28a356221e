using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using Microsoft.Extensions.Options;

namespace Accounton.Tests.Vendors.AdminPulse;

public sealed class AdminPulseOptionsTests
{
    [Fact]
    public void AdminPulse_withoutASection_isOff()
    {
        using var host = new VendorHost([]);

        Assert.False(host.Source(Vendor.AdminPulse).IsConfigured);
        Assert.Equal((new Uri("https://api.adminpulse.be"), 480, null, true), Shape(host.Get<IOptions<AdminPulseOptions>>().Value));
        Assert.Equal(new LinkMethod.OAuth("AdminPulse"), host.Source(Vendor.AdminPulse).LinkMethod);
    }

    [Theory]
    [InlineData("AdminPulse:Authority", "https://login.test")]
    [InlineData("AdminPulse:AuthorizationEndpoint", "https://login.test/a", "AdminPulse:TokenEndpoint", "https://login.test/t")]
    public void AdminPulse_withAClientAndEndpoints_isOn(params string[] endpoints)
    {
        using var host = new VendorHost(Settings([.. endpoints, "AdminPulse:ClientId", "id", "AdminPulse:ClientSecret", "secret"]));

        Assert.True(host.Source(Vendor.AdminPulse).IsConfigured);
    }

    [Theory]
    [InlineData("AdminPulse:ClientId", "id", "AdminPulse:Authority", "https://login.test")]
    [InlineData("AdminPulse:ClientId", "id", "AdminPulse:ClientSecret", "s")]
    [InlineData("AdminPulse:ClientId", "id", "AdminPulse:ClientSecret", "s", "AdminPulse:TokenEndpoint", "https://login.test/t")]
    [InlineData("AdminPulse:ApiBaseUrl", "api.adminpulse.be")]
    [InlineData("AdminPulse:Authority", "ftp://login.test")]
    [InlineData("AdminPulse:CallsPerMinute", "0")]
    public void HalfAConfiguration_isRefused(params string[] settings)
    {
        using var host = new VendorHost(Settings(settings));

        Assert.Throws<OptionsValidationException>(() => host.Get<IOptions<AdminPulseOptions>>().Value);
    }

    private static Dictionary<string, string?> Settings(string[] settings) =>
        settings.Chunk(2).ToDictionary(pair => pair[0], string? (pair) => pair[1]);

    private static (Uri, int, int?, bool) Shape(AdminPulseOptions options) =>
        (options.ApiBaseUrl, options.CallsPerMinute, options.PlatformCallsPerMinute, options.UsePkce);
}
