using Accounton.Vendors;
using static Accounton.Tests.Vendors.AdminPulse.PretendAdminPulse;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.AdminPulse;

/// <summary>What is AdminPulse's own, beside <see cref="AdminPulseContractTests"/>.</summary>
public sealed class AdminPulseClientSourceTests : IDisposable
{
    private readonly PretendAdminPulse _vendor = new();

    private VendorServer Server => _vendor.Server;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoAmI_joinsTheCompaniesInAFixedOrder()
    {
        Server.Answers(
            "/companies", """[{"id":7,"name":"Kantoor Zuid"},{"id":"12","name":"Kantoor Noord"},{"uniqueIdentifier":"a"},{"name":"x"}]""");

        Assert.Equal(new VendorAccount("12,7,a", "Kantoor Zuid"), await _vendor.Source.WhoAmIAsync(_vendor.Access, Token));
    }

    [Fact]
    public async Task WhoAmI_ofVeryManyCompanies_staysShort()
    {
        Server.Answers("/companies", $"[{string.Join(',', Enumerable.Range(1_000_000, 100).Select(id => $$"""{"id":{{id}}}"""))}]");

        Assert.Equal(64, (await _vendor.Source.WhoAmIAsync(_vendor.Access, Token)).Id.Length);
    }

    [Fact]
    public async Task WhoAmI_withoutCompanies_hasAnEmptyId()
    {
        Server.Answers("/companies", "[]");

        Assert.Equal(new VendorAccount("", null), await _vendor.Source.WhoAmIAsync(_vendor.Access, Token));
    }

    [Fact]
    public async Task EveryPage_hasTheVendorsTotal()
    {
        _vendor.HasPages(["1", "2"], ["3"]);

        Assert.All(await StreamAsync(), page => Assert.Equal((3, false), (page.Total, page.RowsMoved)));
    }

    [Fact]
    public async Task Total_thatChanges_saysThatRowsMoved()
    {
        Server.AnswersInTurn("/relations", Json(Envelope(0, 2, Items("1"), total: 2)), Json(Envelope(1, 2, Items("3"), total: 1)));

        Assert.Equal([false, true], (await StreamAsync()).Select(page => page.RowsMoved));
    }

    [Fact]
    public async Task Total_missing_leavesUnknownWhetherRowsMoved()
    {
        Server.AnswersInTurn("/relations", Json(Envelope(0, 2, Items("1"))), Json(Envelope(1, 2, Items("3"))));

        Assert.Equal([null, null], (await StreamAsync()).Select(page => page.RowsMoved));
    }

    [Fact]
    public async Task BareArray_thatPaysNoHeedToThePage_isTheWholeList()
    {
        Server.Answers("/relations", $"[{Items("1", "2")}]");

        Assert.Equal(["1", "2"], Assert.Single(await StreamAsync()).Clients.Select(client => client.Id));
        Assert.Equal(2, Server.Calls.Count);
    }

    /// <summary>Four hundred were asked for, and the vendor gives two.</summary>
    [Theory]
    [InlineData("[{0}]")]
    [InlineData("""{"results":[{0}]}""")]
    [InlineData("""{"results":[{0}],"currentPage":0}""")]
    [InlineData("""{"results":[{0}],"pageCount":3,"pageSize":2,"totalRowCount":5}""")]
    [InlineData("""{"results":[{0}],"pageCount":1,"pageSize":400,"totalRowCount":5}""")]
    [InlineData("""{"results":[{0}],"pageCount":1,"totalRowCount":2}""")]
    [InlineData("""{"results":[{0}],"pageCount":1}""")]
    public async Task Page_thatIsShorterThanAskedFor_isNotTheLastOne(string form)
    {
        string[][] pages = [["1", "2"], ["3", "4"], ["5"], []];
        for (var number = 0; number < pages.Length; number++)
            Server.Answers(
                "/relations",
                form.Replace("{0}", Items(pages[number]), StringComparison.Ordinal),
                query: [("page", $"{number}"), ("pageSize", "400")]);

        Assert.Equal(["1", "2", "3", "4", "5"], (await StreamAsync()).Clients().Select(client => client.Id));
    }

    [Fact]
    public async Task Counts_thatAgreeWithFullPages_areTheEnd()
    {
        Server.Answers(
            "/relations",
            Envelope(0, 2, Items(Enumerable.Range(1, 400).Select(id => $"{id}")), total: 401),
            query: [("page", "0"), ("pageSize", "400")]);
        Server.Answers("/relations", Envelope(1, 2, Items("401"), total: 401), query: [("page", "1"), ("pageSize", "400")]);

        Assert.Equal(401, (await StreamAsync()).Clients().Count());
        Assert.Equal(2, Server.Calls.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Error_behindTheEndThatTheCountsTell_isNoFault(int status)
    {
        Server.AnswersInTurn("/relations", Json(Envelope(0, 1, Items("1"), total: 1)), Status(status));

        Assert.Single((await StreamAsync()).Clients());
    }

    [Fact]
    public async Task CompaniesAndTasks_areReadToTheirEnd()
    {
        foreach (var (list, item) in new[]
        {
            ("/companies", """{{"id":"{0}","name":"Kantoor"}}"""), ("/tasks", """{{"id":"{0}","templateName":"Aangifte {0}"}}"""),
        })
        {
            for (var number = 0; number < 4; number++)
                Server.Answers(
                    list,
                    number == 3 ? "[]" : $"[{string.Format(System.Globalization.CultureInfo.InvariantCulture, item, number)}]",
                    query: [("page", $"{number}"), ("pageSize", "400")]);
        }

        Assert.Equal("0,1,2", (await _vendor.Source.WhoAmIAsync(_vendor.Access, Token)).Id);
        Assert.Equal(
            ["Aangifte 0", "Aangifte 1", "Aangifte 2"],
            (await _vendor.Source.ListTaskTemplatesAsync(_vendor.Access, Token)).Select(template => template.Name));
    }

    [Fact]
    public async Task Tasks_withoutEnd_areTold()
    {
        Server.Answers("/tasks", Envelope(0, 9, """{"id":1,"templateName":"Aangifte"}"""));

        var fault = await Pages.FaultOfAsync(() => _vendor.Source.ListTaskTemplatesAsync(_vendor.Access, Token));

        Assert.Equal(VendorFault.ListWithoutEnd, fault.Fault);
        Assert.InRange(Server.Calls.Count, 3, 5);
    }

    [Fact]
    public async Task BareArray_ofExactlyAPage_goesOnUntilOneIsEmpty()
    {
        var ids = Enumerable.Range(1, 400).Select(id => $"{id}").ToArray();
        Server.Answers("/relations", $"[{Items(ids)}]", query: [("page", "0"), ("pageSize", "400")]);
        Server.Answers("/relations", "[]", query: [("page", "1"), ("pageSize", "400")]);

        Assert.Equal(ids, (await StreamAsync()).Clients().Select(client => client.Id));
    }

    [Fact]
    public async Task BareArray_ofExactlyAPage_goesOnUntilOneRepeats()
    {
        Server.Answers("/relations", $"[{Items(Enumerable.Range(1, 400).Select(id => $"{id}"))}]");

        Assert.Equal(400, (await StreamAsync()).Clients().Count());
        Assert.Equal(2, Server.Calls.Count);
    }

    [Fact]
    public async Task SecondRefusal_withoutAnotherToken_asksToReconnect()
    {
        Server.Answers("/companies", "{}", 401);
        var access = new VendorAccess(Guid.NewGuid(), null, new GivenTokens("only-token"));

        var fault = await Pages.FaultOfAsync(() => _vendor.Source.WhoAmIAsync(access, Token), "only-token");

        Assert.Equal(VendorFault.ReconnectNeeded, fault.Fault);
        Assert.Single(Server.Calls);
    }

    [Fact]
    public async Task FreshToken_isTheOneThatIsSent()
    {
        Server.Answers(Get("/companies").WithHeader("Authorization", "Bearer first-token"), Status(401));
        Server.Answers(Get("/companies").WithHeader("Authorization", "Bearer second-token"), Json("""[{"id":1}]"""));

        Assert.Equal("1", (await _vendor.Source.WhoAmIAsync(_vendor.Access, Token)).Id);
        Assert.Equal(["first-token"], _vendor.Tokens.Refused);
    }

    [Fact]
    public async Task WebPage_thatIsNotFound_doesNotSayThatAClientIsGone()
    {
        Server.Answers(Get("/relations/5"), Html(404));

        Assert.Equal(
            VendorFault.BadAnswer, (await Pages.FaultOfAsync(() => _vendor.Source.FindClientAsync(_vendor.Access, "5", Token))).Fault);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"name":"Nobody"}""")]
    [InlineData("[]")]
    public async Task Client_withoutForm_isABadAnswer(string body)
    {
        Server.Answers("/relations/5", body);

        Assert.Equal(
            VendorFault.BadAnswer, (await Pages.FaultOfAsync(() => _vendor.Source.FindClientAsync(_vendor.Access, "5", Token))).Fault);
    }

    [Fact]
    public async Task Id_isOneSegmentOfThePath()
    {
        // The server shows the path decoded: that the question mark is in it says that it was not.
        Server.Answers("/relations/a/../b?c", """{"id":"a/../b?c"}""");

        Assert.Equal("a/../b?c", (await _vendor.Source.FindClientAsync(_vendor.Access, "a/../b?c", Token))?.Id);
    }

    public void Dispose() => _vendor.Dispose();

    private Task<List<ClientPage>> StreamAsync() => _vendor.Source.StreamClientsAsync(_vendor.Access, Token).AllAsync();
}
