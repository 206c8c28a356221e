using System.Collections.Concurrent;

namespace Accounton.Sandbox.Accounts;

/// <summary>An account's clients at one moment. It never changes; a change makes a new one.</summary>
internal sealed class Register(Dossier[] all)
{
    private readonly Lazy<Dictionary<string, Dossier>> byRelationId = new(
        () => all.ToDictionary(dossier => dossier.RelationId, StringComparer.Ordinal));
    private readonly Lazy<Dossier[]> customers = new(() => Array.FindAll(all, IsInSyneton));
    private readonly Lazy<Dictionary<int, Dossier>> byNumber = new(() => all.Where(IsInSyneton).ToDictionary(dossier => dossier.Number));

    public Dossier[] All => all;
    public Dossier[] SynetonCustomers => customers.Value;
    public IReadOnlyDictionary<string, Dossier> ByRelationId => byRelationId.Value;
    public IReadOnlyDictionary<int, Dossier> SynetonByNumber => byNumber.Value;

    /// <summary>Answers made from this register before, ready to be sent again.</summary>
    public ConcurrentDictionary<string, byte[]> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows of lists, serialised, by list and filter.</summary>
    public ConcurrentDictionary<string, byte[][]> Rows { get; } = new(StringComparer.Ordinal);

    public Register Shrunk(double share) => new(all[..(int)Math.Ceiling(all.Length * share)]);

    /// <summary>An office is not its own customer there.</summary>
    private static bool IsInSyneton(Dossier dossier) => dossier.Standing is not (Standing.OwnCompany or Standing.Other);
}
