using Accounton.Tests.Vendors.Syneton;
using Accounton.Vendors;

namespace Accounton.Tests.Vendors;

public sealed class LinkTrialTests : IDisposable
{
    private readonly SynetonSite _site = new(options => options.Retries = 1);

    private string Typed => _site.Server.Url.Authority;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_without_tls_is_found_when_no_scheme_is_typed()
    {
        _site.Usual();
        _site.Server.Answers("/api/v1/customers", "[]");

        var (url, account) = await FindAsync(Typed);

        Assert.Equal(_site.Server.Url, url);
        Assert.Equal($"http://{Typed}", account.Id);
    }

    [Fact]
    public async Task The_refusal_of_the_server_that_answers_is_told()
    {
        _site.Server.Answers($"/api/v1/token/{SynetonSite.Key}", """{"ErrorMessage":"no such key"}""", 404);

        Assert.Equal(VendorFault.KeyRefused, (await Pages.FaultOfAsync(() => FindAsync(Typed), SynetonSite.Key)).Fault);
    }

    [Fact]
    public async Task A_bad_certificate_ends_the_trial()
    {
        using var server = new RawServer(_ => RawServer.Ok("{}"), tls: true);

        Assert.Equal(VendorFault.BadCertificate, (await Pages.FaultOfAsync(() => FindAsync(server.Url.Authority), SynetonSite.Key)).Fault);
        Assert.Equal(0, server.Calls);
    }

    public void Dispose() => _site.Dispose();

    private Task<(Uri Url, VendorAccount Account)> FindAsync(string typed)
    {
        var method = (LinkMethod.ApiKeyAndUrl)_site.Source.LinkMethod;
        return _site.Source.FindAsync(method, method.Candidates(typed), url => _site.Access with { BaseUrl = url }, Token);
    }
}
