using System.Globalization;
using Accounton.Data;
using Accounton.Development.Demo;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.SignIn;

/// <summary>
/// An application behind a proxy, so that each test's visitors come from an address of their own and none
/// uses up another's tries.
/// </summary>
public sealed class SignInSite : IAsyncLifetime
{
    private TestDatabase? _database;
    private App? _app;
    private int _addresses;
    private int _users;

    internal App App => _app!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _app = new App(_database);
    }

    /// <summary>An address that nobody came from before.</summary>
    internal string NextAddress() => string.Create(CultureInfo.InvariantCulture, $"192.0.2.{Interlocked.Increment(ref _addresses)}");

    internal Task<Visitor> ComeAsync(string? email = null) => Visitor.ComeAsync(App, email, NextAddress());

    /// <summary>A new user; an operator when there is no office.</summary>
    internal async Task<(string Email, Guid Id)> AddUserAsync(params (string Office, OfficeRole Role)[] offices)
    {
        var email = $"user{Interlocked.Increment(ref _users)}@kantoor.test";
        var memberships = new List<(Guid, OfficeRole)>();
        foreach (var (office, role) in offices)
            memberships.Add((await App.OfficeIdAsync(office), role));
        return (email, await DemoData.AddUserAsync(App.Services, email, "Uma User", [.. memberships]));
    }

    internal async Task InOfficeAsync(string office, Func<AccountonContext, Task> change)
    {
        await using var scope = await App.OfficeScopeAsync(office);
        await change(scope.ServiceProvider.GetRequiredService<AccountonContext>());
    }

    /// <summary>Ends somebody's membership.</summary>
    internal Task RemoveAsync(Guid user, string office) =>
        InOfficeAsync(office, db => db.DeleteOwnAsync<Membership>(m => m.UserId == user));

    internal Task ChangeRoleAsync(Guid user, string office, OfficeRole role) => InOfficeAsync(office, async db =>
    {
        (await db.Memberships.SingleAsync(m => m.UserId == user)).Role = role;
        await db.SaveChangesAsync();
    });

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
