using Accounton.Tests.Running;
using Accounton.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Web;

public sealed class AuthorizationAttemptsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Claim_byManyAtOnce_isOnesAndTheOutcomeEverybodys(string provider)
    {
        var clock = new StandingClock();
        await using var database = await TestDatabase.MigratedAsync(provider);
        await using var one = new App(database, clock: clock);
        await using var other = new App(database, clock: clock);
        var nodes = new[] { one, other }.Select(node => node.Services.GetRequiredService<AuthorizationAttempts>()).ToArray();
        var id = await nodes[0].StartAsync(Cancelled);
        Assert.Null(await nodes[1].OutcomeAsync(id, Cancelled));

        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => nodes[n % 2].ClaimAsync(id, Cancelled))));
        Assert.Single(claims, claimed => claimed);

        var waiting = nodes[1].OutcomeAsync(id, Cancelled);
        await nodes[0].EndAsync(id, "Done");
        Assert.Equal("Done", await waiting);
        Assert.False(await nodes[0].ClaimAsync(id, Cancelled));
        Assert.Equal("Done", await nodes[1].OutcomeAsync(id, Cancelled));
    }

    [Fact]
    public async Task Attempt_thatIsTooOldOrWhoseClaimantDied_endsWithoutAnOutcome()
    {
        var clock = new StandingClock();
        await using var database = await TestDatabase.MigratedAsync();
        await using var app = new App(database, clock: clock);
        var attempts = app.Services.GetRequiredService<AuthorizationAttempts>();

        var old = await attempts.StartAsync(Cancelled);
        var dead = await attempts.StartAsync(Cancelled);
        Assert.True(await attempts.ClaimAsync(dead, Cancelled));
        clock.Advance(AuthorizationAttempts.Lifetime);

        Assert.False(await attempts.ClaimAsync(old, Cancelled));
        Assert.False(await attempts.ClaimAsync(dead, Cancelled));
        Assert.False(await attempts.ClaimAsync(Guid.NewGuid(), Cancelled));
        Assert.Null(await attempts.OutcomeAsync(dead, Cancelled));
    }
}
