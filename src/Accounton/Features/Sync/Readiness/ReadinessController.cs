using Accounton.Data;
using Accounton.Localisation;
using Accounton.Web.Charts;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Sync.Readiness;

/// <summary>How complete the back-offices are, before anybody is invited.</summary>
public sealed class ReadinessController(AccountonContext db, Texts texts) : Controller
{
    public const string Path = "/imports/readiness";

    [HttpGet(Path)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var sources = await SourceReadiness.ReadAsync(db, cancellationToken);
        return View(sources.Select(source => new ReadinessModel(source, Chart(source))).ToList());
    }

    private Chart Chart(SourceReadiness source) => new(
        texts["Readiness.Chart"], texts["Readiness.What"],
        [new(texts["Readiness.Lacking"], "series-3"), new(texts["Readiness.InOrder"], "series-1")],
        [.. source.Lacks.Select(lack => new ChartRow(texts["Lack." + lack.Lack], [lack.Count, source.Customers - lack.Count]))]);
}

/// <summary>One back-office on the page.</summary>
public sealed record ReadinessModel(SourceReadiness Source, Chart Chart);
