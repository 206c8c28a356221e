using System.Net;
using Accounton.Tests.Running;

namespace Accounton.Tests.Web;

/// <summary>What every answer of the whole application carries, whichever part of it answers.</summary>
public sealed class SecurityFloorTests(SecurityFloorTests.Site site) : IClassFixture<SecurityFloorTests.Site>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string?, string, HttpStatusCode> Pages => new()
    {
        { null, "/sign-in", HttpStatusCode.OK },
        { null, "/", HttpStatusCode.Redirect },
        { null, "/health/live", HttpStatusCode.OK },
        { null, "/css/app.css", HttpStatusCode.OK },
        { null, "/no-such-page", HttpStatusCode.Redirect },
        { null, "/error/500", HttpStatusCode.NotFound },
        { App.Admin, "/no-such-page", HttpStatusCode.NotFound },
        { null, "/settings/integrations/adminpulse/callback", HttpStatusCode.Redirect },
        { App.Admin, "/", HttpStatusCode.OK },
        { App.Admin, "/settings/integrations", HttpStatusCode.OK },
        { App.Admin, "/settings/integrations/cards/Syneton", HttpStatusCode.OK },
        { App.Admin, "/jobs", HttpStatusCode.NotFound },
        { App.Operator, "/settings/integrations", HttpStatusCode.Forbidden },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Answer_ofAnyKind_hasTheSecurityHeaders(string? who, string address, HttpStatusCode status)
    {
        using var answer = await (await site.ComeAsync(who)).GetAsync(address);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
        Assert.Equal("max-age=31536000; includeSubDomains", Header(answer, "Strict-Transport-Security"));
        Assert.Null(Header(answer, "Server"));
        var policy = Header(answer, "Content-Security-Policy")!;
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Matches("script-src 'self' 'nonce-[^']{20,}'", policy);
        if (answer.Content.Headers.ContentType?.MediaType == "text/html")
        {
            Assert.Equal("no-store", Header(answer, "Cache-Control"));
            var nonces = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled))
                .QuerySelectorAll("script").Select(script => script.GetAttribute("nonce"));
            Assert.All(nonces, nonce => Assert.Contains($"'nonce-{nonce}'", policy, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Jobs_forAnOperator_haveAPolicyOfTheirOwn()
    {
        using var answer = await (await site.ComeAsync(App.Operator)).GetAsync("/jobs");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var rules = Header(answer, "Content-Security-Policy")!.Split("; ");
        Assert.Contains("script-src 'self'", rules);
        Assert.Contains("style-src-attr 'unsafe-inline'", rules);
        Assert.Contains("frame-ancestors 'none'", rules);
        Assert.DoesNotContain(
            rules, rule => rule.StartsWith("script-src", StringComparison.Ordinal) && rule.Contains("unsafe", StringComparison.Ordinal));
        var html = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.All(Visitor.Parse(html).QuerySelectorAll("script"), script => Assert.NotNull(script.GetAttribute("src")));
        Assert.DoesNotContain("accounton.db", html, StringComparison.Ordinal);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    /// <summary>The application as it is deployed, over TLS; its people are those of the demonstration.</summary>
    public sealed class Site : IAsyncLifetime
    {
        private TestDatabase? _database;
        private App? _app;

        public async ValueTask InitializeAsync()
        {
            _database = await TestDatabase.CreateAsync();
            _app = new App(_database, settings:
                [("environment", "Production"), ("DataProtection:AllowUnprotectedKeys", "true"), (
                    "App:PublicUrl", "https://accounton.test")]);
            await Accounton.Development.Demo.DemoData.SeedAsync(_app.Services);
        }

        internal Task<Visitor> ComeAsync(string? email) => Visitor.ComeAsync(_app!, email, site: "https://accounton.test");

        public async ValueTask DisposeAsync()
        {
            if (_app is not null)
                await _app.DisposeAsync();
            if (_database is not null)
                await _database.DisposeAsync();
        }
    }
}
