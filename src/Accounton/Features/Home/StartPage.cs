using Accounton.Data;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.Sync;
using Accounton.Localisation;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Home;

/// <summary>What the start page shows of the current office.</summary>
public sealed record StartPage(IReadOnlyList<Connection> Connections, FirstDay FirstDay, IReadOnlyList<Attention> Attention, Chart Clients, Chart Runs)
{
    public IEnumerable<Connection> Linked => Connections.Where(c => c.IsLinked);
}

/// <summary>Reads the start page: three queries, however many connections, runs and clients there are.</summary>
public sealed class StartPages(AccountonContext db, Texts texts, LocalTime time)
{
    private const int Days = 14;

    private static readonly SyncOutcome[] Outcomes = [SyncOutcome.Complete, SyncOutcome.Incomplete, SyncOutcome.Failed, SyncOutcome.Cancelled];

    public async Task<StartPage> ReadAsync(CancellationToken cancellationToken)
    {
        var connections = await db.Connections.AsNoTracking().OrderBy(c => c.Vendor).ToListAsync(cancellationToken);
        var first = time.Today.AddDays(1 - Days);
        return new StartPage(
            connections, FirstDay.Of(connections), Attention.Of(connections),
            await ClientsAsync(connections, cancellationToken), await RunsAsync(first, cancellationToken));
    }

    private async Task<Chart> ClientsAsync(List<Connection> connections, CancellationToken cancellationToken)
    {
        var counts = await db.SourceClients
            .GroupBy(c => new { c.ConnectionId, c.Status, IsGone = c.GoneSince != null })
            .Select(g => new { g.Key.ConnectionId, g.Key.Status, g.Key.IsGone, Count = g.Count() }).ToListAsync(cancellationToken);
        int Count(Connection connection, Func<ClientStatus, bool, bool> which) =>
            counts.Where(c => c.ConnectionId == connection.Id && which(c.Status, c.IsGone)).Sum(c => c.Count);

        return new Chart(
            texts["Home.Clients"], texts["Home.BackOffice"],
            [
                new(texts["Home.Customers"], "series-1"), new(texts["Home.Prospects"], "series-2"),
                new(texts["Home.OtherClients"], "series-3"), new(texts["Home.Gone"], "series-4"),
            ],
            [
                .. from connection in connections
                   let row = new ChartRow(texts["Vendor." + connection.Vendor],
                   [
                       Count(connection, (status, gone) => !gone && status == ClientStatus.Customer),
                       Count(connection, (status, gone) => !gone && status == ClientStatus.Prospect),
                       Count(connection, (status, gone) => !gone && status is not (ClientStatus.Customer or ClientStatus.Prospect)),
                       Count(connection, (_, gone) => gone),
                   ])
                   where connection.IsLinked || row.Sum > 0
                   select row,
            ]);
    }

    private async Task<Chart> RunsAsync(DateOnly first, CancellationToken cancellationToken)
    {
        var midnight = first.ToDateTime(TimeOnly.MinValue);
        var since = new DateTimeOffset(midnight, time.Zone.GetUtcOffset(midnight)).ToUniversalTime();
        var runs = await db.SyncRuns.Where(r => r.AskedAt >= since && r.Outcome != null)
            .Select(r => new { r.AskedAt, r.Outcome }).ToListAsync(cancellationToken);
        var perDay = runs.ToLookup(run => (DateOnly.FromDateTime(time.At(run.AskedAt).DateTime), run.Outcome!.Value));
        return new Chart(
            texts["Home.Runs"], texts["Home.Day"],
            [.. Outcomes.Select(outcome => new ChartSeries(texts["SyncOutcome." + outcome], "outcome-" + outcome.ToString().ToLowerInvariant()))],
            [
                .. from i in Enumerable.Range(0, Days)
                   let day = first.AddDays(i)
                   select new ChartRow(texts.ShortDay(day), [.. Outcomes.Select(outcome => perDay[(day, outcome)].Count())]),
            ]);
    }
}
