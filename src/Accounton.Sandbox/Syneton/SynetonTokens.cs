using System.Collections.Concurrent;
using Accounton.Sandbox.Accounts;
using Microsoft.Extensions.Options;

namespace Accounton.Sandbox.Syneton;

/// <summary>The tokens that API keys were exchanged for. A restart forgets them: callers must then ask for another one.</summary>
internal sealed class SynetonTokens(AccountBook accounts, TimeProvider clock, IOptions<SandboxOptions> options)
{
    /// <summary>A key that is known and may do nothing.</summary>
    public const string KeyWithoutRights = "zonderrechten";

    private readonly ConcurrentDictionary<string, (Account Account, DateTimeOffset Until)> tokens = new(StringComparer.OrdinalIgnoreCase);
    private readonly Account nobody = new(KeyWithoutRights, 0, clock);

    public Account? AccountOf(string key) => key == KeyWithoutRights ? nobody : accounts.All.FirstOrDefault(account => account.Name == key);

    public (string Token, DateTimeOffset Until) Issue(Account account)
    {
        var token = Guid.NewGuid().ToString();
        var until = clock.GetUtcNow() + options.Value.SynetonTokenLifetime;
        tokens[token] = (account, until);
        return (token, until);
    }

    public Account? Find(string? token) =>
        token is not null && tokens.TryGetValue(token, out var entry) && entry.Until > clock.GetUtcNow() ? entry.Account : null;

    public void Expire(Account account)
    {
        foreach (var token in tokens.Where(token => token.Value.Account == account).Select(token => token.Key))
            tokens.TryRemove(token, out _);
    }
}
