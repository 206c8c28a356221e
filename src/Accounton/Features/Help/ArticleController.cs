using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Accounton.Features.Help;

/// <summary>One article, and what its reader thinks of it.</summary>
[AllowAnonymous, Route("/help/{slug}")]
public sealed class ArticleController(Articles articles, ArticleOpinions opinions, Texts texts) : Controller
{
    /// <param name="slug">Which article.</param>
    /// <param name="ask">What is asked of the reader; else what follows from an earlier opinion.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(string slug, OpinionStep? ask, CancellationToken cancellationToken)
    {
        if (articles.Find(texts.Language, slug) is not { } article)
            return NotFound();

        var opinion = await opinions.FindAsync(article, cancellationToken);
        var earlier = opinion is { IsUseful: false }
            ? new OpinionForm { Reasons = [.. Named(opinion.Reasons)], Remark = opinion.Remark }
            : new OpinionForm();
        return View("Article", new ArticleModel(article, opinion, ask, earlier));
    }

    [HttpPost("useful"), AnyOffice, EnableRateLimiting(OpinionLimits.Policy)]
    public async Task<IActionResult> Useful(string slug, CancellationToken cancellationToken)
    {
        if (articles.Find(texts.Language, slug) is not { } article)
            return NotFound();

        await opinions.GiveAsync(article, isUseful: true, OpinionReasons.None, null, cancellationToken);
        return Sent(article);
    }

    [HttpPost("not-useful"), AnyOffice, EnableRateLimiting(OpinionLimits.Policy)]
    public async Task<IActionResult> NotUseful(string slug, OpinionForm form, CancellationToken cancellationToken)
    {
        if (articles.Find(texts.Language, slug) is not { } article)
            return NotFound();

        var reasons = form.Reasons.Aggregate(OpinionReasons.None, (all, one) => all | one);
        if (reasons == OpinionReasons.None)
            ModelState.AddModelError(nameof(form.Reasons), texts["Opinion.ReasonMissing"]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Article", new ArticleModel(article, await opinions.FindAsync(article, cancellationToken), OpinionStep.Why, form));
        }

        await opinions.GiveAsync(article, isUseful: false, reasons, form.Remark?.Trim(), cancellationToken);
        return Sent(article);
    }

    private static IEnumerable<OpinionReasons> Named(OpinionReasons reasons) => OpinionForm.All.Where(one => reasons.HasFlag(one));

    private LocalRedirectResult Sent(Article article) => LocalRedirect($"{article.Path}?ask={nameof(OpinionStep.Nothing)}#opinion");
}

/// <summary>The page of an article.</summary>
/// <param name="Opinion">What this reader said before; null when nothing.</param>
/// <param name="Ask">Asked for in so many words; null follows from the opinion.</param>
public sealed record ArticleModel(Article Article, ArticleOpinion? Opinion, OpinionStep? Ask, OpinionForm Form)
{
    public OpinionStep Step => Ask switch
    {
        null => Opinion is null ? OpinionStep.Useful : OpinionStep.Nothing,
        OpinionStep.Nothing when Opinion is null => OpinionStep.Useful,
        { } asked => asked,
    };
}

/// <summary>What the reader is asked under an article.</summary>
public enum OpinionStep
{
    /// <summary>Was this useful?</summary>
    Useful = 1,

    /// <summary>Why not?</summary>
    Why = 2,

    /// <summary>Nothing more: thanks.</summary>
    Nothing = 3,
}
