namespace Accounton.Sandbox.Accounts;

/// <summary>A pretended accounting office with its clients, the same behind both vendors.</summary>
internal sealed class Account(string name, int clients)
{
    private readonly Lock gate = new();
    private readonly Lazy<Population> population = new(() => new Population(name));
    private Register? register;
    private int frontNumber = Population.FirstNumber;
    private int newcomers;

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

    /// <summary>Rows disappear or appear in front, so that those behind move to another page.</summary>
    public void Shift(int rows, bool insert)
    {
        lock (gate)
        {
            var all = Register.All;
            register = new Register(insert
                ? [.. Enumerable.Range(0, rows).Select(_ => Newcomer(--frontNumber)).Reverse(), .. all]
                : all[Math.Min(rows, all.Length)..]);
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            register = null;
            frontNumber = Population.FirstNumber;
            newcomers = 0;
        }
    }

    // Their indexes begin where no generated client's index can be, so that no number is given twice.
    private Dossier Newcomer(int number) => population.Value.Newcomer(number, (2 * clients) + 1_000 + newcomers++);
}
