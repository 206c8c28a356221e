using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Accounton.Tests.Running;
using Accounton.Tests.Vendors;
using Accounton.Vendors;
using Accounton.Vendors.Syneton;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Accounton.Tests.Features.Settings.Integrations;

/// <summary>Linking Syneton by the form: how long it may take, and over what the key leaves.</summary>
public sealed class SynetonFormTests
{
    private const string Integrations = "/settings/integrations";
    private const string Key = "a-key-of-its-own";

    /// <summary>Resolves to this machine, without being it for the application.</summary>
    private const string Elsewhere = "server.kantoor.test";

    /// <summary>A name server that never answers, and that nobody can hurry.</summary>
    private const string Unresolved = "naamloos.kantoor.test";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Budget_ofAPage_isNoMoreThanTwentySeconds() =>
        Assert.InRange(new VendorHttpOptions().PageTimeout, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));

    [Fact]
    public async Task Link_withASilentServer_endsWithinTheBudgetWhateverIsSilent()
    {
        Assert.InRange(new VendorHttpOptions().PageTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
        using var silent = new RawServer(_ => null);
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start(1);
        await using var site = await Site.StartAsync(TimeSpan.FromMilliseconds(600));
        var port = silent.Url.Port;
        foreach (var url in new[]
        {
            $"http://127.0.0.1:{port}", $"https://127.0.0.1:{port}", $"127.0.0.1:{port}",
            $"127.0.0.1:{((IPEndPoint)deaf.LocalEndpoint).Port}", $"https://{Unresolved}:2100",
        })
        {
            var watch = Stopwatch.StartNew();
            var page = await site.LinkAsync(url);

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(6), $"{url} took {watch.Elapsed}.");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Contains(
                "Uw server van Admin IS | Consult antwoordt te traag. Er is niets gewijzigd.", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("automatisch", page.Html.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(url, page.Html.QuerySelector("#Syneton_Url")!.GetAttribute("value"));
        }
    }

    [Fact]
    public async Task Link_withoutAScheme_neverGivesTheKeyAwayOverHttp()
    {
        var paths = new List<string>();
        using var plain = new RawServer(path =>
        {
            paths.Add(path);
            return path.Length == 0 ? RawServer.Bytes("HTTP/1.1 400 Bad Request\r\n\r\n") : RawServer.Ok("""{"TokenGuid":"t"}""");
        });
        await using var site = await Site.StartAsync(TimeSpan.FromSeconds(10));

        var page = await site.LinkAsync($"127.0.0.1:{plain.Url.Port}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(
            "We probeerden enkel https. Heeft uw server geen https, typ dan http:// voor het adres.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(paths, path => path.Contains(Key, StringComparison.Ordinal));
        Assert.All(paths, path => Assert.Equal("", path));
    }

    [Fact]
    public async Task Link_overHttpThatWasTyped_sendsTheKeyOnlyOnceItMay()
    {
        await using var sandbox = await Running.Sandbox.StartAsync();
        await using var site = await Site.StartAsync(TimeSpan.FromSeconds(10));
        var url = $"http://{Elsewhere}:{sandbox.Url.Port}/syneton";

        var asked = await site.LinkAsync(url, key: "klein");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains(
            "uw API-sleutel zou onversleuteld over het netwerk gaan. Er is nog niets verstuurd.", asked.Text, StringComparison.Ordinal);
        Assert.Equal(url, asked.Html.QuerySelector("#Syneton_Url")!.GetAttribute("value"));
        Assert.DoesNotContain("klein", asked.Html.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.NotNull(asked.Html.QuerySelector("input[type=checkbox][name='Syneton.MayBeInClear']"));
        Assert.Equal(0, (await sandbox.CallsAsync("klein")).GetProperty("keySignIns").GetInt32());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.LinkAsync(url, key: "\u200B", mayBeInClear: true)).Status);

        // As it comes out of a mail or a document: with what nobody sees.
        var linked = await site.LinkAsync(url + "\u200B", key: "\uFEFFkl\u200Bein\u00A0", mayBeInClear: true);

        Assert.Equal(HttpStatusCode.OK, linked.Status);
        Assert.Contains($"Admin IS | Consult is gekoppeld met Kantoor Demo, op {url}", linked.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await sandbox.CallsAsync("klein")).GetProperty("keySignIns").GetInt32());

        // Whoever links it again reads it before anything is sent.
        Assert.NotNull(
            (await site.LookAsync(Integrations + "/syneton")).Html.QuerySelector("input[type=checkbox][name='Syneton.MayBeInClear']"));
    }

    /// <summary>An application whose name server knows two names, and the demo office's admin.</summary>
    private sealed class Site(TestDatabase database, App app, HttpClient browser) : IAsyncDisposable
    {
        public static async Task<Site> StartAsync(TimeSpan budget)
        {
            var database = await TestDatabase.CreateAsync();
            var app = new App(database, replace: services =>
            {
                services.Configure<VendorHttpOptions>(o => o.PageTimeout = budget);
                services.Replace(ServiceDescriptor.Singleton(new PublicAddressGuard(new AllowedHosts(["127.0.0.0/8"]), ResolveAsync)));
            });
            return new Site(database, app, await app.BrowserAsync(App.Admin));
        }

        public Task<Page> LookAsync(string address) => Page.GetAsync(browser, address);

        public async Task<Page> LinkAsync(string url, string key = Key, bool mayBeInClear = false)
        {
            var form = await LookAsync(Integrations);
            return await Page.OfAsync(browser, await form.PostAsync(Integrations + "/syneton/connect", new()
            {
                ["Syneton.Url"] = url, ["Syneton.ApiKey"] = key, ["Syneton.MayBeInClear"] = mayBeInClear ? "true" : "false",
            }));
        }

        public async ValueTask DisposeAsync()
        {
            browser.Dispose();
            await app.DisposeAsync();
            await database.DisposeAsync();
        }

        private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            if (host == Unresolved)
                await Task.Delay(TimeSpan.FromSeconds(30), Cancelled);
            return [IPAddress.Loopback];
        }
    }
}
