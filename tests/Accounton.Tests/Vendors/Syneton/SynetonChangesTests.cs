using WireMock.ResponseBuilders;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.Syneton;

public sealed class SynetonChangesTests : IDisposable
{
    private const string Changes = "/api/v1/customer/changes";
    private readonly SynetonSite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_new_in_the_log_says_that_no_rows_moved()
    {
        var moved = await ReadAsync(Log((1, "INSERT"), (2, "DELETE")), Log((2, "DELETE"), (1, "INSERT")));

        Assert.Equal([false, false], moved);
    }

    [Fact]
    public async Task Something_new_in_the_log_says_on_the_last_page_that_rows_moved()
    {
        var moved = await ReadAsync(Log((1, "INSERT")), Log((1, "INSERT"), (5, "DELETE")));

        Assert.Equal([false, true], moved);
    }

    [Fact]
    public async Task A_second_change_of_the_same_kind_counts()
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
    public async Task A_server_without_a_log_is_read_without(int status, string body)
    {
        Assert.Equal([null, null], await ReadAsync(Json(body, status)));
        Assert.Equal(1, _site.CallsTo(Changes));
    }

    [Fact]
    public async Task A_log_that_fails_when_it_is_looked_at_again_tells_nothing()
    {
        Assert.Equal([false, null], await ReadAsync(Log((1, "INSERT")), Json("", 404)));
    }

    [Fact]
    public async Task A_log_that_is_too_full_is_looked_at_through_a_narrower_window()
    {
        var full = Log([.. Enumerable.Range(1, 1_000).Select(id => (id, "UPDATE"))]);
        var moved = await ReadAsync(full, full, Log((1, "INSERT")), Log((2, "INSERT")));

        Assert.Equal([false, true], moved);
        var filters = _site.Server.Calls.Where(call => call.Path == Changes).Select(call => call.Query!["Filter"].Single()).ToList();
        Assert.Equal(
            "TableName in ('CUSTOMER','CUSTOMER_ADRESS','CUSTOMER_EMAIL') and DateAction ge '2026-03-09 00:00:00' and DateAction lt '2026-03-12 00:00:00'",
            filters[0]);
        Assert.Equal(["2026-03-09 00:00:00", "2026-03-10 00:00:00", "2026-03-10 09:00:00", "2026-03-10 09:00:00"], filters.Select(filter => filter.Split('\'')[7]));
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
        Json($"[{string.Join(',', changes.Select(change => $$"""{"Id":{{change.Id}},"ActionType":"{{change.Action}}","TableName":"CUSTOMER"}"""))}]");
}
