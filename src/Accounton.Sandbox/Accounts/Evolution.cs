namespace Accounton.Sandbox.Accounts;

/// <summary>
/// What time does to an account: 5 % of the customers change, 1 % go and 2 % come, at least one of each.
/// Only complete records of customers change or go, so that the numbers are the same at both vendors.
/// </summary>
internal sealed record Evolution(Dossier[] After, IReadOnlyList<(string Table, Dossier Client)> Changed, Dossier[] Added, Dossier[] Gone)
{
    public static Evolution Create(Dossier[] before, int turn, Func<int, Dossier> newcomer)
    {
        int[] candidates = [.. Enumerable.Range(0, before.Length)
            .Where(at => before[at] is { Standing: Standing.Customer, Filling: Filling.Full })];
        int Share(int percent) => candidates.Length == 0 ? 0 : Math.Max(1, candidates.Length * percent / 100);

        // A stride over the candidates picks different ones, spread over all pages, and others the next turn.
        var picked = candidates.Length == 0 ? [] : Enumerable.Range(0, Math.Min(Share(5) + Share(1), candidates.Length))
            .Select(i => candidates[(int)(((long)i * candidates.Length / (Share(5) + Share(1))) + turn) % candidates.Length])
            .Distinct().ToArray();
        var goneAt = picked.Where((_, i) => i % 6 == 1).Take(Share(1)).ToHashSet();
        var changedAt = picked.Where(at => !goneAt.Contains(at)).Take(Share(5)).ToArray();

        var after = before.ToArray();
        var changed = new List<(string, Dossier)>();
        foreach (var at in changedAt)
        {
            var (table, client) = Change(before[at], turn);
            after[at] = client;
            changed.Add((table, client));
        }

        var next = before.Length == 0 ? Population.FirstNumber : before.Max(client => client.Number) + 1;
        Dossier[] added = [.. Enumerable.Range(next, Share(2)).Select(newcomer)];
        return new Evolution(
            [.. after.Where((_, at) => !goneAt.Contains(at)), .. added], changed, added, [.. goneAt.Select(at => before[at])]);
    }

    private static (string Table, Dossier Client) Change(Dossier client, int turn) => (client.Number % 3) switch
    {
        0 => (
            Accounts.Change.Customer,
            client with { Mobile = $"0499 {turn % 100:00} {client.Number / 100 % 100:00} {client.Number % 100:00}" }),
        1 when client.EmailPlace == EmailPlace.Favourite =>
            (Accounts.Change.CustomerEmail, client with { Email = $"nieuw.{turn}.{client.Number}@klant.test" }),
        _ => (Accounts.Change.CustomerAddress, client with { Address = Moved(client, turn) }),
    };

    private static Address Moved(Dossier client, int turn) =>
        new($"Verhuisstraat {(char)('A' + (turn % 26))}", $"{(client.Number % 200) + 1}", null, "9000", "Gent", "BE");
}
