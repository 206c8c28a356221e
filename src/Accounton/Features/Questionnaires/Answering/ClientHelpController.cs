using Accounton.Features.Help;
using Accounton.Localisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>Help for clients, in their language and among their own pages: of a respondent, and for who has no link that works.</summary>
[AllowAnonymous]
public sealed class ClientHelpController(Articles articles, CurrentRespondent current, Texts texts) : Controller
{
    private const string Slug = "vragenlijst-invullen";

    [HttpGet("/q/r/help"), HttpGet(RespondentPages.Route + "/help")]
    public IActionResult Show() => View("ClientHelp", new ClientHelpModel(
        articles.Find(texts.Language, Slug) ?? throw new InvalidOperationException($"The article {Slug} is missing."),
        current.At is { IsWithdrawn: false } at ? at.RespondentId : null));
}

/// <summary>The clients' article, and the respondent who reads it.</summary>
public sealed record ClientHelpModel(Article Article, Guid? Respondent);
