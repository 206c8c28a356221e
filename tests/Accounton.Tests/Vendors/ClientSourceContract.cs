using Accounton.Vendors;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors;

/// <summary>What every vendor's client keeps to. A new back-office passes it by telling how it pretends.</summary>
public abstract class ClientSourceContract<TVendor> : IDisposable
    where TVendor : IPretendVendor, new()
{
    private readonly TVendor _vendor = new();

    private IClientSource Source => _vendor.Source;
    private VendorAccess Access => _vendor.Access;
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoAmI_givesTheSameAccountEachTime()
    {
        _vendor.HasAccount();

        var account = await Source.WhoAmIAsync(Access, Token);

        Assert.InRange(account.Id.Length, 1, 200);
        Assert.Equal(account, await Source.WhoAmIAsync(Access, Token));
    }

    [Fact]
    public async Task Streaming_givesEveryPageInOrder()
    {
        _vendor.HasPages(["1", "2"], ["3"], ["4", "5"]);

        var pages = await StreamAsync();

        Assert.Equal(["1", "2", "3", "4", "5"], pages.Clients().Select(client => client.Id));
        Assert.Equal(3, pages.Count);
        Assert.All(pages, page => Assert.Equal((false, 0), (page.RowsMoved, page.Skipped)));
        // At most one call to see that nothing follows.
        Assert.InRange(CallsToList, 3, 4);
    }

    [Fact]
    public async Task EmptyList_isOneEmptyPage()
    {
        _vendor.HasPages([[]]);

        Assert.Empty(Assert.Single(await StreamAsync()).Clients);
    }

    [Fact]
    public async Task OddFields_costThemselvesOnlyAndItemsWithoutIdAreCounted()
    {
        _vendor.Server.Answers(Get(_vendor.ListPath), _vendor.OddPage("7"));

        var page = Assert.Single(await StreamAsync());

        Assert.Equal("7", Assert.Single(page.Clients).Id);
        Assert.Equal(2, page.Skipped);
    }

    [Fact]
    public async Task Finding_givesTheClient()
    {
        _vendor.HasClient("12", "Peeters");

        var client = await Source.FindClientAsync(Access, "12", Token);

        Assert.Equal(("12", "12", "Peeters"), (client!.Id, client.CallId, client.LastName));
    }

    [Fact]
    public async Task Finding_givesNullForAClientThatDoesNotExist()
    {
        _vendor.HasNoClient("12");

        Assert.Null(await Source.FindClientAsync(Access, "12", Token));
    }

    [Fact]
    public async Task TaskTemplates_areListedOnceEach()
    {
        _vendor.HasTaskTemplates("Aangifte", "Btw");

        Assert.Equal(["Aangifte", "Btw"], (await Source.ListTaskTemplatesAsync(Access, Token)).Select(template => template.Name));
    }

    [Fact]
    public async Task Clients_ofTaskTemplates_areThoseWithATaskOfOne()
    {
        _vendor.HasTasks(("1", "11"), ("2", "12"), ("1", "13"), ("3", "14"), ("2", "11"));

        Assert.Equal(["11", "12", "13"], (await ClientsOfAsync("1", "2")).Distinct().Order());
        Assert.Equal(["14"], await ClientsOfAsync("3"));
        Assert.Empty(await ClientsOfAsync("4"));
        Assert.Empty(await ClientsOfAsync());
    }

    [Fact]
    public async Task Token_thatIsRefusedHalfway_isReplacedAndTheReadingGoesOn()
    {
        _vendor.Server.AnswersInTurn(_vendor.ListPath, _vendor.Page(0, 2, "1"), Status(401), _vendor.Page(1, 2, "2"));

        Assert.Equal(["1", "2"], (await StreamAsync()).Clients().Select(client => client.Id));
    }

    [Fact]
    public async Task FreshToken_thatIsRefusedToo_lacksARight()
    {
        _vendor.Server.Answers(Get(_vendor.ListPath), Json("{}", 401));

        await StreamFailsAsync(VendorFault.MissingRight);
        Assert.Equal(2, CallsToList);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(404)]
    [InlineData(425)]
    [InlineData(503)]
    public async Task Vendor_thatIsNotReady_saysSoOnTheFirstPageAndIsAskedOnce(int status)
    {
        _vendor.Server.Answers(Get(_vendor.ListPath), Status(status));

        await StreamFailsAsync(VendorFault.NotReady);
        Assert.Equal(1, CallsToList);
    }

    public void Dispose()
    {
        _vendor.Dispose();
        GC.SuppressFinalize(this);
    }

    private int CallsToList => _vendor.Server.Calls.Count(call => call.Path == _vendor.ListPath);

    private async Task<List<string>> ClientsOfAsync(params string[] templates)
    {
        var ids = new List<string>();
        await foreach (var page in Source.StreamClientsOfAsync(Access, templates, Token))
            ids.AddRange(page);
        return ids;
    }

    private Task<List<ClientPage>> StreamAsync() => Source.StreamClientsAsync(Access, Token).AllAsync();

    private async Task<VendorException> StreamFailsAsync(VendorFault fault)
    {
        var exception = await Pages.FaultOfAsync(StreamAsync, _vendor.Secrets);
        Assert.Equal((Source.Vendor, fault), (exception.Vendor, exception.Fault));
        return exception;
    }
}
