using System.Net;
using System.Text.Json;
using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Features;
using Accounton.Features.Audit;
using Accounton.Features.Connections;
using Accounton.Features.Offices;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Audit;

public sealed class AuditTests(AuditTests.Site site) : IClassFixture<AuditTests.Site>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>What an admin sends, and what is then noted.</summary>
    public static TheoryData<string, string, string> Acts => new()
    {
        { "sync", "", nameof(SyncAsked) },
        { "cancel", "", nameof(SyncCancelAsked) },
        { "unlink", "removeClients=true", nameof(ConnectionUnlinked) },
        { "unlink", "", nameof(ConnectionUnlinked) },
        { "confirm-missing", "", nameof(MissingClientsConfirmed) },
        { "other-account", "accept=false", nameof(OtherAccountDeclined) },
        { "other-account", "accept=true", nameof(OtherAccountAccepted) },
    };

    [Theory, MemberData(nameof(Acts))]
    public async Task Act_ofAnAdmin_isNotedWithWhoAndWhat(string act, string field, string type)
    {
        var connection = await site.ResetAsync();

        using var answer = await site.ActAsync(connection, act, field);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var noted = Assert.Single(await site.EventsAsync());
        Assert.Equal((type, "An Peeters"), (noted.Type, noted.UserName));
        Assert.Equal(
            "Syneton", Enum.GetName(JsonSerializer.Deserialize<JsonElement>(noted.Details).GetProperty("Vendor").Deserialize<Vendor>()));
        Assert.True(noted.At > DateTimeOffset.UnixEpoch);
        Assert.DoesNotContain(Site.Token, noted.Details, StringComparison.Ordinal);
    }

    /// <summary>One transaction: what cannot be noted is not done.</summary>
    [Theory, MemberData(nameof(Acts))]
    public async Task Act_thatCannotBeNoted_isNotDone(string act, string field, string type)
    {
        var connection = await site.ResetAsync();
        var before = await site.HeldAsync();
        HttpResponseMessage answer;
        await using (await site.WithoutLogAsync())
            answer = await site.ActAsync(connection, act, field);

        using (answer)
        {
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync(Cancelled);
            Assert.DoesNotContain("AuditEvents", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Sqlite", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
        }

        Assert.Equal(before, await site.HeldAsync());
        Assert.Empty(await site.EventsAsync());
        Assert.NotEmpty(type);
    }

    [Fact]
    public async Task Office_thatIsEntered_isNotedInThatOffice()
    {
        await site.ResetAsync();

        using var answer = await site.Admin.AsIsAsync(
            HttpMethod.Post, "/offices/switch", new() { ["officeId"] = (await site.App.OfficeIdAsync(App.DemoOffice)).ToString() });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(nameof(OfficeEntered), Assert.Single(await site.EventsAsync()).Type);
    }

    [Fact]
    public async Task Link_ofAnAccount_isNotedOrNotMade()
    {
        await site.ResetAsync();
        await site.ForgetConnectionAsync();
        await using (await site.WithoutLogAsync())
            await Assert.ThrowsAsync<DbUpdateException>(site.LinkAsync);
        Assert.DoesNotContain("\"State\":2", await site.HeldAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Cipher", await site.HeldAsync(), StringComparison.Ordinal);

        await site.LinkAsync();

        var noted = Assert.Single(await site.EventsAsync());
        Assert.Equal(nameof(ConnectionLinked), noted.Type);
        Assert.DoesNotContain(Site.Token, noted.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_withSensitiveValues_isMasked()
    {
        await site.ResetAsync();
        await using (var scope = await site.App.OfficeScopeAsync())
        {
            Assert.True(NationalNumber.TryRead("85.07.30-033.28", out var number));
            scope.ServiceProvider.GetRequiredService<AuditLog>().Add(new Sample(new Secret(Site.Token), number));
            await scope.ServiceProvider.GetRequiredService<AccountonContext>().SaveChangesAsync(Cancelled);
        }

        var noted = Assert.Single(await site.EventsAsync());
        Assert.Null(noted.UserId);
        Assert.DoesNotContain(Site.Token, noted.Details, StringComparison.Ordinal);
        Assert.DoesNotContain("033", noted.Details, StringComparison.Ordinal);
    }

    private sealed record Sample(Secret Key, NationalNumber Number) : AuditRecord;

    /// <summary>An office with a linked Syneton, which is only pretended.</summary>
    public sealed class Site : IAsyncLifetime
    {
        public const string Token = "S3cr3t-planted";

        private TestDatabase? _database;

        internal App App { get; private set; } = null!;
        internal Visitor Admin { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _database = await TestDatabase.CreateAsync();
            App = new App(_database, replace: services =>
            {
                foreach (var real in services.Where(s => s.ServiceType == typeof(IClientSource)).ToList())
                    services.Remove(real);
                services.AddSingleton<IClientSource, PretendSource>();
            });
            Admin = await Visitor.ComeAsync(App, App.Admin);
        }

        /// <summary>Linked, with an open run, missing clients to confirm and another account to choose; nothing noted yet.</summary>
        internal async Task<Guid> ResetAsync()
        {
            await using var scope = await App.OfficeScopeAsync();
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            var cipher = await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
            await db.DeleteOwnAsync<AuditEvent>(_ => true, Cancelled);
            await db.DeleteOwnAsync<SourceClient>(_ => true, Cancelled);
            await db.DeleteOwnAsync<SyncRun>(_ => true, Cancelled);
            await db.DeleteOwnAsync<Connection>(_ => true, Cancelled);
            var connection = new Connection
            {
                OfficeId = db.OfficeId, Vendor = Vendor.Syneton, State = ConnectionState.Active,
                WasActive = true, LinkedAt = DateTimeOffset.UnixEpoch, LinkedByName = "An",
                AccountId = "a", AccountName = "A", HeldMissing = 3, OtherAccountId = "b",
                OtherAccountName = "B", BaseUrl = "https://kantoor.test/",
                AccessToken = cipher.EncryptOptional(new Secret(Token), ConnectionSecrets.Access),
                OtherAccessToken = cipher.EncryptOptional(new Secret(Token), ConnectionSecrets.Access),
            };
            db.Connections.Add(connection);
            db.SyncRuns.Add(new SyncRun { OfficeId = db.OfficeId, ConnectionId = connection.Id, Reason = SyncReason.Person });
            db.SourceClients.Add(new SourceClient
            {
                OfficeId = db.OfficeId,
                ConnectionId = connection.Id,
                VendorId = "1",
                CallId = "1",
                ContentHash = [1],
                Type = ClientType.Person,
                Status = ClientStatus.Customer,
            });
            await db.SaveChangesAsync(Cancelled);
            return connection.Id;
        }

        internal async Task ForgetConnectionAsync()
        {
            await using var scope = await App.OfficeScopeAsync();
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            await db.DeleteOwnAsync<SourceClient>(_ => true, Cancelled);
            await db.DeleteOwnAsync<SyncRun>(_ => true, Cancelled);
            await db.DeleteOwnAsync<Connection>(_ => true, Cancelled);
        }

        internal Task<HttpResponseMessage> ActAsync(Guid connection, string act, string field)
        {
            var parts = field.Split('=');
            return Admin.AsIsAsync(
                HttpMethod.Post, $"/settings/integrations/{connection}/{act}", parts.Length == 2 ? new() { [parts[0]] = parts[1] } : null);
        }

        internal async Task LinkAsync()
        {
            await using var scope = await App.OfficeScopeAsync();
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            var user = await db.Users.SingleAsync(u => u.Email == App.Admin, Cancelled);
            var known = (await CrossOfficeQueries.FindUserAsync(db, user.Id, Cancelled))!;
            scope.ServiceProvider.GetRequiredService<CurrentMember>().Set(known, known.Offices[0]);
            await scope.ServiceProvider.GetRequiredService<ConnectionLinker>()
                .LinkAsync(
                    Vendor.Syneton,
                    new LinkSecrets(new TokenSet(new Secret(Token), null, null, null), new Uri("https://kantoor.test")),
                    Cancelled);
        }

        internal async Task<IReadOnlyList<AuditEvent>> EventsAsync()
        {
            await using var scope = await App.OfficeScopeAsync();
            return await scope.ServiceProvider.GetRequiredService<AccountonContext>().AuditEvents.AsNoTracking().ToListAsync(Cancelled);
        }

        /// <summary>
        /// What the office holds of its connections and runs. A run that is told to end may have ended:
        /// that is no promise of the log.
        /// </summary>
        internal async Task<string> HeldAsync()
        {
            await using var scope = await App.OfficeScopeAsync();
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            return JsonSerializer.Serialize(new
            {
                Connections = await db.Connections.AsNoTracking().ToListAsync(Cancelled),
                Runs = await db.SyncRuns.AsNoTracking().Select(r => new { r.Id, r.CancelAskedAt }).ToListAsync(Cancelled),
                Clients = await db.SourceClients.AsNoTracking().Select(c => c.Id).ToListAsync(Cancelled),
            });
        }

        /// <summary>Takes the log away, and gives it back in the end.</summary>
        internal async Task<IAsyncDisposable> WithoutLogAsync()
        {
            await RenameAsync("AuditEvents", "AuditEventsAway");
            return new Restore(() => RenameAsync("AuditEventsAway", "AuditEvents"));
        }

        public async ValueTask DisposeAsync()
        {
            if (App is not null)
                await App.DisposeAsync();
            if (_database is not null)
                await _database.DisposeAsync();
        }

        private async Task RenameAsync(string from, string to)
        {
            await using var connection = new SqliteConnection(_database!.ConnectionString);
            await connection.OpenAsync(Cancelled);
            await using var command = connection.CreateCommand();
            command.CommandText = $"ALTER TABLE {from} RENAME TO {to}";
            await command.ExecuteNonQueryAsync(Cancelled);
        }

        private sealed class Restore(Func<Task> restore) : IAsyncDisposable
        {
            public async ValueTask DisposeAsync() => await restore();
        }
    }

    private sealed class PretendSource : IClientSource
    {
        public Vendor Vendor => Vendor.Syneton;
        public bool IsConfigured => true;
        public LinkMethod LinkMethod { get; } = new LinkMethod.ApiKeyAndUrl(new Uri("https://kantoor.test"));
        public bool KeepsNationalNumbersApart => false;

        public Task<VendorAccount> WhoAmIAsync(VendorAccess access, CancellationToken cancellationToken) =>
            Task.FromResult(new VendorAccount("a", "A"));

        public IAsyncEnumerable<ClientPage> StreamClientsAsync(VendorAccess access, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<ClientRecord?> FindClientAsync(VendorAccess access, string callId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<string?> FindPartnerAsync(VendorAccess access, string callId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<TaskTemplate>> ListTaskTemplatesAsync(VendorAccess access, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<string>> StreamClientsOfAsync(
            VendorAccess access, IReadOnlyCollection<string> templateIds, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<NationalNumber?> FindNationalNumberAsync(VendorAccess access, string callId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
