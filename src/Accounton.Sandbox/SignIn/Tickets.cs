using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Accounton.Sandbox.SignIn;

/// <summary>
/// Carries a sign-in from the sign-in page's origin to the other one, where its cookie does not reach. Each is good for one use.
/// </summary>
internal sealed class Tickets(TimeProvider clock)
{
    public const string Parameter = "sandbox_ticket";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (string Account, DateTimeOffset Until)> open = new(StringComparer.Ordinal);

    public string Issue(string account)
    {
        var ticket = RandomNumberGenerator.GetHexString(32, lowercase: true);
        open[ticket] = (account, clock.GetUtcNow() + Life);
        return ticket;
    }

    public string? Redeem(string? ticket) =>
        ticket is not null && open.TryRemove(ticket, out var entry) && entry.Until > clock.GetUtcNow() ? entry.Account : null;
}
