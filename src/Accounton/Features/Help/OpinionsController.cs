using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Help;

/// <summary>What readers think of the articles, for operators.</summary>
[Authorize(Policies.Operator)]
public sealed class OpinionsController(AccountonContext db) : Controller
{
    /// <summary>The address of the page.</summary>
    public const string Path = "/operator/help";

    public const int RemarksShown = 100;

    [HttpGet(Path)]
    public async Task<IActionResult> Index(string? article, string? language, CancellationToken cancellationToken)
    {
        var counts = await db.ArticleOpinions
            .GroupBy(o => new { o.Slug, o.Language, o.Version })
            .Select(g => new OpinionCount(g.Key.Slug, g.Key.Language, g.Key.Version, g.Count(o => o.IsUseful), g.Count(o => !o.IsUseful)))
            .ToListAsync(cancellationToken);
        var remarks = await db.ArticleOpinions.AsNoTracking()
            .Where(o => !o.IsUseful && (article == null || o.Slug == article) && (language == null || o.Language == language))
            .OrderByDescending(o => o.GivenAt).Take(RemarksShown).ToListAsync(cancellationToken);
        var sorted = counts.OrderBy(c => c.Slug, StringComparer.Ordinal)
            .ThenBy(c => c.Language, StringComparer.Ordinal).ThenByDescending(c => c.Version);
        return View("Opinions", new OpinionsModel([.. sorted], remarks, article, language));
    }
}

/// <summary>How many found a version of an article useful, and how many not.</summary>
public sealed record OpinionCount(string Slug, string Language, int Version, int Useful, int NotUseful)
{
    public int Percentage => (int)Math.Round(100.0 * Useful / (Useful + NotUseful));
}

/// <summary>The operators' page.</summary>
/// <param name="Article">Remarks on this article only; null for all.</param>
/// <param name="Language">Remarks in this language only; null for all.</param>
public sealed record OpinionsModel(
    IReadOnlyList<OpinionCount> Counts, IReadOnlyList<ArticleOpinion> Remarks, string? Article, string? Language);
