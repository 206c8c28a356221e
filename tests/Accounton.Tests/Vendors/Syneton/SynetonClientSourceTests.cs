using Accounton.Vendors;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.Syneton;

/// <summary>What is Syneton's own, beside <see cref="SynetonContractTests"/>.</summary>
public sealed class SynetonClientSourceTests : IDisposable
{
    private const string NothingFound = """{"ErrorMessage":"Nothing found"}""";
    private readonly SynetonSite _site = new();

    private VendorServer Server => _site.Server;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoAmI_isTheAddressOnceTheRightsAreProven()
    {
        _site.Usual();
        Server.Answers("/api/v1/customers", """[{"CustomerId":1}]""", query: [("per_page", "1")]);

        var account = await _site.Source.WhoAmIAsync(_site.Access, Token);

        Assert.Equal(Server.Url.ToString().TrimEnd('/'), account.Id);
        Assert.All(
            Server.Calls.Where(call => !call.Path.Contains("/token/", StringComparison.Ordinal)),
            call => Assert.Equal(SynetonSite.Token, call.Headers!["synetonToken"].Single()));
    }

    [Fact]
    public async Task Server_belowAPath_isCalledThere()
    {
        Server.Answers($"/syneton/api/v1/token/{SynetonSite.Key}", $$"""{"TokenGuid":"{{SynetonSite.Token}}"}""");
        Server.Answers("/syneton/api/v1/apisettings", "{}");
        Server.Answers("/syneton/api/v1/customers", "[]");

        var account = await _site.Source.WhoAmIAsync(_site.Access with { BaseUrl = new Uri(Server.Url, "syneton") }, Token);

        Assert.EndsWith("/syneton", account.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streaming_followsOnlyTheQueryOfTheLink()
    {
        _site.Usual().Bare();
        Server.Answers(
            Get("/api/v1/customers", ("per_page", "100")),
            Json("""[{"CustomerId":1}]""").WithHeader(
                "Link", "<http://srv-intern:2100/api/v1/other?per_page=99&Filter=Name%20ge%20'B'>; title=\"x\"; rel=\"next\""));
        Server.Answers("/api/v1/customers", """[{"CustomerId":2}]""", query: [("per_page", "99"), ("Filter", "Name ge 'B'")]);

        Assert.Equal(["1", "2"], (await StreamAsync()).Clients().Select(client => client.Id));
        Assert.Equal(1, _site.CallsTo($"/api/v1/token/{SynetonSite.Key}"));
    }

    [Theory]
    [InlineData("<http://x/?page=1>; rel=\"prev\"")]
    [InlineData("<http://x/customers>; rel=\"next\"")]
    [InlineData("nonsense")]
    public async Task Link_thatLeadsNowhere_isTheEnd(string link)
    {
        _site.Usual().Bare();
        Server.Answers(Get("/api/v1/customers"), Json("""[{"CustomerId":1}]""").WithHeader("Link", link));

        Assert.Single(await StreamAsync());
    }

    [Theory]
    [InlineData("</taskflow/tasks?per_page=100>; rel=next")]
    [InlineData("</taskflow/tasks?page=2>; rel=next")]
    public async Task List_thatLeadsToItself_isWithoutEnd(string link)
    {
        _site.Usual();
        Server.Answers(Get("/api/v1/taskflow/tasks"), Json("""[{"TaskId":1,"TaskName":"Btw"}]""").WithHeader("Link", link));

        var fault = await Pages.FaultOfAsync(
            () => _site.Source.ListTaskTemplatesAsync(_site.Access, Token), SynetonSite.Key, SynetonSite.Token);

        Assert.Equal(VendorFault.ListWithoutEnd, fault.Fault);
        Assert.InRange(_site.CallsTo("/api/v1/taskflow/tasks"), 3, 5);
    }

    [Fact]
    public async Task FullPage_thatLeadsNowhere_isLookedBehind()
    {
        _site.Usual(maxRecords: 2).Bare();
        Server.Answers(
            Get("/api/v1/customers").WithParam(query => !query.ContainsKey("Filter")), Json("""[{"CustomerId":1},{"CustomerId":9}]"""));
        Server.Answers(
            "/api/v1/customers", """[{"CustomerId":12},{"CustomerId":11}]""", query: [("per_page", "2"), ("Filter", "CustomerId gt 9")]);
        Server.Answers("/api/v1/customers", NothingFound, 404, ("Filter", "CustomerId gt 12"));

        var pages = await StreamAsync();

        Assert.Equal(["1", "9", "12", "11"], pages.Clients().Select(client => client.Id));
        Assert.Equal(false, pages[^1].RowsMoved);
    }

    [Theory]
    [InlineData(200, """[{"CustomerId":1},{"CustomerId":9}]""")]
    [InlineData(400, """{"ErrorMessage":"Unknown operator"}""")]
    public async Task Server_thatCannotLookBehind_hasGivenAll(int status, string body)
    {
        _site.Usual(maxRecords: 2).Bare();
        Server.Answers(
            Get("/api/v1/customers").WithParam(query => !query.ContainsKey("Filter")), Json("""[{"CustomerId":1},{"CustomerId":9}]"""));
        Server.Answers("/api/v1/customers", body, status, ("Filter", "CustomerId gt 9"));

        Assert.Equal(["1", "9"], (await StreamAsync()).Clients().Select(client => client.Id));
    }

    [Theory]
    [InlineData(20, "20")]
    [InlineData(5_000, "400")]
    [InlineData(0, "100")]
    public async Task Page_isAsLargeAsTheServerAllowsUpToWhatAnAddressHolds(int allowed, string asked)
    {
        _site.Usual(allowed).Bare();
        Server.Answers("/api/v1/customers", "[]", query: [("per_page", asked)]);

        Assert.Single(await StreamAsync());
    }

    [Fact]
    public async Task Page_takesOneCallForItsAddressesAndOneForItsProjects()
    {
        _site.Usual();
        Server.AnswersInTurn(
            "/api/v1/customers",
            Json("""[{"CustomerId":1,"Name":"Peeters"},{"CustomerId":2,"Name":"Maes"}]""").WithHeader(
                "Link", "<http://x/?page=2>; rel=next"),
            Json("""[{"CustomerId":3,"Name":"Claes"}]"""));
        Server.Answers(
                "/api/v1/customeraddresses",
                """[{"CustomerId":2,"StreetName":"Weg","RegisteredOffice":0},"""
                    + """{"CustomerId":2,"StreetName":"Markt","HouseNr":"5","RegisteredOffice":1}]""",
                query: [("Filter", "RegisteredOffice eq 1 and CustomerId in (1, 2)")]);
        Server.Answers("/api/v1/customeraddresses", NothingFound, 404, ("Filter", "RegisteredOffice eq 1 and CustomerId in (3)"));
        Server.Answers(
            "/api/v1/projects",
            """[{"ProjectId":9,"CustomerId":1,"ProjectManagerId":4},{"ProjectId":3,"CustomerId":1,"ProjectManagerId":7}]""",
            query: [("Filter", "CustomerId in (1, 2)")]);
        Server.Answers(
            "/api/v1/projects", """[{"ProjectId":11,"CustomerId":3,"ProjectManagerId":0}]""", query: [("Filter", "CustomerId in (3)")]);
        Server.Answers("/api/v1/customerlinkcustomer", """[{"CustomerIdPk":1,"CustomerIdFk":9,"LinkType":"Bestuurder"},"""
            + """{"CustomerIdPk":1,"CustomerIdFk":2,"LinkType":"Partner"},"""
            + """{"CustomerIdPk":2,"CustomerIdFk":2,"LinkType":"Partner"}]""", query: [("Filter", "CustomerIdPk in (1, 2)")]);
        Server.Answers("/api/v1/customerlinkcustomer", NothingFound, 404, ("Filter", "CustomerIdPk in (3)"));
        Server.Answers(
            "/api/v1/employees",
            """[{"EmployeeId":4,"Name":"Nooit"},{"EmployeeId":7,"Name":"Claes","Firstname":"An","WorkEmail":"an@kantoor.test"}]""");

        var clients = (await StreamAsync()).Clients().ToList();

        Assert.Equal(
            [("An Claes", "an@kantoor.test"), (null, null), (null, null)],
            clients.Select(client => (client.ResponsibleName, client.ResponsibleEmail)));
        Assert.Equal([null, "Markt", null], clients.Select(client => client.Street));
        Assert.Equal([("2", false), (null, false), (null, false)], clients.Select(client => (client.PartnerId, client.PartnerLeftOut)));
        Assert.Equal(1, _site.CallsTo("/api/v1/employees"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Partners_thatAreNotToldOfManyAtOnce_areLeftOutAndAskedOfOne(int status)
    {
        _site.Usual();
        foreach (var list in new[] { "customeraddresses", "projects", "employees" })
            Server.Answers($"/api/v1/{list}", NothingFound, 404);
        Server.Answers("/api/v1/customers", """[{"CustomerId":1},{"CustomerId":2,"IsCompany":1}]""");
        Server.Answers("/api/v1/customerlinkcustomer", "no", status, ("Filter", "CustomerIdPk in (1)"));
        Server.Answers(
            "/api/v1/customerlinkcustomer",
            """[{"CustomerIdPk":1,"CustomerIdFk":"7","LinkType":"Echtgenote"},{"CustomerIdPk":4,"CustomerIdFk":3,"LinkType":"Partner"}]""",
            query: [("Filter", "CustomerIdPk eq 1")]);

        Assert.All((await StreamAsync()).Clients(), client => Assert.Equal((null, true), (client.PartnerId, client.PartnerLeftOut)));
        Assert.Equal("7", await _site.Source.FindPartnerAsync(_site.Access, "1", Token));
        Assert.Null(await _site.Source.FindPartnerAsync(_site.Access, "1 or 1 eq 1", Token));
    }

    [Theory]
    [InlineData("""{"NationalNr":"85.07.30-033.28","MaritalStatus":"x"}""", "85073003328")]
    [InlineData("""{"NationalNr":0}""", null)]
    [InlineData("{}", null)]
    public async Task SecondPlace_mayHoldANationalNumber(string body, string? number)
    {
        _site.Usual();
        Server.Answers("/api/v1/customers/12/private", body);

        Assert.Equal(number, (await _site.Source.FindNationalNumberAsync(_site.Access, "12", Token))?.Reveal());
    }

    [Fact]
    public async Task SecondPlace_mayHoldNothing()
    {
        _site.Usual();
        Server.Answers("/api/v1/customers/12/private", NothingFound, 404);

        Assert.Null(await _site.Source.FindNationalNumberAsync(_site.Access, "12", Token));
    }

    [Theory]
    [InlineData("1 or 1 eq 1")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("abc")]
    [InlineData("")]
    public async Task WhatIsNoNumber_neverGetsIntoAFilter(string id)
    {
        Assert.Null(await _site.Source.FindClientAsync(_site.Access, id, Token));
        Assert.Null(await _site.Source.FindNationalNumberAsync(_site.Access, id, Token));
        Assert.Empty(Server.Calls);
    }

    [Fact]
    public async Task Filter_thatIsPaidNoHeedTo_findsNobodyElse()
    {
        _site.Usual();
        Server.Answers("/api/v1/customers", """[{"CustomerId":1},{"CustomerId":2}]""");

        Assert.Equal(
            VendorFault.BadAnswer, (await Pages.FaultOfAsync(() => _site.Source.FindClientAsync(_site.Access, "12", Token))).Fault);
    }

    [Fact]
    public async Task TaskFlow_thatIsNotActive_isLeftOut()
    {
        _site.Usual();
        Server.Answers("/api/v1/taskflow/tasks", """[{"TaskId":3,"TaskName":"Btw","TaskActive":true},"""
            + """{"TaskId":4,"TaskName":"Oud","TaskActive":0},{"TaskId":5,"TaskName":" "},{"TaskName":"x"}]""");

        Assert.Equal([new TaskTemplate("3", "Btw")], await _site.Source.ListTaskTemplatesAsync(_site.Access, Token));
    }

    [Fact]
    public void Syneton_any_isLinkedByKeyAndAddress()
    {
        var method = Assert.IsType<LinkMethod.ApiKeyAndUrl>(_site.Source.LinkMethod);

        Assert.Equal("syneton.zendesk.com", method.Documentation.Host);
        Assert.True(_site.Source.IsConfigured);
    }

    public void Dispose() => _site.Dispose();

    private Task<List<ClientPage>> StreamAsync() => _site.Source.StreamClientsAsync(_site.Access, Token).AllAsync();
}
