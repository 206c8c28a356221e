using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Compare;

/// <summary>Opens what an import reads its candidates from.</summary>
public sealed class CandidateSources(
    AccountonContext db, WorkbookLines lines, IEnumerable<IClientSource> vendors, VendorCredentialsFactory credentials, LinkFaults faults)
{
    /// <exception cref="VendorException">The back-office could not be asked for the clients of the chosen task templates.</exception>
    public async Task<ICandidateSource> OpenAsync(
        ImportBatch batch, OfficeCipher cipher, CancellationToken cancellationToken) => batch.ConnectionId is null
        ? new WorkbookCandidates(lines, batch)
        : await BackOfficeAsync(batch, cipher, cancellationToken);

    /// <inheritdoc cref="OpenAsync"/>
    public async Task<BackOfficeCandidates> BackOfficeAsync(ImportBatch batch, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == batch.ConnectionId, cancellationToken);
        return new BackOfficeCandidates(db, cipher, connection.Id, await OnlyAsync(batch, connection, cancellationToken));
    }

    /// <summary>One or a few records of the back-office, whatever the task templates leave.</summary>
    public BackOfficeCandidates Records(ImportBatch batch, OfficeCipher cipher) => new(db, cipher, batch.ConnectionId!.Value, null);

    /// <summary>The ids that the chosen task templates leave; null for all.</summary>
    private async Task<HashSet<string>?> OnlyAsync(ImportBatch batch, Connection connection, CancellationToken cancellationToken)
    {
        if (batch.TaskTemplates is null)
            return null;

        var vendor = vendors.Single(v => v.Vendor == connection.Vendor);
        var only = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var ids in vendor.StreamClientsOfAsync(
                credentials.AccessTo(connection), batch.TaskTemplates.Split('\n'), cancellationToken))
                only.UnionWith(ids);
            return only;
        }
        catch (VendorException e)
        {
            await faults.RecordAsync(connection, e.Fault, cancellationToken);
            throw;
        }
    }
}
