using Accounton.Sandbox.Calls;

namespace Accounton.Sandbox.Faults;

/// <summary>The faults that were asked for and are not over yet.</summary>
internal sealed class FaultBook(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private int lastId;

    public Fault Add(FaultKind kind, FaultOrder order)
    {
        lock (gate)
        {
            var fault = new Fault(++lastId, kind, order, order.Seconds is { } seconds ? clock.GetUtcNow().AddSeconds(seconds) : null);
            faults.Add(fault);
            return fault;
        }
    }

    public IReadOnlyList<Fault> List()
    {
        lock (gate)
        {
            ForgetThoseOver();
            return [.. faults];
        }
    }

    public int Clear(string? account, int? id = null)
    {
        lock (gate)
            return faults.RemoveAll(fault => (account is null || fault.Order.Account == account) && (id is null || fault.Id == id));
    }

    /// <summary>The faults this call runs into. Only one of them can replace the answer; the next waits for the next call.</summary>
    public Hits Strike(string account, Vendor vendor, string on, int page)
    {
        lock (gate)
        {
            if (faults.Count == 0)
                return Hits.None;
            ForgetThoseOver();
            var hits = new List<Fault>();
            foreach (var fault in faults)
            {
                if (fault.Order.Account != account || !fault.Matches(vendor, on, page))
                    continue;
                if (fault.Kind.Phase == Phase.Replace && hits.Exists(hit => hit.Kind.Phase == Phase.Replace))
                    continue;
                fault.Strike();
                hits.Add(fault);
            }

            return hits.Count == 0 ? Hits.None : new Hits(hits);
        }
    }

    private void ForgetThoseOver()
    {
        var now = clock.GetUtcNow();
        faults.RemoveAll(fault => fault.IsOver(now));
    }
}

/// <summary>The faults that one call runs into.</summary>
internal sealed class Hits(IReadOnlyList<Fault> faults)
{
    public static readonly Hits None = new([]);

    public bool Any => faults.Count > 0;
    public Fault? Replacement => faults.FirstOrDefault(fault => fault.Kind.Phase == Phase.Replace);

    public FaultOrder? this[FaultKind kind] => faults.FirstOrDefault(fault => fault.Kind == kind)?.Order;

    public bool Has(FaultKind kind) => this[kind] is not null;
}
