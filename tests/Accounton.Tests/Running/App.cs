using Accounton.Data;
using Accounton.Development.Demo;
using Accounton.Jobs;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounton.Tests.Running;

/// <summary>
/// The application inside the test's process, on a real database, with its demo offices and users. Jobs are worked on
/// by nobody unless asked for, so that a test says itself what runs when.
/// </summary>
public sealed class App(
    TestDatabase database,
    Sandbox? sandbox = null,
    TimeProvider? clock = null,
    bool runJobs = false,
    Action<IServiceCollection>? replace = null,
    params (string Key, string Value)[] settings)
    : WebApplicationFactory<Program>
{
    public const string Admin = "admin@demo.test";
    public const string Accountant = "accountant@demo.test";
    public const string OtherAdmin = "admin@ander.test";
    public const string Operator = "operator@demo.test";
    public const string DemoOffice = "Kantoor Demo";
    public const string OtherOffice = "Kantoor Ander";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseContentRoot(Source.Application);
        // Each watched file takes one of the few watchers that a user may have, and dozens of hosts live at once.
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        builder.UseSetting("Development:Sandbox", "");
        builder.UseSetting("App:PublicUrl", "http://localhost");
        builder.UseSetting(OwnAddresses.Trust.Key, OwnAddresses.Trust.Value);
        builder.UseSetting("Mail:Folder", Path.Combine(Path.GetTempPath(), $"accounton-mail-{Guid.NewGuid():N}"));
        foreach (var (key, value) in database.Settings.Concat(sandbox?.Settings ?? new Dictionary<string, string>()))
            builder.UseSetting(key, value);
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);

        builder.ConfigureTestServices(services =>
        {
            services.AddTransient<IStartupFilter, OwnAddresses>();

            // People sign in by the thousand here, and each password is meant to cost a tenth of a second.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
            if (clock is not null)
                services.AddSingleton(clock);
            if (!runJobs)
            {
                foreach (var server in services.Where(s => s.ServiceType == typeof(IHostedService) && IsJobServer(s)).ToList())
                    services.Remove(server);
            }

            replace?.Invoke(services);
        });
    }

    /// <summary>A scope that works for an office, by its name.</summary>
    public async Task<AsyncServiceScope> OfficeScopeAsync(string office = DemoOffice) =>
        Services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(await OfficeIdAsync(office));

    public async Task<Guid> OfficeIdAsync(string office)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountonContext>().Offices
            .Where(o => o.Name == office).Select(o => o.Id).SingleAsync();
    }

    /// <summary>A browser's worth of cookies, signed in as a demo user; or signed out. Redirects are not followed.</summary>
    public async Task<HttpClient> BrowserAsync(string? email = null)
    {
        var browser = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
        if (email is not null)
        {
            var form = await Page.GetAsync(browser, "/sign-in");
            using var answer = await form.PostAsync("/sign-in", new() { ["Email"] = email, ["Password"] = new DemoAccounts().Password });
            if (answer.StatusCode != System.Net.HttpStatusCode.Redirect)
                throw new InvalidOperationException($"{email} could not sign in: {answer.StatusCode}");
        }

        return browser;
    }

    private static bool IsJobServer(ServiceDescriptor service) =>
        service.ImplementationType == typeof(SweepSchedule)
        || (service.ImplementationFactory?.Method.DeclaringType?.FullName?.StartsWith(
            typeof(HangfireServiceCollectionExtensions).FullName!, StringComparison.Ordinal) ?? false);
}
