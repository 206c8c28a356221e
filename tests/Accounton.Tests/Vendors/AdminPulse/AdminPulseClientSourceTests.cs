using Accounton.Vendors;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.AdminPulse;

public sealed class AdminPulseClientSourceTests : IDisposable
{
    private readonly VendorServer _server = new();
    private readonly VendorHost _host;
    private readonly GivenTokens _tokens = new("first-token", "second-token");
    private readonly VendorAccess _access;

    public AdminPulseClientSourceTests()
    {
        _host = new VendorHost(new() { ["AdminPulse:ApiBaseUrl"] = _server.Url.ToString() });
        _access = new VendorAccess(Guid.NewGuid(), null, _tokens);
    }

    private IClientSource Source => _host.Source(Vendor.AdminPulse);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoAmI_joins_the_companies()
    {
        _server.Answers("/companies", """[{"id":7,"name":"Kantoor Zuid"},{"id":"12","name":"Kantoor Noord"}]""");

        var account = await Source.WhoAmIAsync(_access, Token);

        Assert.Equal(new VendorAccount("12,7", "Kantoor Zuid"), account);
    }

    [Fact]
    public async Task Streaming_stops_after_the_last_page()
    {
        _server.Answers("/relations", """{"results":[{"id":1,"uniqueIdentifier":"a"}],"currentPage":0,"pageCount":2,"pageSize":400,"totalRowCount":2}""", query: [("page", "0"), ("pageSize", "400")]);
        _server.Answers("/relations", """{"results":[{"id":2,"uniqueIdentifier":"b"}],"currentPage":1,"pageCount":2,"pageSize":400,"totalRowCount":2}""", query: [("page", "1"), ("pageSize", "400")]);

        var pages = await Source.StreamClientsAsync(_access, Token).AllAsync();

        Assert.Equal(["a", "b"], pages.Clients().Select(client => client.Id));
        Assert.Equal(["1", "2"], pages.Clients().Select(client => client.CallId));
        Assert.All(pages, page => Assert.Equal((2, false, 0), (page.Total!.Value, page.RowsMoved, page.Skipped)));
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once()
    {
        _server.Answers(Get("/relations/5").WithHeader("Authorization", "Bearer first-token"), Status(401));
        _server.Answers(Get("/relations/5").WithHeader("Authorization", "Bearer second-token"), Json("""{"id":5,"name":"Peeters"}"""));

        var client = await Source.FindClientAsync(_access, "5", Token);

        Assert.Equal("Peeters", client?.LastName);
        Assert.Equal(["first-token"], _tokens.Refused);
    }

    [Fact]
    public async Task A_fresh_token_that_is_refused_lacks_a_right()
    {
        _server.Answers("/relations/5", "{}", 401);

        var fault = await Pages.FaultOfAsync(() => Source.FindClientAsync(_access, "5", Token), "token");

        Assert.Equal((VendorFault.MissingRight, 401), (fault.Fault, fault.HttpStatus));
        Assert.Equal(2, _server.Calls.Count);
    }

    [Fact]
    public async Task A_client_that_does_not_exist_is_null()
    {
        _server.Answers("/relations/5", "{}", 404);

        Assert.Null(await Source.FindClientAsync(_access, "5", Token));
    }

    public void Dispose()
    {
        _host.Dispose();
        _server.Dispose();
    }
}
