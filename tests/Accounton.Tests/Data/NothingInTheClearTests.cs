using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Mail;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Tests.Features.Questionnaires.Uploads;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Data;

/// <summary>
/// The whole way with a certificate, as in production: both vendors are linked and synced, a token is renewed and then
/// lost, which a mail tells. Afterwards whoever has all that was written, but not the certificate, has no secret.
/// </summary>
public sealed class NothingInTheClearTests
{
    private const string Certificate = "DataProtection:Certificate";
    private const string Account = "klein";
    private const string ApiKey = "sleutelvankantoor4711";
    private const string Control = "controle/geplant+0815 ÿ";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Everything_thatIsWritten_holdsNoSecretAndNoNationalNumber(string provider)
    {
        using var certificates = new Certificates();
        var certificate = certificates.New();
        var mails = Directory.CreateTempSubdirectory("accounton-mails-");
        await using var sandbox = await Sandbox.StartAsync("Sandbox:RateLimit=100000", $"Sandbox:Clients:{ApiKey}=25");
        await using var database = await TestDatabase.EmptyAsync(provider);
        string[] settings =
            [
                $"{Certificate}={certificate}",
                "DataProtection:AllowUnprotectedKeys=false",
                $"Mail:Folder={mails.FullName}",
                "Serilog:MinimumLevel:Default=Verbose",
            ];
        await using var owner = new ProtectedData(database, (Certificate, certificate));
        var secrets = new List<Needle>
        {
            new("API key", ApiKey),
            new("client secret", sandbox.Settings["AdminPulse:ClientSecret"]),
            new("password", new Accounton.Development.Demo.DemoAccounts().Password),
        };

        var logs = new StringBuilder();
        await using (var app = await AppProcess.StartAsync(database, sandbox, settings))
        {
            using var browser = await SignInAsync(app.Url);
            await LinkSynetonAsync(browser, sandbox);
            await LinkAdminPulseAsync(browser, sandbox);
            var office = await owner.OfficeAsync(App.DemoOffice);
            await SyncedAsync(owner, office, Vendor.Syneton, ConnectionState.Active);
            await SyncedAsync(owner, office, Vendor.AdminPulse, ConnectionState.Active);
            secrets.AddRange(await TokensAsync(owner, office));

            await sandbox.FaultAsync(new { account = Account, vendor = "adminpulse", fault = "expire-token" });
            await SyncAsync(browser, owner, office, ConnectionState.Active);
            secrets.AddRange(await TokensAsync(owner, office));

            await sandbox.FaultAsync(new { account = Account, vendor = "adminpulse", fault = "revoke-token" });
            await SyncAsync(browser, owner, office, ConnectionState.ReconnectNeeded);
            secrets.AddRange(await OfficeKeysAsync(owner, office));
            secrets.AddRange(await UploadAsync(app.Url, owner, office));
            await PlantAsync(owner, office);
            await app.KillAsync();
            logs.AppendLine(app.Output);
        }

        // What waits to be sent is sent when it starts again.
        await using (var app = await AppProcess.StartAsync(database, sandbox, settings))
        {
            var office = await owner.OfficeAsync(App.DemoOffice);
            await Eventually.HoldsAsync(
                async () => await CountAsync(owner, office, db => db.OutgoingMails.Where(m => m.EndedAt == null)) == 0,
                "the mails are sent");
            await app.KillAsync();
            logs.AppendLine(app.Output);
        }

        secrets.AddRange(await NationalNumbersAsync(sandbox));
        Assert.True(secrets.Count > 40, $"Only {secrets.Count} secrets are looked for.");
        Assert.Equal(4, secrets.Count(s => s.Name.Contains("token", StringComparison.Ordinal)));
        await AssertStoredAsync(owner);

        var written = new List<(string Name, byte[] Bytes)> { ("log", Encoding.UTF8.GetBytes(logs.ToString())) };
        written.AddRange(Files(mails.FullName));
        written.AddRange(provider == "Sqlite"
            ? Files(Path.GetDirectoryName(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.ConnectionString).DataSource)!)
            : [("database", Encoding.UTF8.GetBytes(await DatabaseText.OfPostgreSqlAsync(database.ConnectionString)))]);

        if (provider == "Sqlite")
            Assert.Contains(written, place => place.Name.EndsWith("-wal", StringComparison.Ordinal) && place.Bytes.Length > 0);

        var found =
            from secret in secrets
            from place in written
            from form in secret.In(place.Bytes)
            select $"{secret.Name}, {form}, in {place.Name}";
        Assert.Empty(found);

        var control = new Needle("control", Control);
        foreach (var form in (string[])["plain", "Base64", "URL"])
        {
            Assert.Contains(written, place => IsDatabase(place.Name) && control.In(place.Bytes).Contains(form));
            Assert.Contains(
                written, place => place.Name.EndsWith(".eml", StringComparison.Ordinal)
                    && new Needle("control", Ascii(Control)).In(place.Bytes).Contains(form));
        }

        Assert.NotEmpty(new Needle("control", "Application started.").In(written[0].Bytes));
        if (provider == "PostgreSql")
            Assert.NotEmpty(new Needle("control", "SyncJob").In(written.Single(p => p.Name == "database").Bytes));
        mails.Delete(recursive: true);
    }

    private static bool IsDatabase(string name) => name == "database" || name.Contains(".db", StringComparison.Ordinal);

    private static string Ascii(string text) => text.Replace(" ÿ", "", StringComparison.Ordinal);

    private static IEnumerable<(string Name, byte[] Bytes)> Files(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => (file, File.ReadAllBytes(file)));

    private static async Task<HttpClient> SignInAsync(Uri url)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = url,
        };
        var form = await Page.GetAsync(browser, "/sign-in");
        using var answer = await form.PostAsync(
            "/sign-in", new() { ["Email"] = App.Admin, ["Password"] = new Accounton.Development.Demo.DemoAccounts().Password });
        Assert.Equal("/", answer.Headers.Location?.ToString());
        return browser;
    }

    private static async Task LinkSynetonAsync(HttpClient browser, Sandbox sandbox)
    {
        var page = await Page.GetAsync(browser, "/settings/integrations");
        using var answer = await page.PostAsync(
            "/settings/integrations/syneton/connect", new() { ["Syneton.Url"] = sandbox.SynetonUrl, ["Syneton.ApiKey"] = ApiKey });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task LinkAdminPulseAsync(HttpClient browser, Sandbox sandbox)
    {
        var page = await Page.GetAsync(browser, "/settings/integrations");
        using var goingOn = await page.PostAsync("/settings/integrations/adminpulse/connect", []);
        var address = new Uri(
            Visitor.Parse(await goingOn.Content.ReadAsStringAsync(Cancelled)).QuerySelector("main a")!.GetAttribute("href")!);
        var query = HttpUtility.ParseQueryString(address.Query);
        var request = query.AllKeys.ToDictionary(key => key!, key => query[key]!);

        using var vendor = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Url };
        using var signIn = new FormUrlEncodedContent(new Dictionary<string, string> { ["account"] = Account, ["password"] = "sandbox" });
        (await vendor.PostAsync(new Uri("/adminpulse/sign-in", UriKind.Relative), signIn, Cancelled)).Dispose();
        using var allow = new FormUrlEncodedContent(request.Append(new("decision", "allow")));
        using var allowed = await vendor.PostAsync(new Uri(address.AbsolutePath, UriKind.Relative), allow, Cancelled);
        using var back = await browser.GetAsync(new Uri(allowed.Headers.Location!.PathAndQuery, UriKind.Relative), Cancelled);
        Assert.Equal("/settings/integrations", back.Headers.Location?.ToString());
    }

    /// <summary>
    /// A file of a client, whose name and content tell something, at the beginning and in a later piece;
    /// and one that is not taken.
    /// </summary>
    private static async Task<IEnumerable<Needle>> UploadAsync(Uri url, ProtectedData owner, Guid office)
    {
        const string name = "geplantebestandsnaam4712", refused = "geplantegeweigerdenaam4713", content =
            "geplanteinhoud4714", later = "geplanteverdereinhoud4715";
        using var client = await ClientOfProcess.OpenAsync(url, owner, office);
        var bytes = SampleFiles.Pdf((2 * UploadChunk.Length) + 1000);
        Encoding.UTF8.GetBytes(content).CopyTo(bytes, 100);
        Encoding.UTF8.GetBytes(later).CopyTo(bytes, UploadChunk.Length + 100);
        using var file = new ByteArrayContent(bytes);
        using var program = new ByteArrayContent([.. "MZ\0\0"u8, .. Encoding.UTF8.GetBytes(content), .. new byte[100_000]]);
        using var taken = await client.SendAsync(name + ".pdf", file);
        using var notTaken = await client.SendAsync(refused + ".pdf", program);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity), (taken.StatusCode, notTaken.StatusCode));
        await using var work = owner.In(office);
        using var read = await client.ReadAsync(await work.Db.Uploads.Select(u => u.Id).SingleAsync(Cancelled));
        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(Cancelled));
        return [new("file name", name), new("refused file's name", refused), new("file", content), new("file", later)];
    }

    private static async Task SyncAsync(HttpClient browser, ProtectedData owner, Guid office, ConnectionState until)
    {
        Guid connection;
        await using (var work = owner.In(office))
            connection = await work.Db.Connections.Where(c => c.Vendor == Vendor.AdminPulse).Select(c => c.Id).SingleAsync(Cancelled);
        var page = await Page.GetAsync(browser, "/settings/integrations");
        using var answer = await page.PostAsync($"/settings/integrations/{connection}/sync", []);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await SyncedAsync(owner, office, Vendor.AdminPulse, until);
    }

    private static Task SyncedAsync(ProtectedData owner, Guid office, Vendor vendor, ConnectionState state) => Eventually.HoldsAsync(
        async () => await CountAsync(owner, office, db => db.Connections.Where(
            c => c.Vendor == vendor && c.State == state && !db.SyncRuns.Any(r => r.ConnectionId == c.Id && r.EndedAt == null))) == 1,
        $"{vendor} is {state}");

    private static async Task<int> CountAsync<T>(
        ProtectedData owner, Guid office, Func<Accounton.Data.AccountonContext, IQueryable<T>> rows)
    {
        await using var work = owner.In(office);
        return await rows(work.Db).CountAsync(Cancelled);
    }

    private static async Task<IEnumerable<Needle>> TokensAsync(ProtectedData owner, Guid office)
    {
        await using var work = owner.In(office);
        var cipher = await work.Ciphers.CurrentAsync(Cancelled);
        var connections = await work.Db.Connections.AsNoTracking().OrderBy(c => c.Vendor).ToListAsync(Cancelled);
        var tokens = connections.Where(c => c.Vendor == Vendor.AdminPulse).SelectMany(c => new[]
        {
            new Needle("access token", cipher.DecryptOptional(c.AccessToken, ConnectionSecrets.Access)!.Reveal()),
            new Needle("refresh token", cipher.DecryptOptional(c.RefreshToken, ConnectionSecrets.Refresh)!.Reveal()),
        }).ToList();
        Assert.Equal(
            ApiKey,
            cipher.DecryptOptional(connections.Single(c => c.Vendor == Vendor.Syneton).AccessToken, ConnectionSecrets.Access)!.Reveal());
        return tokens;
    }

    private static async Task<IEnumerable<Needle>> OfficeKeysAsync(ProtectedData owner, Guid office)
    {
        await using var work = owner.In(office);
        var protector = owner.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(
            "Accounton.OfficeKey", office.ToString("N"));
        var keys = await work.Db.OfficeKeys.AsNoTracking().SingleAsync(Cancelled);
        return
        [
            new Needle("data key", protector.Unprotect(Convert.FromBase64String(keys.WrappedDataKey))),
            new Needle("hash key", protector.Unprotect(Convert.FromBase64String(keys.WrappedHashKey))),
        ];
    }

    /// <summary>As they came, as their digits, and as people write them.</summary>
    private static async Task<IEnumerable<Needle>> NationalNumbersAsync(Sandbox sandbox)
    {
        var needles = new List<Needle>();
        foreach (var client in (await sandbox.TruthAsync(Account, "adminpulse")).Concat(await sandbox.TruthAsync(ApiKey, "syneton")))
        {
            if (client["nationalNumber"]?.GetValue<string>() is not { } number
                || string.Concat(number.Where(char.IsAsciiDigit)) is not { Length: 11 } digits)
                continue;

            needles.Add(new Needle("national number", digits));
            needles.Add(new Needle("national number", $"{digits[..2]}.{digits[2..4]}.{digits[4..6]}-{digits[6..9]}.{digits[9..]}"));
        }

        return needles;
    }

    /// <summary>That the numbers were there to be found at all.</summary>
    private static async Task AssertStoredAsync(ProtectedData owner)
    {
        await using var work = owner.In(await owner.OfficeAsync(App.DemoOffice));
        var cipher = await work.Ciphers.CurrentAsync(Cancelled);
        var stored = await work.Db.SourceClients.Where(c => c.NationalNumberCipher != null)
            .Select(c => new { c.NationalNumberCipher, c.NationalNumberHash }).ToListAsync(Cancelled);
        Assert.True(stored.Count > 20, $"Only {stored.Count} national numbers are stored.");
        foreach (var number in stored)
        {
            var digits = cipher.Decrypt(number.NationalNumberCipher!, ClientColumns.NationalNumberPurpose);
            Assert.NotEqual(SHA256.HashData(Encoding.UTF8.GetBytes(digits)), number.NationalNumberHash);
        }
    }

    /// <summary>A mail with a known text in every form: it gets into the database and, once sent, into the folder.</summary>
    private static async Task PlantAsync(ProtectedData owner, Guid office)
    {
        await using var work = owner.In(office);
        var plain = Encoding.UTF8.GetBytes(Control);
        var ascii = Encoding.UTF8.GetBytes(Ascii(Control));
        work.Db.OutgoingMails.Add(new OutgoingMail
        {
            OfficeId = office, To = "an@kantoor.test", Subject = "controle",
            NotBefore = DateTimeOffset.UnixEpoch, CreatedAt = DateTimeOffset.UnixEpoch,
            Body = string.Create(
                CultureInfo.InvariantCulture, $"{Ascii(Control)}\n{Convert.ToBase64String(ascii)}\n{Uri.EscapeDataString(Ascii(Control))}"),
        });
        work.Db.AuditEvents.Add(new Accounton.Features.Audit.AuditEvent
        {
            OfficeId = office, Type = "Control", Details = $"{Control} {Convert.ToBase64String(plain)} {Uri.EscapeDataString(Control)}",
        });
        await work.Db.SaveChangesAsync(Cancelled);
    }
}
