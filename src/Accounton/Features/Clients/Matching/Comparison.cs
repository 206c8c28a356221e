namespace Accounton.Features.Clients.Matching;

/// <summary>A client here.</summary>
public readonly record struct KnownClient(Guid Id, MatchKeys Keys);

/// <summary>A client of the import.</summary>
/// <param name="LinkedTo">The client here that an earlier import linked it to.</param>
public readonly record struct ImportedClient(Guid Id, MatchKeys Keys, Guid? LinkedTo);

/// <summary>Whom a doubtful one could be: a client here or another one of the import.</summary>
public readonly record struct MatchCandidate(Guid Id, bool IsImported, MatchReason Why);

/// <summary>What the comparison says of one of the import.</summary>
/// <param name="ClientId">Who it surely is; null when new or doubtful.</param>
/// <param name="Touches">Whom it could be, when doubtful; in a fixed order.</param>
public sealed record Verdict(Guid? ClientId, MatchReason? MatchedBy, IReadOnlyList<MatchCandidate> Touches)
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

    private readonly MatchIndex<KnownClient> _known;
    private readonly MatchIndex<ImportedClient> _imported;
    private readonly Dictionary<Guid, int> _knownAt;

    public Comparison(IReadOnlyList<KnownClient> known, IReadOnlyList<ImportedClient> imported)
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

        var touches = new List<MatchCandidate>();
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

    private Verdict? ByNumber(int at, List<MatchCandidate> touches)
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

    private Verdict? ByEnterprise(int at, List<MatchCandidate> touches)
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

    private Verdict? ByMailAndName(int at, List<MatchCandidate> touches)
    {
        var keys = _imported.All[at].Keys;
        var here = _known.With(KeyKind.MailAndName, MatchIndex.MailAndName(keys));
        var there = _imported.With(KeyKind.MailAndName, MatchIndex.MailAndName(keys));
        if (here.Length == 1 && there.Length == 1)
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

        AddAll(at, here, there, MatchReason.EmailAndNameSeveral, touches);
        return null;
    }

    /// <summary>
    /// What makes nobody the same for sure. Two right national numbers that differ are two people, who may
    /// share an address to mail to.
    /// </summary>
    private void AddWeak(int at, List<MatchCandidate> touches)
    {
        var keys = _imported.All[at].Keys;
        var most = touches.Count + MostTouches;
        foreach (var hit in _known.With(KeyKind.Mail, keys.Mail))
        {
            var client = _known.All[hit.At];
            if (!NumberConflict(keys, client.Keys))
                AddOnce(touches, new(client.Id, false, MatchReason.Email));
            if (touches.Count == most)
                break;
        }

        foreach (var hit in _known.With(KeyKind.Name, keys.Name))
        {
            var client = _known.All[hit.At];
            if (keys.BirthDate is not null && keys.BirthDate == client.Keys.BirthDate)
                AddOnce(touches, new(client.Id, false, MatchReason.NameAndBirthDate));
            else if (keys.Address != 0 && keys.Address == client.Keys.Address
                && !BirthConflict(keys, client.Keys) && !NumberConflict(keys, client.Keys))
                AddOnce(touches, new(client.Id, false, MatchReason.NameAndAddress));
            if (touches.Count >= most + MostTouches)
                break;
        }
    }

    /// <summary>
    /// A couple is one file: whoever is somebody's partner elsewhere, or has a partner with a file, is not silently a second one.
    /// </summary>
    private void AddPartners(int at, List<MatchCandidate> touches)
    {
        var keys = _imported.All[at].Keys;
        AddAll(
            at,
            _known.With(KeyKind.Partner, keys.Number),
            _imported.With(KeyKind.Partner, keys.Number),
            MatchReason.IsPartnerThere,
            touches);
        AddAll(
            at,
            _known.With(KeyKind.Number, keys.Partner),
            _imported.With(KeyKind.Number, keys.Partner),
            MatchReason.PartnerIsThere,
            touches);
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
                var others = claim.Where(other => other != i)
                    .Select(other => new MatchCandidate(_imported.All[other].Id, true, MatchReason.TakenByOther));
                verdicts[i] = Doubtful([new(claim.Key, false, verdicts[i].MatchedBy!.Value), .. others]);
            }
        }
    }

    /// <summary>Some of whoever has a key, itself not: thousands may have the same one, and each would look at all the others.</summary>
    private void AddAll(int at, ReadOnlySpan<KeyEntry> here, ReadOnlySpan<KeyEntry> there, MatchReason why, List<MatchCandidate> touches)
    {
        foreach (var hit in here[..Math.Min(here.Length, MostTouches)])
            AddOnce(touches, new(_known.All[hit.At].Id, false, why));
        foreach (var hit in there[..Math.Min(there.Length, MostTouches + 1)])
        {
            if (hit.At != at)
                AddOnce(touches, new(_imported.All[hit.At].Id, true, why));
        }
    }

    private static void AddOnce(List<MatchCandidate> touches, MatchCandidate touch)
    {
        if (!touches.Exists(one => one.Id == touch.Id))
            touches.Add(touch);
    }

    /// <summary>At most a screenful, the strongest first, the same whatever the order they came in.</summary>
    private static Verdict Doubtful(List<MatchCandidate> touches) =>
        new(null, null, [.. touches.OrderBy(t => t.IsImported).ThenBy(t => t.Why).ThenBy(t => t.Id).Take(MostTouches)]);

    private static bool NameConflict(in MatchKeys a, in MatchKeys b) => a.Name != 0 && b.Name != 0 && a.Name != b.Name;

    private static bool BirthConflict(in MatchKeys a, in MatchKeys b) =>
        a.BirthDate is not null && b.BirthDate is not null && a.BirthDate != b.BirthDate;

    private static bool NumberConflict(in MatchKeys a, in MatchKeys b) => a.Number != 0 && b.Number != 0 && a.Number != b.Number;
}
