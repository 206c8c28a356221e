using System.Net;
using System.Text.RegularExpressions;
using Accounton.Tests.Running;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Accounton.Tests.Web;

/// <summary>Ways in that are not meant: by http, by the dashboard's GET, by an address that is another site's, by a published port.</summary>
public sealed class DoorsTests
{
    private const string Site = "https://accounton.test";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Http_whereHttpsIsMeant_leadsToThePublicAddress()
    {
        var log = new Lines();
        await using var database = await TestDatabase.CreateAsync();
        await using var app = InProduction(database, log);
        using var browser = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new("http://10.0.0.5") });

        using var page = await browser.GetAsync("/sign-in?returnUrl=%2Fclients", Cancelled);
        using var form = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([]), Cancelled);
        using var odd = await browser.GetAsync("http://10.0.0.5//kwaad.test/x", Cancelled);
        using var health = await browser.GetAsync("/health/live", Cancelled);
        using var proxied = new HttpRequestMessage(HttpMethod.Get, "http://accounton.test/sign-in");
        proxied.Headers.Add("X-Forwarded-Proto", "https");
        using var loop = await browser.SendAsync(proxied, Cancelled);

        Assert.Equal((HttpStatusCode.TemporaryRedirect, Site + "/sign-in?returnUrl=%2Fclients"), (page.StatusCode, page.Headers.Location?.OriginalString));
        Assert.Equal((HttpStatusCode.TemporaryRedirect, Site + "/sign-in"), (form.StatusCode, form.Headers.Location?.OriginalString));
        Assert.Equal(Site + "/kwaad.test/x", odd.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Contains("het log zegt welke instelling voor de proxy ontbreekt", WebUtility.HtmlDecode(await loop.Content.ReadAsStringAsync(Cancelled)), StringComparison.Ordinal);
        Assert.Contains(log.Warnings, line => line.Contains("App__TrustedProxies__0", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Warnings, line => line.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_behindHttpWithoutATrustedProxy_saysWhichSettingIsMissing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var server = await ServerProcess.StartAsync(
            Programs.Accounton,
            ["--App:PublicUrl=https://accounton.test", "--DataProtection:AllowUnprotectedKeys=true", "--Jobs:RunServer=true", .. database.Settings.Select(s => $"--{s.Key}={s.Value}")],
            "Production");

        await Eventually.HoldsAsync(() => server.Output.Contains("App__TrustedProxies__0", StringComparison.Ordinal), "the log names the setting");
    }

    [Theory]
    [InlineData("/jobs/jobs/scheduled/enqueue")]
    [InlineData("/jobs/jobs/scheduled/delete")]
    [InlineData("/jobs/jobs/failed/requeue")]
    [InlineData("/jobs/jobs/enqueued/delete")]
    [InlineData("/jobs/recurring/trigger")]
    [InlineData("/jobs/recurring/remove")]
    [InlineData("/JOBS/jobs/succeeded/requeue")]
    public async Task Dashboard_commandedByGet_refuses(string path)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        using var browser = await app.BrowserAsync(App.Operator);

        foreach (var content in (HttpContent?[])[new FormUrlEncodedContent([new("jobs[]", "1")]), new MultipartFormDataContent { { new StringContent("1"), "jobs[]" } }, null])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Content = content };
            using var answer = await browser.SendAsync(request, Cancelled);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }

        using var page = await browser.GetAsync("/jobs/jobs/enqueued", Cancelled);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("https://accounton.test//kwaad.test/x")]
    [InlineData("https://accounton.test/\\kwaad.test/x")]
    [InlineData("https://accounton.test///kwaad.test")]
    [InlineData("https://accounton.test/%09/kwaad.test")]
    public async Task ErrorPage_forWhoCameFromAnOddAddress_leadsBackToThisSite(string referer)
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync();

        var page = await app.GetAsync("/nowhere", ("Referer", referer));

        Assert.All(page.Html.QuerySelectorAll("main a"), a => Assert.Equal("accounton.test", new Uri(new Uri(Site), a.GetAttribute("href")).Host));
        var odd = await app.GetAsync("//kwaad.test/nowhere");
        Assert.All(odd.Html.QuerySelectorAll("input[name=returnUrl]"), input => Assert.Equal("accounton.test", new Uri(new Uri(Site), input.GetAttribute("value")).Host));
    }

    [Fact]
    public async Task ErrorPage_askedForByItsAddress_isNotFoundAndNoFault()
    {
        var log = new Lines();
        await using var database = await TestDatabase.CreateAsync();
        await using var app = InProduction(database, log);
        using var browser = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new(Site) });

        foreach (var code in (int[])[400, 500, 503])
        {
            using var answer = await browser.GetAsync($"/error/{code}", Cancelled);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    /// <summary>What is started to try things takes nobody in from the network.</summary>
    [Fact]
    public void Compose_publishesNothingToTheNetwork()
    {
        var published = Regex.Matches(File.ReadAllText(Path.Combine(Source.Root, "docker-compose.yml")), "\"([^\"/]*\\d+:\\d+)\"").Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(published);
        Assert.All(published, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
    }

    private static App InProduction(TestDatabase database, Lines log) => new(
        database, replace: services => services.AddSingleton<ILoggerFactory>(log),
        settings: [("environment", "Production"), ("DataProtection:AllowUnprotectedKeys", "true"), ("App:PublicUrl", Site)]);

    /// <summary>Keeps what is logged as a warning or worse.</summary>
    private sealed class Lines : ILoggerFactory, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Warnings => [.. _lines];

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
                _lines.Enqueue($"{formatter(state, exception)} {exception?.GetType().Name}");
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }
}
