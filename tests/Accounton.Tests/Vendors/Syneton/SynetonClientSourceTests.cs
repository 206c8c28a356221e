using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.Syneton;

public sealed class SynetonClientSourceTests : IDisposable
{
    private readonly SynetonSite _site = new();

    private VendorServer Server => _site.Server;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoAmI_is_the_address_once_the_rights_are_proven()
    {
        _site.Usual();
        Server.Answers("/api/v1/customers", """[{"CustomerId":1}]""", query: [("per_page", "1")]);

        var account = await _site.Source.WhoAmIAsync(_site.Access, Token);

        Assert.Equal(Server.Url.ToString().TrimEnd('/'), account.Id);
        Assert.All(Server.Calls.Where(call => !call.Path.Contains("/token/", StringComparison.Ordinal)), call => Assert.Equal(SynetonSite.Token, call.Headers!["synetonToken"].Single()));
    }

    [Fact]
    public async Task Streaming_follows_the_query_of_the_link_on_the_configured_host()
    {
        _site.Usual().Bare();
        Server.Answers(
            Get("/api/v1/customers", ("per_page", "100")),
            Json("""[{"CustomerId":1,"Name":"Peeters"}]""").WithHeader("Link", "<http://srv-intern:2100/api/v1/customers?per_page=99&after=1>; rel=\"next\""));
        Server.Answers("/api/v1/customers", """[{"CustomerId":2,"Name":"Maes"}]""", query: [("per_page", "99"), ("after", "1")]);

        var pages = await _site.Source.StreamClientsAsync(_site.Access, Token).AllAsync();

        Assert.Equal(["1", "2"], pages.Clients().Select(client => client.Id));
        Assert.Equal(1, _site.CallsTo($"/api/v1/token/{SynetonSite.Key}"));
    }

    [Fact]
    public async Task A_page_takes_one_call_for_its_addresses_and_one_for_its_projects()
    {
        _site.Usual();
        Server.Answers("/api/v1/customers", """[{"CustomerId":1,"Name":"Peeters"},{"CustomerId":2,"Name":"Maes"}]""");
        Server.Answers("/api/v1/customeraddresses", """[{"CustomerId":2,"StreetName":"Markt","HouseNr":"5","HouseBox":"0","ZipCode":"9000","City":"Gent","CountryCode":"BE","RegisteredOffice":1}]""", query: [("Filter", "RegisteredOffice eq 1 and CustomerId in (1, 2)")]);
        Server.Answers("/api/v1/projects", """[{"ProjectId":9,"CustomerId":1,"ProjectManagerId":4},{"ProjectId":3,"CustomerId":1,"ProjectManagerId":7}]""", query: [("Filter", "CustomerId in (1, 2)")]);
        Server.Answers("/api/v1/employees", """[{"EmployeeId":4,"Name":"Nooit"},{"EmployeeId":7,"Name":"Claes","Firstname":"An","WorkEmail":"an@kantoor.test"}]""");

        var clients = (await _site.Source.StreamClientsAsync(_site.Access, Token).AllAsync()).Clients().ToList();

        Assert.Equal(("An Claes", "an@kantoor.test"), (clients[0].ResponsibleName, clients[0].ResponsibleEmail));
        Assert.Equal(("Markt", "5", null, "9000", "Gent", "BE"), (clients[1].Street, clients[1].HouseNumber, clients[1].Box, clients[1].PostalCode, clients[1].City, clients[1].Country));
    }

    [Fact]
    public async Task The_key_is_in_no_log()
    {
        _site.Usual().Bare();
        Server.AnswersInTurn("/api/v1/customers", Status(500), Status(401), Json("[]"));

        await _site.Source.StreamClientsAsync(_site.Access, Token).AllAsync();

        Assert.NotEmpty(_site.Host.Logs);
        Assert.DoesNotContain(SynetonSite.Key, _site.Host.Logs, StringComparison.Ordinal);
        Assert.DoesNotContain(SynetonSite.Token, _site.Host.Logs, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();
}
