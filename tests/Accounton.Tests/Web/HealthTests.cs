using System.Net;
using Accounton.Data;
using Accounton.Tests.Running;

namespace Accounton.Tests.Web;

public sealed class HealthTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Ready_beforeTheDatabaseIsMigrated_isUnavailableAndThenReady(string provider)
    {
        await using var database = await TestDatabase.EmptyAsync(provider);
        await using var app = new App(database, settings:
            [("environment", "Production"), ("DataProtection:AllowUnprotectedKeys", "true"), ("Database:MigrateOnStart", "false")]);
        using var http = app.CreateClient();

        using var before = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled);
        using var alive = await http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancelled);
        await Migrator.MigrateAsync(app.Services, Cancelled);
        using var after = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }
}
