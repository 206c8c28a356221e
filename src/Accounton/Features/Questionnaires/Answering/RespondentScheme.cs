using System.Security.Claims;
using System.Text.Encodings.Web;
using Accounton.Data;
using Accounton.Features.OneTimeLinks;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>
/// Who a request under <c>/q</c> is from: the respondent that the address names, by the device that the cookie names. Nobody
/// is a member there, whoever else is signed in in the same browser; and the respondent's row says which office it is for.
/// </summary>
public sealed class RespondentScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    AccountonContext db,
    CurrentRespondent current,
    CurrentOffice office,
    DeviceCookie cookie,
    TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Respondent";

    /// <summary>The route value that names a respondent.</summary>
    public const string RespondentKey = "respondent";

    /// <summary>Whether a request is of this scheme, by the address that was asked for.</summary>
    public static bool IsFor(HttpContext context) =>
        RespondentPages.Asked(context).StartsWithSegments(DeviceCookie.Path, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (await FindAsync() is not { IsWithdrawn: false } at)
        {
            if (Language.Find(Request.Query["language"]) is { } asked)
                Context.Features.Set(new PageLanguage(asked));
            return AuthenticateResult.NoResult();
        }

        current.Set(at);
        office.Use(at.OfficeId);
        Context.Features.Set(new PageLanguage(Language.Find(Request.Query["language"]) ?? Language.Find(at.Language) ?? Language.Dutch));
        if (at.TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(at.TimeZone, out var zone))
            Context.Features.Set(new ReaderZone(zone));
        if (!at.IsKnownDevice)
            return AuthenticateResult.NoResult();

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, at.RespondentId.ToString())], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    /// <summary>
    /// To where a code is mailed; a script, which cannot go there, is told. What is no page of a respondent's is not there.
    /// </summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
        else if (HttpMethods.IsGet(Request.Method) && !IsScript(Request) && Request.RouteValues[RespondentKey] is string respondent)
        {
            var back = Request.Path == RespondentPages.Home(respondent) ? QueryString.Empty : QueryString.Create("back", Request.Path);
            Response.Redirect(RespondentPages.Entry(respondent) + back);
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    private static bool IsScript(HttpRequest request) =>
        request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);

    /// <summary>By the address that was asked for and not by the route: an error page is somebody's too.</summary>
    private async Task<RespondentAt?> FindAsync() => RespondentPages.Asked(Context).Value!.TrimEnd('/').Split('/') switch
    {
        [_, _, var token] => await CrossOfficeQueries.FindRespondentLinkAsync(db, OneTimeToken.HashOf(token), Context.RequestAborted),
        [_, _, "r" or "R", var respondent, ..] when Guid.TryParse(respondent, out var id) =>
            await CrossOfficeQueries.FindRespondentAsync(db, id, cookie.Find(Context), clock.GetUtcNow(), Context.RequestAborted),
        _ => null,
    };
}

/// <summary>The addresses of a respondent's pages.</summary>
public static class RespondentPages
{
    public const string Route = "/q/r/{respondent:guid}";

    public static string Link(string token) => $"/q/{token}";

    public static string Home(object respondent) => $"/q/r/{respondent}";

    /// <summary>The address that was asked for: an error page has one of its own.</summary>
    public static PathString Asked(HttpContext context) =>
        (context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? context.Features.Get<IExceptionHandlerPathFeature>()?.Path) is { } asked
            ? new PathString(asked)
            : context.Request.Path;

    public static string Entry(object respondent) => $"/q/r/{respondent}/enter";

    /// <summary>An address under the respondent's own pages; else their first page.</summary>
    public static string Back(Guid respondent, string? back) =>
        back?.StartsWith(Home(respondent) + "/", StringComparison.Ordinal) == true && !back.Contains("..", StringComparison.Ordinal)
            ? back
            : Home(respondent);
}

/// <summary>The respondent in the forms of their pages, the member in all others.</summary>
public sealed class RespondentInToken(CurrentRespondent respondent, CurrentMember member) : IAntiforgeryOffice
{
    public string Current => respondent.At is { } at ? $"respondent {at.RespondentId:N}" : new SignIn.MemberFrame(member).Current;
}
