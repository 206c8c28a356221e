using System.Net;
using System.Net.Sockets;
using Accounton.Data.Sensitive;
using Accounton.Tests.Vendors.Syneton;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;

namespace Accounton.Tests.Vendors;

/// <summary>What goes wrong below HTTP, for a vendor with one address for all and one with an address of the office's own.</summary>
public sealed class TransportTests
{
    /// <summary>Enough of an answer that the runtime does not ask again by itself.</summary>
    private static readonly byte[] Dropped = RawServer.Bytes("HTTP/1.1 200 OK\r\n");

    private const string Half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[{\"CustomerId\":1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Vendor.AdminPulse)]
    [InlineData(Vendor.Syneton)]
    public async Task Connection_thatIsDropped_isTriedAgainAndThenUnavailable(Vendor vendor)
    {
        using var server = new RawServer(_ => Dropped);

        Assert.Equal(VendorFault.Unavailable, await FaultAsync(vendor, server.Url));
        Assert.Equal(4, server.Calls);
    }

    [Theory]
    [InlineData(Vendor.AdminPulse)]
    [InlineData(Vendor.Syneton)]
    public async Task Answer_thatBreaksOff_isTriedAgainAndThenUnavailable(Vendor vendor)
    {
        using var server = new RawServer(_ => RawServer.Bytes(Half));

        Assert.Equal(VendorFault.Unavailable, await FaultAsync(vendor, server.Url));
        Assert.Equal(4, server.Calls);
    }

    [Fact]
    public async Task Answer_thatBreaksOffOnce_isNoFault()
    {
        var calls = 0;
        using var server = new RawServer(_ => calls++ == 0 ? RawServer.Bytes(Half) : RawServer.Ok("""[{"id":3}]"""));
        using var host = Host(server.Url);

        var account = await host.Source(Vendor.AdminPulse).WhoAmIAsync(Access(Vendor.AdminPulse, server.Url), Token);

        Assert.Equal("3", account.Id);
    }

    [Theory]
    [InlineData(Vendor.AdminPulse)]
    [InlineData(Vendor.Syneton)]
    public async Task Server_thatNeverAnswers_timesOut(Vendor vendor)
    {
        using var server = new RawServer(_ => null);

        Assert.Equal(
            VendorFault.TimedOut,
            await FaultAsync(vendor, server.Url, options => options.AttemptTimeout = TimeSpan.FromMilliseconds(50), TimeProvider.System));
        Assert.Equal(2, server.Calls);
    }

    [Theory]
    [InlineData(Vendor.AdminPulse)]
    [InlineData(Vendor.Syneton)]
    public async Task Call_asAWhole_timesOut(Vendor vendor)
    {
        using var server = new RawServer(_ => null);

        Assert.Equal(
            VendorFault.TimedOut,
            await FaultAsync(vendor, server.Url, options => options.TotalTimeout = TimeSpan.FromMilliseconds(50), TimeProvider.System));
        Assert.Equal(1, server.Calls);
    }

    [Theory]
    [InlineData(Vendor.AdminPulse)]
    [InlineData(Vendor.Syneton)]
    public async Task Port_whereNothingListens_refuses(Vendor vendor)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();

        Assert.Equal(VendorFault.ConnectionRefused, await FaultAsync(vendor, url));
    }

    [Theory]
    [InlineData(Vendor.AdminPulse)]
    [InlineData(Vendor.Syneton)]
    public async Task Name_thatDoesNotResolve_isAnUnknownHost(Vendor vendor) =>
        Assert.Equal(VendorFault.HostUnknown, await FaultAsync(vendor, new Uri("http://nowhere.invalid")));

    [Theory]
    [InlineData(Vendor.AdminPulse)]
    [InlineData(Vendor.Syneton)]
    public async Task Certificate_thatNobodyTrusts_isToldApart(Vendor vendor)
    {
        using var server = new RawServer(_ => RawServer.Ok("[]"), tls: true);

        Assert.Equal(VendorFault.BadCertificate, await FaultAsync(vendor, server.Url));
        Assert.Equal(0, server.Calls);
    }

    [Theory]
    [InlineData(Vendor.AdminPulse, VendorFault.Unavailable)]
    [InlineData(Vendor.Syneton, VendorFault.NotThisVendor)]
    public async Task Server_withoutTls_isNoBadCertificate(Vendor vendor, VendorFault fault)
    {
        using var server = new RawServer(_ => RawServer.Bytes("HTTP/1.1 400 Bad Request\r\n\r\n"));

        Assert.Equal(fault, await FaultAsync(vendor, new UriBuilder(server.Url) { Scheme = "https" }.Uri));
    }

    [Theory]
    [InlineData(Vendor.AdminPulse, VendorFault.BadAnswer)]
    [InlineData(Vendor.Syneton, VendorFault.NotThisVendor)]
    public async Task Answer_beyondAllBounds_isNotRead(Vendor vendor, VendorFault fault)
    {
        using var server = new RawServer(_ => RawServer.Ok($"[{new string(' ', 5_000)}]"));

        Assert.Equal(fault, await FaultAsync(vendor, server.Url, options => options.LargestAnswer = 4_000));
        Assert.Equal(1, server.Calls);
    }

    [Theory]
    [InlineData(Vendor.AdminPulse, VendorFault.BadAnswer)]
    [InlineData(Vendor.Syneton, VendorFault.NotThisVendor)]
    public async Task WhatIsNoHttp_isABadAnswer(Vendor vendor, VendorFault fault)
    {
        using var server = new RawServer(_ => RawServer.Bytes("220 mail.test ESMTP ready\r\n"));

        Assert.Equal(fault, await FaultAsync(vendor, server.Url));
    }

    [Theory]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json; charset=windows-1252")]
    [InlineData("application/json; charset=\"iso-8859-1\"")]
    [InlineData("application/json; charset=")]
    [InlineData("text/plain; charset=nonsense")]
    [InlineData("application/json; charset=utf-16", true)]
    [InlineData("application/json", true)]
    [InlineData(null, true)]
    public async Task Json_isUtf8WhateverItsHeaderSays(string? type, bool mark = false)
    {
        using var server = new RawServer(path => RawServer.Answer(type, mark, path.Split('?')[0] switch
        {
            "/relations" when path.Contains("page=0", StringComparison.Ordinal) =>
                """{"results":[{"id":"7","name":"Élise Łuczak"}],"pageCount":1,"totalRowCount":1}""",
            "/relations" => """{"results":[],"pageCount":1,"totalRowCount":1}""",
            $"/api/v1/token/{SynetonSite.Key}" => """{"TokenGuid":"t"}""",
            "/api/v1/apisettings" => "{}",
            "/api/v1/customers" => """[{"CustomerId":7,"Name":"Élise Łuczak"}]""",
            "/token" => """{"access_token":"é"}""",
            "/idp/.well-known/openid-configuration" =>
                """{"authorization_endpoint":"http://x.test/a","token_endpoint":"http://x.test/t"}""",
            _ => "[]",
        }));
        using var host = Host(server.Url);
        foreach (var vendor in Enum.GetValues<Vendor>())
        {
            var pages = await host.Source(vendor).StreamClientsAsync(Access(vendor, server.Url), Token).AllAsync();

            Assert.Equal(["Élise Łuczak"], pages.Clients().Select(client => client.LastName));
        }

        var signIn = new Dictionary<string, string?>
        {
            ["AdminPulse:ClientId"] = "x", ["AdminPulse:ClientSecret"] = "y",
            ["AdminPulse:Authority"] = $"{server.Url}idp", ["AdminPulse:TokenEndpoint"] = $"{server.Url}token",
        };
        using var signingIn = new VendorHost(signIn);
        Assert.Equal(new Uri("http://x.test/a"), (await signingIn.Get<AdminPulseEndpoints>().ResolveAsync(Token)).Authorization);
        Assert.Equal("é", (await signingIn.Get<AdminPulseTokens>().RefreshAsync(new Secret("old"), Token)).AccessToken.Reveal());
    }

    /// <summary>What Syneton says in words only, in an answer whose charset nobody knows.</summary>
    [Fact]
    public async Task Refusal_inWords_isReadWhateverItsHeaderSays()
    {
        using var server = new RawServer(path => path.Contains("/token/", StringComparison.Ordinal)
            ? RawServer.Ok("""{"TokenGuid":"t"}""")
            : RawServer.Answer("text/plain; charset=utf8", mark: false, "no valid configuration for token", "403 Forbidden"));

        Assert.Equal(VendorFault.MissingRight, await FaultAsync(Vendor.Syneton, server.Url));
    }

    [Fact]
    public async Task Host_thatKeepsFailing_isLeftAloneForAWhile()
    {
        using var server = new RawServer(_ => Dropped);
        using var host = Host(server.Url, options => options.BreakerCalls = 8);
        var source = host.Source(Vendor.AdminPulse);
        Task Call() => source.WhoAmIAsync(Access(Vendor.AdminPulse, server.Url), Token);
        await Assert.ThrowsAsync<VendorException>(Call);
        await Assert.ThrowsAsync<VendorException>(Call);

        var fault = await Pages.FaultOfAsync(Call);

        Assert.Equal(VendorFault.Unavailable, fault.Fault);
        Assert.InRange(fault.RetryAfter ?? TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        Assert.Equal(8, server.Calls);
    }

    [Theory]
    [InlineData("401 Unauthorized")]
    [InlineData("403 Forbidden")]
    [InlineData("429 Too Many Requests")]
    [InlineData("503 Service Unavailable")]
    public async Task RefusalsThrottlingAndNotReady_doNotCountAgainstAHost(string status)
    {
        using var server = new RawServer(_ => RawServer.Bytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        using var host = Host(server.Url, options => options.BreakerCalls = 4);
        var source = host.Source(Vendor.AdminPulse);
        Task Call() => source.StreamClientsAsync(Access(Vendor.AdminPulse, server.Url), Token).AllAsync();
        for (var call = 0; call < 8; call++)
            await Assert.ThrowsAsync<VendorException>(Call);
        var before = server.Calls;

        await Assert.ThrowsAsync<VendorException>(Call);

        Assert.True(server.Calls > before);
    }

    private static VendorHost Host(Uri url, Action<VendorHttpOptions>? http = null, TimeProvider? time = null) => new(
        new() { ["AdminPulse:ApiBaseUrl"] = url.ToString(), ["Syneton:AllowedPrivateHosts:0"] = "127.0.0.0/8" },
        options =>
        {
            options.Retries = time is null ? 3 : 1;
            options.RetryDelay = TimeSpan.Zero;
            http?.Invoke(options);
        },
        time: time);

    private static VendorAccess Access(Vendor vendor, Uri url) =>
        new(Guid.NewGuid(), vendor == Vendor.Syneton ? url : null, new GivenTokens(SynetonSite.Key, "another"));

    private static async Task<VendorFault> FaultAsync(
        Vendor vendor, Uri url, Action<VendorHttpOptions>? http = null, TimeProvider? time = null)
    {
        using var host = Host(url, http, time);
        var fault = await Pages.FaultOfAsync(() => host.Source(vendor).WhoAmIAsync(Access(vendor, url), Token), SynetonSite.Key);
        Assert.DoesNotContain(SynetonSite.Key, host.Logs, StringComparison.Ordinal);
        return fault.Fault;
    }
}
