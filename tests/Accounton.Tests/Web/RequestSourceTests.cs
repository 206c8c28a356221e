using System.Net;
using Accounton.Web;

namespace Accounton.Tests.Web;

public sealed class RequestSourceTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::", "2001:db8:1:2::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    public void Source_ofAnAddress_isItsNetwork(string address, string source) =>
        Assert.Equal(source, RequestSource.From(IPAddress.Parse(address)));

    [Fact]
    public void Source_withoutAnAddress_isOneOfItsOwn() => Assert.Equal("", RequestSource.From((IPAddress?)null));
}
