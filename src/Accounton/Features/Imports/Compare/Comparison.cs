namespace Accounton.Features.Imports.Compare;

/// <summary>A client here.</summary>
public readonly record struct Known(Guid Id, MatchKeys Keys);

/// <summary>A client of the import.</summary>
/// <param name="LinkedTo">The client here that an earlier import linked it to.</param>
public readonly record struct Imported(Guid Id, MatchKeys Keys, Guid? LinkedTo);

/// <summary>Whom a doubtful one could be: a client here or another one of the import.</summary>
public readonly record struct Touch(Guid Id, bool IsImported, MatchReason Why);

/// <summary>What the comparison says of one of the import.</summary>
/// <param name="ClientId">Who it surely is; null when new or doubtful.</param>
/// <param name="Touches">Whom it could be, when doubtful; in a fixed order.</param>
public sealed record Verdict(Guid? ClientId, MatchReason? MatchedBy, IReadOnlyList<Touch> Touches)
{
    public static readonly Verdict New = new(null, null, []);

    public bool IsNew => ClientId is null && Touches.Count == 0;
    public bool IsDoubtful => Touches.Count > 0;
}

/// <summary>
/// Compares an import with the clients here. Pure: no database, no clock, and the order of either side does not matter.
/// Sure, in this order: the link of an earlier import; the national register number; the enterprise number between two
/// companies or two sole proprietors; the same e-mail address and name. Only with one hit on each side and no conflict of
/// name or birth date. Everything else that touches is doubtful: a person decides. Empty keys match nothing.
/// </summary>
public sealed class Comparison
{
    private const int MostTouches = 10;

    private readonly Side<Known> _known;
    private readonly Side<Imported> _imported;
    private readonly Dictionary<Guid, int> _knownAt;

    public Comparison(IReadOnlyList<Known> known, IReadOnlyList<Imported> imported)
    {
        _known = new(known, one => one.Keys, one => one.Id);
        _imported = new(imported, one => one.Keys, one => one.Id);
        _knownAt = new(known.Count);
        for (var i = 0; i < known.Count; i++)
            _knownAt[known[i].Id] = i;
    }

    /// <summary>The verdict on each of the import, in the order they were given.</summary>
    public Verdict[] Run()
    {
        var verdicts = new Verdict[_imported.All.Count];
        for (var i = 0; i < verdicts.Length; i++)
            verdicts[i] = Judge(i);
        ResolveClaims(verdicts);
        return verdicts;
    }

    private Verdict Judge(int at)
    {
        var one = _imported.All[at];
        if (one.LinkedTo is { } linked && _knownAt.ContainsKey(linked))
            return new Verdict(linked, MatchReason.Link, []);

        var touches = new List<Touch>();
        if (ByNumber(at, touches) is { } number)
            return number;
        if (touches.Count == 0 && ByEnterprise(at, touches) is { } enterprise)
            return enterprise;
        if (touches.Count == 0 && ByMailAndName(at, touches) is { } mail)
            return mail;

        AddWeak(at, touches);
        AddPartners(at, touches);
        return touches.Count == 0 ? Verdict.New : Doubtful(touches);
    }

    private Verdict? ByNumber(int at, List<Touch> touches)
    {
        var keys = _imported.All[at].Keys;
        var here = _known.With(KeyKind.Number, keys.Number);
        var there = _imported.With(KeyKind.Number, keys.Number);
        if (here.Length == 1 && there.Length == 1)
        {
            var client = _known.All[here[0].At];
            if (NameConflict(keys, client.Keys))
                touches.Add(new(client.Id, false, MatchReason.NumberOtherName));
            else if (BirthConflict(keys, client.Keys))
                touches.Add(new(client.Id, false, MatchReason.NumberOtherBirthDate));
            else
                return new Verdict(client.Id, MatchReason.NationalNumber, []);
            return null;
        }

        AddAll(at, here, there, MatchReason.NumberSeveral, touches);
        return null;
    }

    private Verdict? ByEnterprise(int at, List<Touch> touches)
    {
        var keys = _imported.All[at].Keys;
        var here = _known.With(KeyKind.Enterprise, keys.Enterprise);
        var there = _imported.With(KeyKind.Enterprise, keys.Enterprise);
        if (here.Length == 1 && there.Length == 1)
        {
            var client = _known.All[here[0].At];
            if (client.Keys.Type != keys.Type || keys.Type == Vendors.ClientType.Person)
                touches.Add(new(client.Id, false, MatchReason.EnterpriseNumberOtherType));
            else if (NameConflict(keys, client.Keys) || BirthConflict(keys, client.Keys) || NumberConflict(keys, client.Keys))
                touches.Add(new(client.Id, false, MatchReason.EnterpriseNumberOtherName));
            else
                return new Verdict(client.Id, MatchReason.EnterpriseNumber, []);
            return null;
        }

        AddAll(at, here, there, MatchReason.EnterpriseNumberSeveral, touches);
        return null;
    }

    private Verdict? ByMailAndName(int at, List<Touch> touches)
    {
        var keys = _imported.All[at].Keys;
        if (keys.Mail == 0 || keys.Name == 0)
            return null;

        var here = Named(_known, _known.With(KeyKind.Mail, keys.Mail), keys.Name);
        var there = Named(_imported, _imported.With(KeyKind.Mail, keys.Mail), keys.Name);
        if (here.Count == 1 && there.Count == 1)
        {
            var client = _known.All[here[0].At];
            if (BirthConflict(keys, client.Keys))
                touches.Add(new(client.Id, false, MatchReason.EmailAndNameOtherBirthDate));
            else if (NumberConflict(keys, client.Keys))
                touches.Add(new(client.Id, false, MatchReason.EmailAndNameOtherNumber));
            else
                return new Verdict(client.Id, MatchReason.EmailAndName, []);
            return null;
        }

        AddAll(at, [.. here], [.. there], MatchReason.EmailAndNameSeveral, touches);
        return null;
    }

    /// <summary>What makes nobody the same for sure. Two right national numbers that differ are two people, who may share an address to mail to.</summary>
    private void AddWeak(int at, List<Touch> touches)
    {
        var keys = _imported.All[at].Keys;
        foreach (var hit in _known.With(KeyKind.Mail, keys.Mail))
        {
            var client = _known.All[hit.At];
            if (!NumberConflict(keys, client.Keys))
                AddOnce(touches, new(client.Id, false, MatchReason.Email));
        }

        foreach (var hit in _known.With(KeyKind.Name, keys.Name))
        {
            var client = _known.All[hit.At];
            if (keys.BirthDate is not null && keys.BirthDate == client.Keys.BirthDate)
                AddOnce(touches, new(client.Id, false, MatchReason.NameAndBirthDate));
            else if (keys.Address != 0 && keys.Address == client.Keys.Address && !BirthConflict(keys, client.Keys) && !NumberConflict(keys, client.Keys))
                AddOnce(touches, new(client.Id, false, MatchReason.NameAndAddress));
        }
    }

    /// <summary>A couple is one file: whoever is somebody's partner elsewhere, or has a partner with a file, is not silently a second one.</summary>
    private void AddPartners(int at, List<Touch> touches)
    {
        var keys = _imported.All[at].Keys;
        AddHits(_known.With(KeyKind.Partner, keys.Number), _imported.With(KeyKind.Partner, keys.Number), MatchReason.IsPartnerThere);
        AddHits(_known.With(KeyKind.Number, keys.Partner), _imported.With(KeyKind.Number, keys.Partner), MatchReason.PartnerIsThere);

        void AddHits(ReadOnlySpan<Entry> here, ReadOnlySpan<Entry> there, MatchReason why)
        {
            foreach (var hit in here)
                AddOnce(touches, new(_known.All[hit.At].Id, false, why));
            foreach (var hit in there)
            {
                if (hit.At != at)
                    AddOnce(touches, new(_imported.All[hit.At].Id, true, why));
            }
        }
    }

    /// <summary>Two of the import that were each surely the same client: the linked one is, the others are doubtful.</summary>
    private void ResolveClaims(Verdict[] verdicts)
    {
        var claims = Enumerable.Range(0, verdicts.Length).Where(i => verdicts[i].ClientId is not null)
            .GroupBy(i => verdicts[i].ClientId!.Value).Where(group => group.Skip(1).Any());
        foreach (var claim in claims)
        {
            var unlinked = claim.Where(i => verdicts[i].MatchedBy != MatchReason.Link).ToList();
            if (unlinked.Count == 0)
                continue;

            foreach (var i in unlinked)
            {
                var others = claim.Where(other => other != i).Select(other => new Touch(_imported.All[other].Id, true, MatchReason.TakenByOther));
                verdicts[i] = Doubtful([new(claim.Key, false, verdicts[i].MatchedBy!.Value), .. others]);
            }
        }
    }

    private void AddAll(int at, ReadOnlySpan<Entry> here, ReadOnlySpan<Entry> there, MatchReason why, List<Touch> touches)
    {
        foreach (var hit in here)
            AddOnce(touches, new(_known.All[hit.At].Id, false, why));
        if (there.Length < 2)
            return;

        foreach (var hit in there)
        {
            if (hit.At != at)
                AddOnce(touches, new(_imported.All[hit.At].Id, true, why));
        }
    }

    private static void AddOnce(List<Touch> touches, Touch touch)
    {
        if (!touches.Exists(one => one.Id == touch.Id))
            touches.Add(touch);
    }

    /// <summary>At most a screenful, the strongest first, the same whatever the order they came in.</summary>
    private static Verdict Doubtful(List<Touch> touches) =>
        new(null, null, [.. touches.OrderBy(t => t.IsImported).ThenBy(t => t.Why).ThenBy(t => t.Id).Take(MostTouches)]);

    private static bool NameConflict(in MatchKeys a, in MatchKeys b) => a.Name != 0 && b.Name != 0 && a.Name != b.Name;

    private static bool BirthConflict(in MatchKeys a, in MatchKeys b) => a.BirthDate is not null && b.BirthDate is not null && a.BirthDate != b.BirthDate;

    private static bool NumberConflict(in MatchKeys a, in MatchKeys b) => a.Number != 0 && b.Number != 0 && a.Number != b.Number;

    private static List<Entry> Named<T>(Side<T> side, ReadOnlySpan<Entry> hits, ulong name)
    {
        var named = new List<Entry>();
        foreach (var hit in hits)
        {
            if (side.KeysOf(hit.At).Name == name)
                named.Add(hit);
        }

        return named;
    }

    private enum KeyKind
    {
        Number,
        Partner,
        Enterprise,
        Mail,
        Name,
    }

    private readonly record struct Entry(ulong Key, int At);

    /// <summary>One side with its keys in sorted arrays: 16 bytes a key, a quarter of what a dictionary takes.</summary>
    private sealed class Side<T>
    {
        private readonly Func<T, MatchKeys> _keys;
        private readonly Entry[][] _entries;

        public Side(IReadOnlyList<T> all, Func<T, MatchKeys> keys, Func<T, Guid> id)
        {
            (All, _keys) = (all, keys);
            _entries = [.. Enum.GetValues<KeyKind>().Select(kind => Sorted(kind, id))];
        }

        public IReadOnlyList<T> All { get; }

        public MatchKeys KeysOf(int at) => _keys(All[at]);

        public ReadOnlySpan<Entry> With(KeyKind kind, ulong key)
        {
            if (key == 0)
                return [];

            var entries = _entries[(int)kind];
            var first = FirstAtLeast(entries, key);
            var end = first;
            while (end < entries.Length && entries[end].Key == key)
                end++;
            return entries.AsSpan(first, end - first);
        }

        private static int FirstAtLeast(Entry[] entries, ulong key)
        {
            var (low, high) = (0, entries.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (entries[middle].Key < key)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }

        private Entry[] Sorted(KeyKind kind, Func<T, Guid> id)
        {
            var count = 0;
            for (var i = 0; i < All.Count; i++)
                count += Key(kind, KeysOf(i)) == 0 ? 0 : 1;

            var entries = new Entry[count];
            for (int i = 0, next = 0; i < All.Count; i++)
            {
                if (Key(kind, KeysOf(i)) is var key and not 0)
                    entries[next++] = new(key, i);
            }

            // Ties by id, so that the order they were read in leaves no trace.
            Array.Sort(entries, (a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : id(All[a.At]).CompareTo(id(All[b.At])));
            return entries;
        }

        private static ulong Key(KeyKind kind, in MatchKeys keys) => kind switch
        {
            KeyKind.Number => keys.Number,
            KeyKind.Partner => keys.Partner,
            KeyKind.Enterprise => keys.Enterprise,
            KeyKind.Mail => keys.Mail,
            _ => keys.Name,
        };
    }
}
