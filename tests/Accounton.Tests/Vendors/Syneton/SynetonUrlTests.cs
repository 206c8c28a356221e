using Accounton.Vendors;
using Accounton.Vendors.Syneton;

namespace Accounton.Tests.Vendors.Syneton;

public sealed class SynetonUrlTests
{
    [Theory]
    [InlineData("http://server.kantoor.be:2100", "http://server.kantoor.be:2100")]
    [InlineData("http://server.kantoor.be:2100/", "http://server.kantoor.be:2100")]
    [InlineData("  http://server.kantoor.be:2100/api/v1  ", "http://server.kantoor.be:2100")]
    [InlineData("http://server.kantoor.be:2100/api/v1/", "http://server.kantoor.be:2100")]
    [InlineData("http://server.kantoor.be:2100/API/V1/customers?per_page=5", "http://server.kantoor.be:2100")]
    [InlineData("http://server.kantoor.be:2100/api", "http://server.kantoor.be:2100")]
    [InlineData("http://server.kantoor.be:2100/doc#/", "http://server.kantoor.be:2100")]
    [InlineData("http://server.kantoor.be:2100/doc/#/customers/get", "http://server.kantoor.be:2100")]
    [InlineData("http://server.kantoor.be:2100/#/", "http://server.kantoor.be:2100")]
    [InlineData("http://server.kantoor.be:2100/?x=1", "http://server.kantoor.be:2100")]
    [InlineData("https://kantoor.be/syneton", "https://kantoor.be/syneton")]
    [InlineData("https://kantoor.be/syneton/", "https://kantoor.be/syneton")]
    [InlineData("https://kantoor.be/syneton/api/v1/token/abc", "https://kantoor.be/syneton")]
    [InlineData("https://kantoor.be/a/b/doc#/", "https://kantoor.be/a/b")]
    [InlineData("https://kantoor.be//syneton//api/v1", "https://kantoor.be/syneton")]
    [InlineData("https://kantoor.be/apiserver", "https://kantoor.be/apiserver")]
    [InlineData("https://kantoor.be/api/v2", "https://kantoor.be/api/v2")]
    [InlineData("https://kantoor.be/a/../b", "https://kantoor.be/b")]
    [InlineData("https://kantoor.be/een%20pad", "https://kantoor.be/een%20pad")]
    [InlineData("HTTPS://Kantoor.BE:443/", "https://kantoor.be")]
    [InlineData("http://kantoor.be:80", "http://kantoor.be")]
    [InlineData("http://10.0.0.5:2100", "http://10.0.0.5:2100")]
    [InlineData("http://[2a02:2788::1]:2100/api/v1", "http://[2a02:2788::1]:2100")]
    [InlineData("https://kéntoor.be", "https://xn--kntoor-bva.be")]
    [InlineData("http://localhost:5090/syneton", "http://localhost:5090/syneton")]
    public void An_address_is_kept_without_what_comes_after_it(string typed, string kept)
    {
        Assert.True(SynetonUrl.TryNormalise(typed, out var url));
        Assert.Equal(kept, SynetonUrl.Text(url));
        Assert.Single(SynetonUrl.Candidates(typed));
    }

    [Theory]
    [InlineData("server.kantoor.be", "https://server.kantoor.be", "http://server.kantoor.be")]
    [InlineData("server.kantoor.be:2100", "https://server.kantoor.be:2100", "http://server.kantoor.be:2100")]
    [InlineData("server:2100/api/v1/", "https://server:2100", "http://server:2100")]
    [InlineData("localhost:5090/syneton", "https://localhost:5090/syneton", "http://localhost:5090/syneton")]
    [InlineData("10.0.0.5", "https://10.0.0.5", "http://10.0.0.5")]
    public void Without_a_scheme_https_is_tried_before_http(string typed, string first, string second) =>
        Assert.Equal([first, second], SynetonUrl.Candidates(typed).Select(SynetonUrl.Text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("http://")]
    [InlineData("https:///api/v1")]
    [InlineData("//server")]
    [InlineData("/api/v1")]
    [InlineData("#/")]
    [InlineData("?x")]
    [InlineData("ftp://server")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("javascript://server/%0aalert(1)")]
    [InlineData("mailto:an@kantoor.be")]
    [InlineData("gopher://server")]
    [InlineData("http://user@server")]
    [InlineData("http://user:password@server")]
    [InlineData("http://@server")]
    [InlineData("user@server")]
    [InlineData("http://server:99999")]
    [InlineData("http://server:0")]
    [InlineData("http://server:abc")]
    [InlineData("http://ser ver")]
    [InlineData("http://server/a b")]
    [InlineData("http://server\\@evil.test")]
    [InlineData("http:\\\\server")]
    [InlineData("http://server\r\nHost: evil")]
    [InlineData("http://ser\tver")]
    [InlineData("http://[::1")]
    public void What_is_no_usable_address_is_refused(string? typed)
    {
        Assert.False(SynetonUrl.TryNormalise(typed, out _));
        Assert.Empty(SynetonUrl.Candidates(typed));
    }

    [Fact]
    public void An_address_without_end_is_refused() => Assert.Empty(SynetonUrl.Candidates($"http://server/{new string('a', 2_000)}"));

    [Theory]
    [InlineData(VendorFault.ConnectionRefused, true)]
    [InlineData(VendorFault.TimedOut, true)]
    [InlineData(VendorFault.NotThisVendor, true)]
    [InlineData(VendorFault.BadCertificate, false)]
    [InlineData(VendorFault.KeyRefused, false)]
    [InlineData(VendorFault.AddressNotPublic, false)]
    [InlineData(VendorFault.HostUnknown, false)]
    public void The_next_candidate_is_tried_only_when_something_else_or_nothing_answers(VendorFault fault, bool mayTry) =>
        Assert.Equal(mayTry, SynetonUrl.MayTryNext(fault));
}
