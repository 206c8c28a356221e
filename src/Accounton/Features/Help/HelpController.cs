using Accounton.Localisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Help;

/// <summary>The help centre: its articles by topic, and searching them. Open to everybody, signed in or not.</summary>
[AllowAnonymous]
public sealed class HelpController(Articles articles, Texts texts) : Controller
{
    /// <summary>The address of the help centre.</summary>
    public const string Path = "/help";

    [HttpGet(Path)]
    public IActionResult Index(string? search)
    {
        var all = articles.In(texts.Language);
        return View(string.IsNullOrWhiteSpace(search)
            ? new HelpModel(all, null, [])
            : new HelpModel(all, search.Trim(), HelpSearch.Find(all, search)));
    }
}

/// <summary>The help centre's page.</summary>
/// <param name="Search">What was searched for; null when nothing was.</param>
public sealed record HelpModel(IReadOnlyList<Article> Articles, string? Search, IReadOnlyList<HelpHit> Hits);
