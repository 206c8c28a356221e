using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Features.Questionnaires.Board;
using Accounton.Features.Sync;
using Accounton.Localisation;
using Accounton.Web.Charts;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Home;

/// <summary>What the start page shows of the current office.</summary>
public sealed record StartPage(
    IReadOnlyList<Connection> Connections,
    FirstDay FirstDay,
    IReadOnlyList<Attention> Attention,
    Chart Clients,
    Chart Runs,
    IReadOnlyList<News> News)
{
    /// <summary>Questionnaires that wait for the office.</summary>
    public required WaitingCounts Waiting { get; init; }

    public IEnumerable<Connection> Linked => Connections.Where(c => c.IsLinked);
}

/// <summary>Reads the start page: a few counts, however many clients and runs there are.</summary>
public sealed class StartPages(AccountonContext db, BoardList board, Texts texts, LocalTime time)
{
    private const int Days = 14;

    private static readonly SyncOutcome[] Outcomes =
    [
        SyncOutcome.Complete, SyncOutcome.Incomplete, SyncOutcome.Failed, SyncOutcome.Cancelled,
    ];

    public async Task<StartPage> ReadAsync(CancellationToken cancellationToken)
    {
        var connections = await db.Connections.AsNoTracking().OrderBy(c => c.Vendor).ToListAsync(cancellationToken);
        var first = time.Today.AddDays(1 - Days);
        return new StartPage(
            connections,
            FirstDay.From(connections, await db.Clients.AnyAsync(cancellationToken)),
            Attention.From(connections),
            Clients(connections),
            await RunsAsync(first, cancellationToken),
            [.. (await Home.News.ReadAsync(db, connections, cancellationToken)).Where(news => news.IsAny)])
        {
            Waiting = await board.WaitingAsync(cancellationToken),
        };
    }

    /// <summary>As the last sync left them.</summary>
    private Chart Clients(List<Connection> connections) => new(
        texts["Home.Clients"], texts["Home.BackOffice"],
        [
            new(texts["Home.Customers"], "series-1"), new(texts["Home.Prospects"], "series-2"),
            new(texts["Home.OtherClients"], "series-3"), new(texts["Home.Gone"], "series-4"),
        ],
        [
            .. from c in connections
               let row = new ChartRow(texts["Vendor." + c.Vendor], [c.ClientCount, c.ProspectCount, c.OtherCount, c.GoneCount])
               where c.IsLinked || row.Sum > 0
               select row,
        ]);

    private async Task<Chart> RunsAsync(DateOnly first, CancellationToken cancellationToken)
    {
        var midnight = first.ToDateTime(TimeOnly.MinValue);
        var since = new DateTimeOffset(midnight, time.Zone.GetUtcOffset(midnight)).ToUniversalTime();
        var runs = await db.SyncRuns.Where(r => r.AskedAt >= since && r.Outcome != null)
            .Select(r => new { r.AskedAt, r.Outcome }).ToListAsync(cancellationToken);
        var perDay = runs.ToLookup(run => (DateOnly.FromDateTime(time.At(run.AskedAt).DateTime), run.Outcome!.Value));
        return new Chart(
            texts["Home.Runs"], texts["Home.Day"],
            [.. Outcomes.Select(
                outcome => new ChartSeries(texts["SyncOutcome." + outcome], "outcome-" + outcome.ToString().ToLowerInvariant()))],
            [
                .. from i in Enumerable.Range(0, Days)
                   let day = first.AddDays(i)
                   select new ChartRow(texts.ShortDay(day), [.. Outcomes.Select(outcome => perDay[(day, outcome)].Count())]),
            ]);
    }
}
