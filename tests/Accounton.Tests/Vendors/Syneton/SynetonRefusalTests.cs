using System.Collections.Concurrent;
using System.Diagnostics;
using Accounton.Vendors;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.Syneton;

/// <summary>Signing in, and the refusals that Syneton tells apart in words only.</summary>
public sealed class SynetonRefusalTests : IDisposable
{
    private readonly SynetonSite _site = new();

    private VendorServer Server => _site.Server;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Throttling_isWaitedOut()
    {
        _site.Usual().Bare();
        var throttled = Json("""{"ErrorMessage":"You are throttling the system"}""", 403);
        Server.AnswersInTurn("/api/v1/customers", throttled, throttled, Json("""[{"CustomerId":1}]"""));

        Assert.Single((await StreamAsync()).Clients());
        Assert.Equal(1, _site.CallsTo($"/api/v1/token/{SynetonSite.Key}"));
    }

    [Theory]
    [InlineData("""[{"ErrorMessage":"you are throttling the system"}]""")]
    [InlineData("You are throttling the system")]
    public async Task Throttling_withoutEnd_isTold(string body)
    {
        _site.Usual();
        Server.Answers("/api/v1/customers", body, 403);

        Assert.Equal(VendorFault.Throttled, (await FailsAsync()).Fault);
        Assert.Equal(4, _site.CallsTo("/api/v1/customers"));
    }

    [Theory]
    [InlineData("""{"ErrorMessage":"No valid configuration for token"}""")]
    [InlineData("""[{"errorMessage":"no valid configuration for token 123"}]""")]
    [InlineData("no valid configuration for token")]
    public async Task Key_withoutRights_isToldAtOnce(string body)
    {
        _site.Usual();
        Server.Answers("/api/v1/customers", body, 403);

        Assert.Equal(VendorFault.MissingRight, (await FailsAsync()).Fault);
        Assert.Equal(1, _site.CallsTo("/api/v1/customers"));
        Assert.Equal(1, _site.CallsTo($"/api/v1/token/{SynetonSite.Key}"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Token_thatIsRefused_isAskedForOnceMore(int status)
    {
        _site.Usual().Bare();
        Server.AnswersInTurn("/api/v1/customers", Json("""{"ErrorMessage":"token expired"}""", status), Json("""[{"CustomerId":1}]"""));

        Assert.Single((await StreamAsync()).Clients());
        Assert.Equal(2, _site.CallsTo($"/api/v1/token/{SynetonSite.Key}"));
    }

    [Theory]
    [InlineData(401, "")]
    [InlineData(403, """{"ErrorMessage":"unknown key"}""")]
    [InlineData(404, """{"ErrorMessage":"Nothing found"}""")]
    [InlineData(404, """[{"ErrorMessage":"no such key"}]""")]
    [InlineData(400, """{"ErrorMessage":"bad key"}""")]
    public async Task Key_thatIsRefused_isTold(int status, string body)
    {
        Server.Answers($"/api/v1/token/{SynetonSite.Key}", body, status);

        var fault = await FailsAsync();

        Assert.Equal((VendorFault.KeyRefused, status), (fault.Fault, fault.HttpStatus));
        Assert.Single(Server.Calls);
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(404, "<html></html>")]
    [InlineData(400, "{}")]
    [InlineData(302, "")]
    [InlineData(200, "<html></html>")]
    [InlineData(200, "")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"TokenGuid":null}""")]
    public async Task Server_thatIsNoSyneton_isTold(int status, string body)
    {
        Server.Answers($"/api/v1/token/{SynetonSite.Key}", body, status);

        Assert.Equal(VendorFault.NotThisVendor, (await FailsAsync()).Fault);
    }

    [Fact]
    public async Task SignInPage_ofSomethingElse_isTold()
    {
        Server.Answers(Get($"/api/v1/token/{SynetonSite.Key}"), Html(401));

        Assert.Equal(VendorFault.NotThisVendor, (await FailsAsync()).Fault);
    }

    [Fact]
    public async Task SigningIn_waitsOutThrottling()
    {
        _site.Usual();
        Server.AnswersInTurn(
            $"/api/v1/token/{SynetonSite.Key}",
            Json("""{"ErrorMessage":"you are throttling the system"}""", 403),
            Json($$"""{"TokenGuid":"{{SynetonSite.Token}}"}"""));
        Server.Answers("/api/v1/customers", "[]");

        await _site.Source.WhoAmIAsync(_site.Access, Token);
    }

    [Fact]
    public async Task EachKey_getsATokenOfItsOwn()
    {
        _site.Usual();
        Server.Answers("/api/v1/token/another", """{"TokenGuid":"t2"}""");
        Server.Answers("/api/v1/customers", "[]");
        await _site.Source.WhoAmIAsync(_site.Access, Token);

        await _site.Source.WhoAmIAsync(_site.Access with { Credentials = new GivenKey("another") }, Token);
        await _site.Source.WhoAmIAsync(_site.Access with { ConnectionId = Guid.NewGuid() }, Token);

        Assert.Equal(
            ["t2"],
            Server.Calls.Where(call => call.Path == "/api/v1/customers").Skip(1).Take(1).SelectMany(call => call.Headers!["synetonToken"]));
        Assert.Equal(2, _site.CallsTo($"/api/v1/token/{SynetonSite.Key}"));
    }

    [Fact]
    public async Task Key_isOneSegmentOfThePath()
    {
        Server.Answers("/api/v1/token/a/b?c#d", """{"ErrorMessage":"no"}""", 404);
        var access = _site.Access with { Credentials = new GivenKey("a/b?c#d") };

        Assert.Equal(
            VendorFault.KeyRefused, (await Pages.FaultOfAsync(() => _site.Source.WhoAmIAsync(access, Token), "a/b", "a%2Fb")).Fault);
    }

    [Fact]
    public async Task Key_isInNoTrace()
    {
        var traced = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(listener);
        _site.Usual();
        Server.Answers("/api/v1/customers", "[]");

        await _site.Source.WhoAmIAsync(_site.Access, Token);

        Assert.DoesNotContain(traced, trace => trace.Contains(SynetonSite.Key, StringComparison.Ordinal));
    }

    public void Dispose() => _site.Dispose();

    private Task<List<ClientPage>> StreamAsync() => _site.Source.StreamClientsAsync(_site.Access, Token).AllAsync();

    private Task<VendorException> FailsAsync() => Pages.FaultOfAsync(StreamAsync, SynetonSite.Key, SynetonSite.Token);
}
