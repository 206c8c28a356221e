namespace Accounton.Sandbox.Accounts;

/// <summary>A pretended accounting office with its clients, the same behind both vendors.</summary>
internal sealed class Account(string name, int clients, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Lazy<Population> population = new(() => new Population(name));
    private readonly List<Change> changes = [];
    private Register? register;
    private int frontNumber = Population.FirstNumber;
    private int newcomers;
    private int evolutions;

    public string Name => name;
    public int Clients => clients;

    /// <summary>Made at first use, because the big accounts take a moment and are seldom needed.</summary>
    public Register Register
    {
        get
        {
            lock (gate)
                return register ??= new Register(population.Value.Generate(clients));
        }
    }

    /// <summary>What changed since the account was made, oldest first.</summary>
    public IReadOnlyList<Change> Changes
    {
        get
        {
            lock (gate)
                return [.. changes];
        }
    }

    /// <summary>Rows disappear or appear in front, so that those behind move to another page.</summary>
    public void Shift(int rows, bool insert)
    {
        lock (gate)
        {
            var all = Register.All;
            if (insert)
            {
                Dossier[] added = [.. Enumerable.Range(0, rows).Select(_ => Newcomer(--frontNumber)).Reverse()];
                Become([.. added, .. all]);
                Log(Change.Insert, Change.Customer, added);
                return;
            }

            var gone = all[..Math.Min(rows, all.Length)];
            Become(all[gone.Length..]);
            Log(Change.Delete, Change.Customer, gone);
        }
    }

    /// <summary>Some time passes: a known share changes, comes and goes.</summary>
    public EvolutionResult Evolve()
    {
        lock (gate)
        {
            var evolution = Evolution.Create(Register.All, evolutions++, Newcomer);
            Become(evolution.After);
            foreach (var (table, client) in evolution.Changed)
                Log(Change.Update, table, [client]);
            Log(Change.Insert, Change.Customer, evolution.Added);
            Log(Change.Delete, Change.Customer, evolution.Gone);
            return new EvolutionResult(evolution.Changed.Count, evolution.Added.Length, evolution.Gone.Length);
        }
    }

    /// <summary>The account as it was made, before anything changed.</summary>
    public Account AtFirst() => new(name, clients, clock);

    public void Reset()
    {
        lock (gate)
        {
            register = null;
            changes.Clear();
            frontNumber = Population.FirstNumber;
            newcomers = evolutions = 0;
        }
    }

    private void Become(Dossier[] all) => register = new Register(all);

    private void Log(string action, string table, IEnumerable<Dossier> about)
    {
        var now = clock.GetUtcNow();
        changes.AddRange(about.Select(client => new Change(client.Number, action, table, now)));
    }

    // Their indexes begin where no generated client's index can be, so that no national number is given twice.
    private Dossier Newcomer(int number) => population.Value.Newcomer(number, (2 * clients) + 1_000 + newcomers++);
}

/// <summary>A change as Syneton's change list tells it.</summary>
internal sealed record Change(int Number, string Action, string Table, DateTimeOffset At)
{
    public const string Insert = "INSERT", Update = "UPDATE", Delete = "DELETE";
    public const string Customer = "CUSTOMER", CustomerAddress = "CUSTOMER_ADRESS", CustomerEmail = "CUSTOMER_EMAIL";
}

internal sealed record EvolutionResult(int Changed, int Added, int Gone);
