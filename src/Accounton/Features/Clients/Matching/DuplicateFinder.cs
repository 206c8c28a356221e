using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients.Matching;

/// <summary>A client here that somebody could be, and why.</summary>
public sealed record Duplicate(Client Client, MatchReason Why);

/// <summary>Finds the clients that are, or may be, the same one: by the rules of the import, among the few that share a key.</summary>
public sealed class DuplicateFinder(AccountonContext db, OfficeCiphers ciphers)
{
    private const int MostCandidates = 50;

    public async Task<IReadOnlyList<Duplicate>> OfAsync(ClientValues values, CancellationToken cancellationToken)
    {
        var row = new Client { OfficeId = db.OfficeId, Id = Guid.NewGuid() };
        values.WriteTo(row, await ciphers.CurrentAsync(cancellationToken));
        return await OfAsync(row, cancellationToken);
    }

    public async Task<IReadOnlyList<Duplicate>> OfAsync(Client row, CancellationToken cancellationToken)
    {
        // The same words of a name in another order, too: "Jan Peeters" entered as "Peeters Jan".
        var turned = new Client { Type = row.Type, FirstName = row.LastName, LastName = row.FirstName, CompanyName = row.CompanyName };
        turned.SetKeys();
        string[] names = row.SortName.Length == 0 ? [] : [row.SortName, turned.SortName];
        var candidates = await db.Clients.AsNoTracking()
            .Where(c => c.Id != row.Id && c.MergedIntoId == null && (
                (row.NationalNumberHash != null && c.NationalNumberHash == row.NationalNumberHash)
                || (row.EnterpriseNumber != null && c.EnterpriseNumber == row.EnterpriseNumber)
                || (row.EmailKey != null && c.EmailKey == row.EmailKey)
                || names.Contains(c.SortName)))
            .OrderBy(c => c.Id).Take(MostCandidates).ToListAsync(cancellationToken);
        if (candidates.Count == 0)
            return [];

        var verdict = new Comparison(
            [.. candidates.Select(c => new KnownClient(c.Id, MatchKeys.From(c)))],
            [new ImportedClient(row.Id, MatchKeys.From(row), LinkedTo: null)]).Run()[0];
        var found = verdict.ClientId is { } sure
            ? [new MatchCandidate(sure, IsImported: false, verdict.MatchedBy!.Value)]
            : verdict.Touches;
        return [.. found.Where(touch => !touch.IsImported)
            .Select(touch => new Duplicate(candidates.Single(c => c.Id == touch.Id), touch.Why))];
    }
}
