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
    public void Address_isKeptWithoutWhatComesAfterIt(string typed, string kept)
    {
        Assert.True(SynetonUrl.TryNormalise(typed, out var url));
        Assert.Equal(kept, SynetonUrl.Text(url));
    }

    [Theory]
    [InlineData("server.kantoor.be", "https://server.kantoor.be")]
    [InlineData("server.kantoor.be:2100", "https://server.kantoor.be:2100")]
    [InlineData("server:2100/api/v1/", "https://server:2100")]
    [InlineData("localhost:5090/syneton", "https://localhost:5090/syneton")]
    [InlineData("10.0.0.5", "https://10.0.0.5")]
    public void Address_withoutAScheme_isHttps(string typed, string meant)
    {
        Assert.True(SynetonUrl.TryNormalise(typed, out var url));
        Assert.Equal(meant, SynetonUrl.Text(url));
        Assert.False(SynetonUrl.HasScheme(typed));
    }

    [Theory]
    [InlineData("http://server.kantoor.be", true)]
    [InlineData("HTTP://10.0.0.5:2100", true)]
    [InlineData("http://localhost.kantoor.be", true)]
    [InlineData("https://server.kantoor.be", false)]
    [InlineData("server.kantoor.be", false)]
    [InlineData("http://localhost:5090/syneton", false)]
    [InlineData("http://127.0.0.1:5090", false)]
    [InlineData("http://[::1]:5090", false)]
    public void Key_overHttpToAnotherMachine_isInTheClear(string typed, bool isInClear)
    {
        Assert.True(SynetonUrl.TryNormalise(typed, out var url));
        Assert.Equal(isInClear, SynetonUrl.IsInClear(url));
    }

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
    public void WhatIsNoUsableAddress_isRefused(string? typed) => Assert.False(SynetonUrl.TryNormalise(typed, out _));

    [Fact]
    public void Address_withoutEnd_isRefused() => Assert.False(SynetonUrl.TryNormalise($"http://server/{new string('a', 2_000)}", out _));

    [Theory]
    [InlineData(VendorFault.ConnectionRefused, true)]
    [InlineData(VendorFault.TimedOut, true)]
    [InlineData(VendorFault.NotThisVendor, true)]
    [InlineData(VendorFault.Unavailable, true)]
    [InlineData(VendorFault.BadCertificate, false)]
    [InlineData(VendorFault.KeyRefused, false)]
    [InlineData(VendorFault.AddressNotPublic, false)]
    [InlineData(VendorFault.HostUnknown, false)]
    public void Server_maySpeakHttpOnlyWhenSomethingElseOrNothingAnswersToHttps(VendorFault fault, bool mayBe) =>
        Assert.Equal(mayBe, SynetonUrl.MayBeHttpOnly(fault));

    /// <summary>Names that no server can have are told as such, not as a server that is silent.</summary>
    [Theory]
    [InlineData(63, 1, true)]
    [InlineData(64, 1, false)]
    [InlineData(256, 1, false)]
    [InlineData(49, 5, true)]
    [InlineData(50, 5, false)]
    public void Name_isAsLongAsNamesCanBe(int label, int labels, bool taken)
    {
        var host = string.Join('.', Enumerable.Repeat(new string('a', label), labels)) + ".be";

        Assert.Equal(taken, SynetonUrl.TryNormalise(host, out _));
        Assert.Equal(taken, SynetonUrl.TryNormalise($"http://{host}:2100/api/v1", out _));
    }
}
