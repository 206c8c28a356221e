using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Imports.Compare;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Apply;

/// <summary>How the back-office's records of a page are now: as they were compared, or not.</summary>
public sealed class SourceState
{
    private readonly Dictionary<string, byte[]> _hashes;
    private readonly Dictionary<string, ClientLink> _links;
    private readonly Guid? _connectionId;

    private SourceState(Guid? connectionId, Dictionary<string, byte[]> hashes, Dictionary<string, ClientLink> links)
    {
        _connectionId = connectionId;
        _hashes = hashes;
        _links = links;
    }

    public static async Task<SourceState> ReadAsync(
        AccountonContext db, ImportBatch batch, IReadOnlyCollection<ImportRow> rows, CancellationToken cancellationToken)
    {
        if (batch.ConnectionId is not { } connection)
            return new(null, [], []);

        var ids = rows.SelectMany(r => new[] { r.VendorId, r.PartnerVendorId }).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var hashes = await db.SourceClients.AsNoTracking()
            .Where(c => c.ConnectionId == connection && c.GoneSince == null && EF.Parameter(ids).Contains(c.VendorId))
            .Select(c => new { c.VendorId, c.ContentHash, c.NationalNumberHash, c.PartnerVendorId })
            .ToDictionaryAsync(
                c => c.VendorId,
                c => BackOfficeCandidates.SourceHash(c.ContentHash, c.NationalNumberHash, c.PartnerVendorId),
                StringComparer.Ordinal,
                cancellationToken);
        var links = await db.ClientLinks.AsNoTracking()
            .Where(l => l.ConnectionId == connection && EF.Parameter(ids).Contains(l.VendorId))
            .ToDictionaryAsync(l => l.VendorId, StringComparer.Ordinal, cancellationToken);
        return new(connection, hashes, links);
    }

    /// <summary>
    /// The record, or the partner's, is not what was shown in the overview. A value typed while correcting counts as seen.
    /// </summary>
    public bool IsChanged(ImportRow row) =>
        _connectionId is not null && (IsOther(row.VendorId, row.SourceHash) || IsOther(row.PartnerVendorId, row.PartnerSourceHash));

    /// <summary>The record is linked by now: to this client when one is given.</summary>
    public ClientLink? LinkOf(string? vendorId) => vendorId is null ? null : _links.GetValueOrDefault(vendorId);

    private bool IsOther(string? vendorId, byte[]? hash) =>
        vendorId is not null && !(_hashes.TryGetValue(vendorId, out var now) && now.AsSpan().SequenceEqual(hash));
}
