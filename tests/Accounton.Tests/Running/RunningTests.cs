using System.Net;

namespace Accounton.Tests.Running;

public sealed class RunningTests
{
    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Start_OnAnEmptyDatabase_SignsADemoUserIn(string provider)
    {
        await using var database = await TestDatabase.EmptyAsync(provider);
        await using var app = new App(database);
        using var browser = await app.BrowserAsync(App.Admin);
        var page = await Page.GetAsync(browser, "/settings/integrations");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("AdminPulse", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_OnTheirOwnDatabaseAndSandbox_Answer()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var database = await TestDatabase.EmptyAsync();
        await using var app = await AppProcess.StartAsync(database, sandbox);
        using var http = new HttpClient { BaseAddress = app.Url };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.NotEmpty(await sandbox.TruthAsync("klein", "adminpulse"));
    }
}
