using Microsoft.Extensions.Options;

namespace Accounton.Sandbox.Accounts;

/// <summary>Every account there is: the four that are documented, and those of the setting <c>Sandbox:Clients</c>.</summary>
internal sealed class AccountBook(IOptions<SandboxOptions> options, TimeProvider clock)
{
    private readonly Dictionary<string, Account> accounts = Sizes(options.Value.Clients)
        .ToDictionary(size => size.Key, size => new Account(size.Key, size.Value, clock), StringComparer.OrdinalIgnoreCase);

    public IEnumerable<Account> All => accounts.Values;

    public Account? Find(string? name) => name is null ? null : accounts.GetValueOrDefault(name.Trim());

    private static Dictionary<string, int> Sizes(Dictionary<string, int> more)
    {
        var sizes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
        {
            ["klein"] = 25,
            ["gemiddeld"] = 1_200,
            ["groot"] = 20_000,
            ["leeg"] = 0,
        };
        foreach (var (name, size) in more)
            sizes[name] = size;
        return sizes;
    }
}
