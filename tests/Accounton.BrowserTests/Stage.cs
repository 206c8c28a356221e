using Accounton.BrowserTests;
using Accounton.Data;
using Accounton.Development.Demo;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Stage))]

namespace Accounton.BrowserTests;

/// <summary>
/// What the tests of this assembly share: one application, one sandbox and one browser. A test that changes something
/// does so in an office of its own, and links it with an account of its own.
/// </summary>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>The accounts at both vendors, one for each test that puts faults in front of it, and how many clients they have.</summary>
    private static readonly Dictionary<string, int> Accounts = new()
    {
        ["ander"] = 40,
        ["ingetrokken"] = 30,
        ["traag"] = 600,
        ["gestopt"] = 20_000,
    };

    /// <summary>Milliseconds for a click and what comes of it, on a machine that is busy with other things.</summary>
    private const int Patience = 60_000;

    private readonly List<IAsyncDisposable> _running = [];
    private App? _services;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private int _offices;
    private int _visitors;

    public Sandbox Sandbox { get; private set; } = null!;

    public Uri App { get; private set; } = null!;

    public Texts Texts => _services!.Services.GetRequiredService<Texts>();

    /// <summary>What the application answers to.</summary>
    public IEnumerable<RouteEndpoint> Routes =>
        _services!.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private string MailFolder { get; } = Directory.CreateTempSubdirectory("accounton-mail-").FullName;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is null)
            return;

        SetDefaultExpectTimeout(30_000);
        var browser = StartBrowserAsync();
        var database = Keep(await TestDatabase.CreateAsync());
        Sandbox = Keep(await Sandbox.StartAsync([.. Accounts.Select(account => $"Sandbox:Clients:{account.Key}={account.Value}")]));
        App = Keep(await AppProcess.StartAsync(
            database,
            Sandbox,
            $"Mail:Folder={MailFolder}",
            "App:TrustedProxies:0=127.0.0.1",
            "App:TrustedProxies:1=::1",
            $"SingleSignOn:Authority={new Uri(Sandbox.Url, "/sso")}",
            "SingleSignOn:ClientId=accounton",
            "SingleSignOn:ClientSecret=sandbox-secret",
            "SingleSignOn:DisplayName=Testhuis")).Url;
        _services = Keep(new App(database, Sandbox));
        await browser;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        foreach (var running in Enumerable.Reverse(_running))
            await running.DisposeAsync();
        Directory.Delete(MailFolder, recursive: true);
    }

    /// <summary>An office that nobody else uses, with an Admin and an Accountant.</summary>
    public async Task<TestOffice> NewOfficeAsync()
    {
        var number = Interlocked.Increment(ref _offices);
        var id = await DemoData.AddOfficeAsync(_services!.Services, $"Kantoor {number}");
        var office = new TestOffice(id, $"Kantoor {number}", $"admin{number}@demo.test", $"accountant{number}@demo.test");
        await DemoData.AddUserAsync(_services.Services, office.Admin, "An Peeters", (id, OfficeRole.Admin));
        await DemoData.AddUserAsync(_services.Services, office.Accountant, "Karim Dubois", (id, OfficeRole.Accountant));
        return office;
    }

    /// <summary>An Admin of several offices.</summary>
    public async Task<string> NewAdminAsync(params TestOffice[] offices)
    {
        var email = $"beide{Interlocked.Increment(ref _offices)}@demo.test";
        await DemoData.AddUserAsync(_services!.Services, email, "Bo Beide", [.. offices.Select(office => (office.Id, OfficeRole.Admin))]);
        return email;
    }

    /// <summary>Adds rows to an office, or to what belongs to none.</summary>
    public async Task AddAsync(TestOffice? office, Action<AccountonContext> add)
    {
        var scopes = _services!.Services.GetRequiredService<IServiceScopeFactory>();
        await using var scope = office is null ? scopes.CreateAsyncScope() : scopes.CreateOfficeScope(office.Id);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        add(db);
        await db.SaveChangesAsync();
    }

    /// <summary>Does something in an office with the application's own services.</summary>
    public async Task WorkAsync(TestOffice office, Func<AccountonContext, IServiceProvider, Task> work)
    {
        await using var scope = _services!.Services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(office.Id);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        await work(db, scope.ServiceProvider);
        await db.SaveChangesAsync();
    }

    /// <summary>Works in an office with the application's own services.</summary>
    public async Task WorkAsync(TestOffice office, Func<IServiceProvider, Task> work)
    {
        await using var scope = _services!.Services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(office.Id);
        await work(scope.ServiceProvider);
    }

    /// <summary>Signs somebody in as they do it themselves, in Dutch.</summary>
    public static async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mailadres").FillAsync(email);
        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync(new DemoAccounts().Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Aanmelden" }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
    }

    /// <summary>The mails that left for somebody, as they are.</summary>
    public IReadOnlyList<string> MailsTo(string email) =>
        [.. Directory.EnumerateFiles(MailFolder, "*.eml").Select(File.ReadAllText)
            .Where(mail => mail.Contains($"To: {email}", StringComparison.Ordinal))];

    /// <summary>The first mail to somebody; waits for it.</summary>
    public async Task<string> MailAsync(string email)
    {
        await Eventually.HoldsAsync(() => MailsTo(email).Count > 0, $"a mail to {email}");
        return MailsTo(email)[0];
    }

    /// <summary>
    /// The link in the newest mail to somebody that leads to a path of ours, with a token in its query or,
    /// after a slash, as its end; waits for it.
    /// </summary>
    public async Task<string> LinkAsync(string email, string path)
    {
        string? link = null;
        await Eventually.HoldsAsync(
            () => (link = MailsTo(email).Select(mail => LinkIn(mail, path)).LastOrDefault(found => found is not null)) is not null,
            $"a mail to {email} with a link to {path}");
        return link!;
    }

    private static string? LinkIn(string mail, string path)
    {
        using var source = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail));
        using var message = MimeKit.MimeMessage.Load(source);
        return message.TextBody!.Split(' ', '\n', '\r').FirstOrDefault(word =>
            word.Contains($"{path}?token=", StringComparison.Ordinal)
                || (path.EndsWith('/') && word.Contains(path, StringComparison.Ordinal)));
    }

    /// <summary>A browser window without cookies, at an address of its own: signing in is limited by address.</summary>
    /// <param name="app">Another application than the shared one.</param>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options, Uri? app = null)
    {
        var visitor = Interlocked.Increment(ref _visitors);
        options.BaseURL = (app ?? App).GetLeftPart(UriPartial.Authority);
        options.Locale ??= "nl-BE";
        options.TimezoneId = "Europe/Brussels";
        options.ExtraHTTPHeaders = [new("X-Forwarded-For", $"10.1.{visitor / 250}.{1 + visitor % 250}")];
        var window = await _browser!.NewContextAsync(options);
        window.SetDefaultTimeout(Patience);
        return window;
    }

    private async Task StartBrowserAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Program,
            Args =
            [
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
            ],
        });
    }

    private T Keep<T>(T running) where T : IAsyncDisposable
    {
        _running.Add(running);
        return running;
    }
}

/// <summary>An office of a test's own.</summary>
public sealed record TestOffice(Guid Id, string Name, string Admin, string Accountant);
