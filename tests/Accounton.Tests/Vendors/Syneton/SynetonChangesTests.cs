using WireMock.ResponseBuilders;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.Syneton;

public sealed class SynetonChangesTests : IDisposable
{
    private const string Changes = "/api/v1/customer/changes";
    private readonly SynetonSite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NothingNewInTheLog_saysThatNoRowsMoved()
    {
        var moved = await ReadAsync(Log((1, "INSERT"), (2, "DELETE")), Log((2, "DELETE"), (1, "INSERT")));

        Assert.Equal([false, false], moved);
    }

    [Fact]
    public async Task SomethingNewInTheLog_saysOnTheLastPageThatRowsMoved()
    {
        var moved = await ReadAsync(Log((1, "INSERT")), Log((1, "INSERT"), (5, "DELETE")));

        Assert.Equal([false, true], moved);
    }

    [Fact]
    public async Task SecondChange_ofTheSameKind_counts()
    {
        var moved = await ReadAsync(Log((1, "INSERT")), Log((1, "INSERT"), (1, "INSERT")));

        Assert.Equal([false, true], moved);
    }

    [Theory]
    [InlineData(404, """{"ErrorMessage":"Unknown call"}""")]
    [InlineData(404, "")]
    [InlineData(403, """{"ErrorMessage":"no valid configuration for token"}""")]
    [InlineData(503, "")]
    [InlineData(200, "<html></html>")]
    public async Task Server_withoutALog_isReadWithoutOne(int status, string body)
    {
        Assert.Equal([null, null], await ReadAsync(Json(body, status)));
        Assert.Equal(1, _site.CallsTo(Changes));
    }

    [Fact]
    public async Task Log_thatFailsWhenItIsLookedAtAgain_tellsNothing()
    {
        Assert.Equal([false, null], await ReadAsync(Log((1, "INSERT")), Json("", 404)));
    }

    [Fact]
    public async Task Log_thatIsTooFull_isLookedAtThroughANarrowerWindow()
    {
        var full = Log([.. Enumerable.Range(1, 1_000).Select(id => (id, "UPDATE"))]);
        var moved = await ReadAsync(full, full, Log((1, "INSERT")), Log((2, "INSERT")));

        Assert.Equal([false, true], moved);
        var filters = _site.Server.Calls.Where(call => call.Path == Changes).Select(call => call.Query!["Filter"].Single()).ToList();
        Assert.Equal(
            "TableName in ('CUSTOMER','CUSTOMER_ADRESS','CUSTOMER_EMAIL') and DateAction ge "
                + "'2026-03-09 00:00:00' and DateAction lt '2026-03-12 00:00:00'",
            filters[0]);
        Assert.Equal(
            ["2026-03-09 00:00:00", "2026-03-10 00:00:00", "2026-03-10 09:00:00", "2026-03-10 09:00:00"],
            filters.Select(filter => filter.Split('\'')[7]));
    }

    public void Dispose() => _site.Dispose();

    private async Task<List<bool?>> ReadAsync(params IResponseBuilder[] logs)
    {
        _site.Server.Answers($"/api/v1/token/{SynetonSite.Key}", """{"TokenGuid":"t"}""");
        _site.Server.Answers("/api/v1/apisettings", "{}");
        _site.Bare().Server.AnswersInTurn(
            "/api/v1/customers",
            Json("""[{"CustomerId":1}]""").WithHeader("Link", "<http://x/?page=2>; rel=next"),
            Json("""[{"CustomerId":2}]"""));
        _site.Server.AnswersInTurn(Changes, logs);
        return [.. (await _site.Source.StreamClientsAsync(_site.Access, Token).AllAsync()).Select(page => page.RowsMoved)];
    }

    private static IResponseBuilder Log(params (int Id, string Action)[] changes) =>
        Json($"[{string.Join(
            ',', changes.Select(change => $$"""{"Id":{{change.Id}},"ActionType":"{{change.Action}}","TableName":"CUSTOMER"}"""))}]");
}
