using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Compare;

/// <summary>
/// The customers of a connection's client table. Two who name each other as partners are one candidate, unless each is a
/// client of their own here already; a record known to be the same person as another one is none.
/// </summary>
public sealed class BackOfficeCandidates(
    AccountonContext db, OfficeCipher cipher, Guid connectionId, IReadOnlySet<string>? only) : ICandidateSource
{
    private const int PageSize = 500;

    private Dictionary<string, Person> _people = [];
    private Dictionary<string, Link> _links = [];

    public ValidationLevel ValidationLevel => ValidationLevel.NameOnly;

    public async IAsyncEnumerable<IReadOnlyList<Candidate>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ReadPeopleAsync(Customers(), Links(), cancellationToken);
        var last = "";
        while (true)
        {
            // By the vendor's id, which the index has; it compares binary in every database.
            var rows = await Customers().Where(c => c.VendorId.CompareTo(last) > 0)
                .OrderBy(c => c.VendorId).Take(PageSize).ToListAsync(cancellationToken);
            if (rows.Count == 0)
                yield break;

            last = rows[^1].VendorId;
            var partners = await PartnersAsync(rows, cancellationToken);
            yield return [.. rows.Where(IsCandidate).Select(row => Make(row, partners))];
        }
    }

    /// <summary>
    /// Some records as they would be compared, by their id; one that is gone, no customer, or part of
    /// somebody else's file is not among them.
    /// </summary>
    public async Task<Dictionary<string, Candidate>> FindAsync(IReadOnlyCollection<string> vendorIds, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(vendorIds, cancellationToken);
        var partners = await PartnersAsync(rows, cancellationToken);
        return rows.Where(IsCandidate).ToDictionary(row => row.VendorId, row => Make(row, partners), StringComparer.Ordinal);
    }

    /// <summary>Some records without their partners, by their id.</summary>
    public async Task<Dictionary<string, Candidate>> AloneAsync(IReadOnlyCollection<string> vendorIds, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(vendorIds, cancellationToken);
        return rows.ToDictionary(row => row.VendorId, row => Make(row, []), StringComparer.Ordinal);
    }

    private IQueryable<SourceClient> Customers() =>
        db.SourceClients.AsNoTracking()
            .Where(c => c.ConnectionId == connectionId && c.Status == ClientStatus.Customer && c.GoneSince == null);

    private IQueryable<ClientLink> Links() => db.ClientLinks.AsNoTracking().Where(l => l.ConnectionId == connectionId);

    /// <summary>Some records, after reading what there is to know of the people they are and name.</summary>
    private async Task<List<SourceClient>> RowsAsync(IReadOnlyCollection<string> vendorIds, CancellationToken cancellationToken)
    {
        var rows = await Customers().Where(c => vendorIds.Contains(c.VendorId)).ToListAsync(cancellationToken);
        List<string> near = [.. rows.Select(row => row.VendorId).Union(
            rows.Select(row => row.PartnerVendorId).OfType<string>(), StringComparer.Ordinal)];
        await ReadPeopleAsync(
            Customers().Where(c => near.Contains(c.VendorId)), Links().Where(l => near.Contains(l.VendorId)), cancellationToken);
        return rows;
    }

    /// <summary>Who has a partner, and who is linked: few of all, so they may stay in memory.</summary>
    private async Task ReadPeopleAsync(
        IQueryable<SourceClient> customers, IQueryable<ClientLink> links, CancellationToken cancellationToken)
    {
        _people = await customers.Where(c => c.PartnerVendorId != null && c.Type != ClientType.Company)
            .Select(c => new { c.VendorId, c.PartnerVendorId, HasEmail = c.Email != null })
            .ToDictionaryAsync(c => c.VendorId, c => new Person(c.PartnerVendorId!, c.HasEmail), StringComparer.Ordinal, cancellationToken);
        _links = await links.Select(l => new { l.VendorId, l.ClientId, l.Role })
            .ToDictionaryAsync(l => l.VendorId, l => new Link(l.ClientId, l.Role), StringComparer.Ordinal, cancellationToken);
    }

    private bool IsCandidate(SourceClient row)
    {
        if (_links.GetValueOrDefault(row.VendorId).Role == LinkRole.Same)
            return false;

        var partner = PartnerOf(row.VendorId);
        if (partner is not null && !IsMain(row.VendorId, partner))
            return false;

        return only is null || only.Contains(row.VendorId) || (partner is not null && only.Contains(partner));
    }

    /// <summary>The partner with whom a record makes one file; null when it has none.</summary>
    private string? PartnerOf(string vendorId)
    {
        if (!_people.TryGetValue(vendorId, out var person)
            || !_people.TryGetValue(person.PartnerId, out var partner) || partner.PartnerId != vendorId)
            return null;

        // Each a client of their own here: somebody wanted it so.
        return _links.TryGetValue(vendorId, out var mine)
            && _links.TryGetValue(person.PartnerId, out var theirs) && mine.ClientId != theirs.ClientId
            ? null
            : person.PartnerId;
    }

    /// <summary>Whose file it is: who is linked as such, else who can be mailed to, else a fixed order.</summary>
    private bool IsMain(string vendorId, string partner)
    {
        var mine = _links.GetValueOrDefault(vendorId);
        var theirs = _links.GetValueOrDefault(partner);
        if (mine.IsLinked || theirs.IsLinked)
            return mine.IsLinked && (mine.Role == LinkRole.Main || !theirs.IsLinked);

        var myMail = _people[vendorId].HasEmail;
        var theirMail = _people[partner].HasEmail;
        return myMail != theirMail ? myMail : string.CompareOrdinal(vendorId, partner) < 0;
    }

    private async Task<Dictionary<string, SourceClient>> PartnersAsync(List<SourceClient> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(IsCandidate).Select(row => PartnerOf(row.VendorId)).OfType<string>().ToList();
        return ids.Count == 0
            ? []
            : await Customers().Where(c => EF.Parameter(ids).Contains(c.VendorId))
                .ToDictionaryAsync(c => c.VendorId, StringComparer.Ordinal, cancellationToken);
    }

    private Candidate Make(SourceClient row, Dictionary<string, SourceClient> partners)
    {
        var given = ClientValues.From(row, cipher);
        var partner = PartnerOf(row.VendorId) is { } id ? partners.GetValueOrDefault(id) : null;
        if (partner is not null)
        {
            given[ClientFields.PartnerName] = $"{partner.FirstName} {partner.LastName}".Trim();
            given[ClientFields.PartnerNationalNumber] = ClientFields.NationalNumber.Read(partner, cipher);
        }

        var link = _links.GetValueOrDefault(row.VendorId);
        return new Candidate(given)
        {
            Key = row.Id,
            VendorId = row.VendorId,
            PartnerVendorId = partner?.VendorId,
            SourceHash = SourceHash(row),
            PartnerSourceHash = partner is null ? null : SourceHash(partner),
            // A partner whose other half is gone is not the client that the two were.
            LinkedTo = link.Role == LinkRole.Main ? link.ClientId : null,
            Reasons =
            [
                .. ClientFields.In(row.CutFields).Select(Cut),
                .. partner is not null && (partner.CutFields & (ClientFields.FirstName.Mask | ClientFields.LastName.Mask)) != 0
                    ? [Cut(ClientFields.PartnerName)]
                    : (FieldReason[])[],
            ],
            PartnerNeedsLink = partner is not null && !_links.ContainsKey(partner.VendorId),
        };
    }

    /// <summary>The back-office has more of it than is kept here.</summary>
    private static FieldReason Cut(ClientField field) => new(field.Key, ReasonCode.TooLong, IsError: false);

    /// <summary>What the list gave, and what may have come from another place: the number and the partner.</summary>
    public static byte[] SourceHash(SourceClient row) => SourceHash(row.ContentHash, row.NationalNumberHash, row.PartnerVendorId);

    /// <inheritdoc cref="SourceHash(SourceClient)"/>
    public static byte[] SourceHash(byte[] contentHash, byte[]? numberHash, string? partner)
    {
        var mixed = (byte[])contentHash.Clone();
        foreach (var other in new[] { numberHash, partner is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(partner)) }
            .OfType<byte[]>())
        {
            for (var i = 0; i < Math.Min(mixed.Length, other.Length); i++)
                mixed[i] ^= other[i];
        }

        return mixed;
    }

    private readonly record struct Person(string PartnerId, bool HasEmail);

    private readonly record struct Link(Guid ClientId, LinkRole Role)
    {
        public bool IsLinked => Role != default;
    }
}
