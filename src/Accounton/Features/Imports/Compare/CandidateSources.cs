using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Compare;

/// <summary>Opens what an import reads its candidates from.</summary>
public sealed class CandidateSources(AccountonContext db)
{
    public async Task<ICandidateSource> OpenAsync(ImportBatch batch, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == batch.ConnectionId, cancellationToken);
        return new BackOfficeCandidates(db, cipher, connection.Id, null);
    }
}
