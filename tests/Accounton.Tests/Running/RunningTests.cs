using System.Net;
using Accounton.Features.OneTimeLinks;

namespace Accounton.Tests.Running;

public sealed class RunningTests
{
    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Start_onAnEmptyDatabase_signsADemoUserIn(string provider)
    {
        await using var database = await TestDatabase.EmptyAsync(provider);
        await using var app = new App(database);
        using var browser = await app.BrowserAsync(App.Admin);
        var page = await Page.GetAsync(browser, "/settings/integrations");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("AdminPulse", page.Text, StringComparison.Ordinal);
    }

    /// <summary>However fast they are and whoever shares the application: see <see cref="OwnAddresses"/>.</summary>
    [Fact]
    public async Task Requests_ofAnyNumber_useUpNobodysTries()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        var visitor = await Visitor.ComeAsync(app);
        for (var again = 0; again <= OneTimeLinkSetup.TriesPerMinute; again++)
        {
            using var answer = await visitor.GetAsync("/password");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Processes_onTheirOwnDatabaseAndSandbox_answer()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var database = await TestDatabase.EmptyAsync();
        await using var app = await AppProcess.StartAsync(database, sandbox);
        using var http = new HttpClient { BaseAddress = app.Url };
        Assert.Equal(
            HttpStatusCode.OK,
            (await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.NotEmpty(await sandbox.TruthAsync("klein", "adminpulse"));
    }
}
