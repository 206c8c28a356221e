using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Accounton.Data;
using Accounton.Development.Demo;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Hangfire;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Data;

/// <summary>A process that cannot open the keys in the database does nothing with it.</summary>
public sealed class KeyCheckTests : IDisposable
{
    private const string Sign = "/sign-in";

    private readonly Certificates _certificates = new();

    public static TheoryData<string> Providers => TestDatabase.Providers;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Providers))]
    public async Task Start_withAnotherCertificate_isRefusedNamesItAndAddsNothing(string provider)
    {
        await using var database = await TestDatabase.EmptyAsync(provider);
        var right = _certificates.New();
        var wrong = _certificates.New();
        await using (var first = Started(database, right))
            await DemoData.AddOfficeAsync(first.Services, "Kantoor");

        await using (var other = Started(database, wrong))
        {
            var refused = Assert.Throws<KeysClosedException>(() => other.Services);
            Assert.Contains(wrong, refused.Message, StringComparison.Ordinal);
            Assert.Contains(Thumbprint(wrong), refused.Message, StringComparison.Ordinal);
            Assert.Contains("DataProtection:OldCertificates", refused.Message, StringComparison.Ordinal);
        }

        await using var again = Started(database, right);
        Assert.Equal(HttpStatusCode.OK, (await again.CreateClient().GetAsync(new Uri(Sign, UriKind.Relative), Cancelled)).StatusCode);
        Assert.Single(await RingAsync(again));
        await using var scope = await again.OfficeScopeAsync("Kantoor");
        await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
    }

    /// <summary>Nothing is wrapped yet, but the first node's key is there.</summary>
    [Fact]
    public async Task Start_withAnotherCertificateBeforeTheFirstOffice_isRefused()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using (var first = Started(database, _certificates.New()))
            Assert.Single(await RingAsync(first));

        await using var other = Started(database, _certificates.New());
        Assert.Throws<KeysClosedException>(() => other.Services);
    }

    [Fact]
    public async Task Start_withoutTheRingOfItsOffices_isRefusedAndAddsNothing()
    {
        await using var database = await TestDatabase.EmptyAsync();
        var certificate = _certificates.New();
        List<DataProtectionKey> ring;
        await using (var first = Started(database, certificate))
        {
            await DemoData.AddOfficeAsync(first.Services, "Kantoor");
            ring = await TakeRingAsync(first);
        }

        await using (var other = Started(database, certificate))
            Assert.Contains(
                "DataProtectionKeys", Assert.Throws<KeysClosedException>(() => other.Services).Message, StringComparison.Ordinal);

        await using var data = new ProtectedData(database, ("DataProtection:Certificate", certificate));
        await using (var scope = data.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            Assert.Empty(await db.DataProtectionKeys.ToListAsync(Cancelled));
            db.DataProtectionKeys.AddRange(ring);
            await db.SaveChangesAsync(Cancelled);
        }

        await using var again = Started(database, certificate);
        Assert.Equal(
            HttpStatusCode.OK, (await again.CreateClient().GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled)).StatusCode);
    }

    /// <summary>What nodes of before this check left behind: a key of their own, with which nothing was wrapped.</summary>
    [Fact]
    public async Task Start_withAStrangersKeyInTheRing_goesOn()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var strangers = await TestDatabase.EmptyAsync();
        DataProtectionKey strange;
        await using (var stranger = Started(strangers, _certificates.New()))
            strange = Assert.Single(await RingAsync(stranger));
        var certificate = _certificates.New();
        await using (var first = Started(database, certificate))
        {
            await DemoData.AddOfficeAsync(first.Services, "Kantoor");
            await PutRingAsync(first, [strange]);
        }

        await using var again = Started(database, certificate);
        Assert.Equal(2, (await RingAsync(again)).Count);
    }

    [Fact]
    public async Task Node_whoseKeysAreGone_isUnreadySaysWhomToCallLeavesJobsAloneAndGoesOnOnceTheyAreBack()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var app = Started(database, _certificates.New(), runJobs: true, services => services.AddSingleton<Count>());
        await DemoData.AddOfficeAsync(app.Services, "Kantoor");
        var office = await app.OfficeIdAsync("Kantoor");
        using var http = app.CreateClient();
        var ring = await TakeRingAsync(app);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/health/live"));
        var page = await Page.GetAsync(http, Sign);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("passen niet bij het certificaat van de server", page.Text, StringComparison.Ordinal);
        var jobs = app.Services.GetRequiredService<IBackgroundJobClient>();
        var id = jobs.Enqueue<CountedJob>(job => job.RunAsync(office));
        using var storage = app.Services.GetRequiredService<JobStorage>().GetConnection();
        await Eventually.HoldsAsync(() => storage.GetStateData(id)?.Name == "Succeeded", "the job has ended");
        Assert.Equal(0, app.Services.GetRequiredService<Count>().Jobs);
        Assert.Empty(await RingAsync(app));

        await PutRingAsync(app, ring);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, Sign));
        id = jobs.Enqueue<CountedJob>(job => job.RunAsync(office));
        await Eventually.HoldsAsync(() => app.Services.GetRequiredService<Count>().Jobs == 1, "the job has run");
    }

    [Fact]
    public async Task CreateOperator_withAnotherCertificate_isRefused()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using (var first = Started(database, _certificates.New()))
            Assert.Single(await RingAsync(first));
        var wrong = _certificates.New();
        string[] settings =
        [
            .. database.Settings.Select(s => $"--{s.Key}={s.Value}"),
            $"--DataProtection:Certificate={wrong}",
            "--App:PublicUrl=http://localhost",
        ];
        var start = new ProcessStartInfo("dotnet", [Programs.Accounton, "create-operator", "an@voorbeeld.be", .. settings])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancelled);
        var errors = await process.StandardError.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);

        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains(Thumbprint(wrong), errors, StringComparison.Ordinal);
        Assert.DoesNotContain("/welcome", await output, StringComparison.Ordinal);
    }

    public void Dispose() => _certificates.Dispose();

    private static App Started(
        TestDatabase database, string certificate, bool runJobs = false, Action<IServiceCollection>? replace = null) => new(
        database, runJobs: runJobs, replace: replace, settings: [
            ("environment", "Production"), ("DataProtection:AllowUnprotectedKeys", "false"), ("DataProtection:Certificate", certificate),
        ]);

    private static string Thumbprint(string path)
    {
        using var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, null);
        return certificate.Thumbprint;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), Cancelled);
        return answer.StatusCode;
    }

    private static async Task<List<DataProtectionKey>> RingAsync(App app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountonContext>().DataProtectionKeys.AsNoTracking().ToListAsync(Cancelled);
    }

    /// <summary>Takes the keys away, as a restored backup without them does.</summary>
    private static async Task<List<DataProtectionKey>> TakeRingAsync(App app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        var ring = await db.DataProtectionKeys.ToListAsync(Cancelled);
        Assert.NotEmpty(ring);
        db.RemoveRange(ring);
        await db.SaveChangesAsync(Cancelled);
        return ring;
    }

    private static async Task PutRingAsync(App app, IEnumerable<DataProtectionKey> ring)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        db.DataProtectionKeys.AddRange(ring.Select(key => new DataProtectionKey { FriendlyName = key.FriendlyName, Xml = key.Xml }));
        await db.SaveChangesAsync(Cancelled);
    }

    [JobRules]
    public sealed class CountedJob(Count count)
    {
        [AutomaticRetry(Attempts = 0)]
        public Task RunAsync(Guid officeId)
        {
            Assert.NotEqual(Guid.Empty, officeId);
            count.Jobs++;
            return Task.CompletedTask;
        }
    }

    public sealed class Count
    {
        public int Jobs { get; set; }
    }
}
