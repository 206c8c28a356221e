using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Sync.Readiness;

/// <summary>How complete a back-office's customers are.</summary>
public sealed record SourceReadiness(Connection Connection, int Customers, IReadOnlyList<(MissingField Lack, int Count)> Lacks)
{
    public bool IsComplete => Lacks.All(lack => lack.Count == 0);

    /// <summary>Every connection that was active: two queries, however many clients and figures there are.</summary>
    public static async Task<IReadOnlyList<SourceReadiness>> ReadAsync(AccountonContext db, CancellationToken cancellationToken)
    {
        var connections = await db.Connections.AsNoTracking().Where(c => c.WasActive).OrderBy(c => c.Vendor).ToListAsync(cancellationToken);
        var customers = MissingFields.Customers(db.SourceClients.AsNoTracking());
        var counts = await customers.GroupBy(c => c.ConnectionId).Select(group => new
        {
            Id = group.Key,
            All = group.Count(),
            Email = group.Sum(c => c.Email == null ? 1 : 0),
            Language = group.Sum(c => c.Language == null ? 1 : 0),
            Number = group.Sum(c => c.Type != ClientType.Company && c.NationalNumberCipher == null ? 1 : 0),
            WrongNumber = group.Sum(
                c => c.Type != ClientType.Company && c.NationalNumberCipher != null && c.NationalNumberHash == null ? 1 : 0),
            Responsible = group.Sum(c => c.ResponsibleName == null && c.ResponsibleEmail == null ? 1 : 0),
        }).ToDictionaryAsync(c => c.Id, cancellationToken);
        var couples = await MissingFields.Get(db, db.SourceClients.AsNoTracking(), MissingField.PartnerNumber).GroupBy(c => c.ConnectionId)
            .Select(group => new { Id = group.Key, Count = group.Count() }).ToDictionaryAsync(c => c.Id, c => c.Count, cancellationToken);
        return
        [
            .. from connection in connections
               let count = counts.GetValueOrDefault(connection.Id)
               select new SourceReadiness(connection, count?.All ?? 0,
               [
                   (MissingField.Email, count?.Email ?? 0), (MissingField.Language, count?.Language ?? 0),
                   (MissingField.NationalNumber, count?.Number ?? 0),
                   (MissingField.RightNationalNumber, count?.WrongNumber ?? 0),
                   (MissingField.PartnerNumber, couples.GetValueOrDefault(connection.Id)),
                   (MissingField.Responsible, count?.Responsible ?? 0),
               ]),
        ];
    }
}
