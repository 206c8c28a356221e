namespace Accounton.Tests.Web;

public sealed class AccountonHeadersTests
{
    [Fact]
    public async Task Page_any_allowsOnlyWhatComesFromHere()
    {
        await using var app = await WebApp.StartAsync();

        var page = await app.GetAsync("/nowhere");

        var rules = page.Header("Content-Security-Policy")!.Split("; ");
        var nonce = page.Html.QuerySelector("script")!.GetAttribute("nonce");
        Assert.Equal(
            [
                "base-uri 'none'", "connect-src 'self'", "default-src 'none'", "font-src 'self'", "form-action 'self'",
                "frame-ancestors 'none'", "img-src 'self' data:", "manifest-src 'self'",
                $"script-src 'self' 'nonce-{nonce}'", "style-src 'self'",
            ],
            rules.Order(StringComparer.Ordinal));
        Assert.Equal("max-age=31536000; includeSubDomains", page.Header("Strict-Transport-Security"));
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", page.Header("Referrer-Policy"));
        Assert.Equal("same-origin", page.Header("Cross-Origin-Opener-Policy"));
        Assert.NotNull(page.Header("Permissions-Policy"));
        Assert.Null(page.Header("Server"));
    }

    [Fact]
    public async Task Page_twice_hasAnotherNonce()
    {
        await using var app = await WebApp.StartAsync();

        var first = (await app.GetAsync("/nowhere")).Header("Content-Security-Policy");
        var second = (await app.GetAsync("/nowhere")).Header("Content-Security-Policy");

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Page_any_isNotKeptByTheBrowser()
    {
        await using var app = await WebApp.StartAsync();

        Assert.Equal("no-store", (await app.GetAsync("/error/404")).Header("Cache-Control"));
    }

    [Fact]
    public async Task Jobs_dashboard_mayStyleItsStates()
    {
        await using var app = await WebApp.StartAsync();

        var policy = (await app.GetAsync("/jobs/sample")).Header("Content-Security-Policy");

        Assert.Contains("style-src-attr 'unsafe-inline'", policy);
        Assert.Contains("script-src 'self';", policy);
    }

    [Fact]
    public async Task Development_any_doesNotAskForHttpsForAYear()
    {
        await using var app = await WebApp.StartAsync("Development");

        Assert.Null((await app.GetAsync("/nowhere")).Header("Strict-Transport-Security"));
    }
}
