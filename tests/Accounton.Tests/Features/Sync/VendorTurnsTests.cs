using Accounton.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Sync;

/// <summary>The platform's allowance over processes, on every database.</summary>
public sealed class VendorTurnsTests
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    [Theory, MemberData(nameof(Providers))]
    public async Task Turns_claimedByTwoProcessesAtOnce_areGivenOnceEach(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var clock = new StandingClock();
        await using var one = new App(database, clock: clock);
        await using var other = new App(database, clock: clock);
        var now = clock.GetUtcNow();
        var gap = TimeSpan.FromMilliseconds(125);

        var firsts = await Task.WhenAll(Enumerable.Range(0, 24).Select(n => Task.Run(() =>
            (n % 2 == 0 ? one : other).Services.GetRequiredService<IPlatformTurns>().ClaimAsync(
                Vendor.AdminPulse, 3, gap, CancellationToken.None))));

        Assert.IsType<VendorTurns>(one.Services.GetRequiredService<IPlatformTurns>());
        Assert.Equal(Enumerable.Range(0, 24).Select(n => now + (gap * 3 * n)), firsts.Order());
        var another = await one.Services.GetRequiredService<IPlatformTurns>().ClaimAsync(Vendor.Syneton, 1, gap, CancellationToken.None);
        Assert.Equal(now, another);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(
            clock.GetUtcNow(),
            await other.Services.GetRequiredService<IPlatformTurns>().ClaimAsync(Vendor.AdminPulse, 1, gap, CancellationToken.None));
    }
}
