using Accounton.Data;
using Accounton.Tests.Running;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Data;

public sealed class MigratorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Providers => TestDatabase.Providers;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Providers))]
    public async Task Migrate_twice_changesNothingTheSecondTime(string provider)
    {
        await using var database = await TestDatabase.EmptyAsync(provider);
        await using var services = DataLayer.Services(database);

        await Migrator.MigrateAsync(services, Cancelled);
        await Migrator.MigrateAsync(services, Cancelled);

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Cancelled));
        Assert.Equal(0, await db.Offices.CountAsync(Cancelled));
    }

    [Fact]
    public async Task Migrate_afterAProcessWasKilledWhileMigrating_doesNotWaitForIt()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using (var dead = new SqliteConnection(database.ConnectionString))
        {
            await dead.OpenAsync(Cancelled);
            await using var command = dead.CreateCommand();
            command.CommandText = "CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp "
                + "TEXT NOT NULL); INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')";
            await command.ExecuteNonQueryAsync(Cancelled);
        }

        await using var services = DataLayer.Services(database);

        await Migrator.MigrateAsync(services, Cancelled).WaitAsync(Patience, Cancelled);
    }

    [Fact]
    public async Task Start_ofTwoProcessesOnOneEmptyFile_succeedsForBoth()
    {
        await using var database = await TestDatabase.EmptyAsync();
        string[] settings =
        [
            .. database.Settings.Select(s => $"--{s.Key}={s.Value}"),
            $"--contentRoot={Source.Application}",
            "--App:PublicUrl=http://localhost",
            "--DataProtection:AllowUnprotectedKeys=true",
        ];

        var both = await Task.WhenAll(
            ServerProcess.StartAsync(Programs.Accounton, settings, "Production"),
            ServerProcess.StartAsync(Programs.Accounton, settings, "Production"));

        foreach (var process in both)
        {
            await using var _ = process;
            using var http = new HttpClient { BaseAddress = process.Url };
            Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancelled));
        }
    }
}
