using System.Net;
using System.Net.Sockets;
using Accounton.Vendors;
using Accounton.Vendors.Syneton;

namespace Accounton.Tests.Vendors.Syneton;

public sealed class PublicAddressGuardTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.254")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.0.9")]
    [InlineData("169.254.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.5")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:53aa:64c:0:fefe:f5ff:fffe")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:a00:1::")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("fd00:ec2::254")]
    public void Address_notPublic_isRefused(string address) => Assert.False(PublicAddressGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.1")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.1")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2a02:2788::1")]
    [InlineData("2606:4700:4700::1111")]
    public void These_are_public(string address) => Assert.True(PublicAddressGuard.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task OneAddress_thatIsNotPublic_refusesTheHost()
    {
        var guard = Guard([], "8.8.8.8", "10.0.0.1");

        var exception = await Assert.ThrowsAsync<VendorException>(() => guard.AddressesAsync("kantoor.test", Token));

        Assert.Equal(VendorFault.AddressNotPublic, exception.Fault);
    }

    [Theory]
    [InlineData("kantoor.test")]
    [InlineData("KANTOOR.TEST")]
    [InlineData("10.0.0.0/24")]
    [InlineData("10.0.0.7")]
    public async Task Address_thatTheOperatorAllows_mayBeCalled(string allowed) =>
        Assert.Equal([IPAddress.Parse("10.0.0.7")], await Guard([allowed], "10.0.0.7").AddressesAsync("kantoor.test", Token));

    [Theory]
    [InlineData("ander.test")]
    [InlineData("test")]
    [InlineData("10.0.1.0/24")]
    [InlineData("10.0.0.70")]
    public async Task Address_thatTheOperatorDoesNotAllow_mayNotBeCalled(string allowed) =>
        await Assert.ThrowsAsync<VendorException>(() => Guard([allowed], "10.0.0.7").AddressesAsync("kantoor.test", Token));

    [Fact]
    public async Task AllowedRange_holdsForAnAddressInIpv6Clothes() =>
        Assert.Single(await Guard(["10.0.0.0/24"], "::ffff:10.0.0.7").AddressesAsync("kantoor.test", Token));

    [Fact]
    public async Task Address_isNotLookedUp()
    {
        var guard = new PublicAddressGuard(new AllowedHosts([]), (_, _) => throw new InvalidOperationException());

        Assert.Equal([IPAddress.Parse("8.8.8.8")], await guard.AddressesAsync("8.8.8.8", Token));
        await Assert.ThrowsAsync<VendorException>(() => guard.AddressesAsync("127.0.0.1", Token));
    }

    [Fact]
    public async Task Name_withoutAddresses_isNotFound() =>
        Assert.Equal(
            SocketError.HostNotFound,
            (await Assert.ThrowsAsync<SocketException>(() => Guard([]).AddressesAsync("kantoor.test", Token))).SocketErrorCode);

    [Theory]
    [InlineData("http://127.0.0.1:9")]
    [InlineData("http://localhost:9")]
    [InlineData("http://[::1]:9")]
    [InlineData("http://[::ffff:127.0.0.1]:9")]
    [InlineData("http://2130706433:9")]
    [InlineData("http://0x7f.1:9")]
    [InlineData("http://169.254.169.254/latest")]
    public async Task Call_toAnAddressThatIsNotPublic_neverLeaves(string url)
    {
        using var host = new VendorHost([]);
        var access = new VendorAccess(Guid.NewGuid(), new Uri(url), new GivenKey(SynetonSite.Key));

        var fault = await Pages.FaultOfAsync(() => host.Source(Vendor.Syneton).WhoAmIAsync(access, Token), SynetonSite.Key);

        Assert.Equal(VendorFault.AddressNotPublic, fault.Fault);
    }

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("::1", true)]
    [InlineData("fd00::/8", true)]
    [InlineData("srv-kantoor", true)]
    [InlineData("srv.kantoor.test", true)]
    [InlineData("http://srv", false)]
    [InlineData("srv:2100", false)]
    [InlineData("10.0.0.0/99", false)]
    [InlineData("", false)]
    public void Entries_areHostsAddressesOrRanges(string entry, bool isValid) => Assert.Equal(isValid, AllowedHosts.IsValid(entry));

    private static PublicAddressGuard Guard(string[] allowed, params string[] addresses) =>
        new(new AllowedHosts(allowed), (_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse)));
}
