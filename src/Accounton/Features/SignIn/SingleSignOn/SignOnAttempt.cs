using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Accounton.Features.SignIn.SingleSignOn;

/// <summary>
/// The way to the issuer and back. The code that comes back is redeemed by the one request that claims the attempt; whatever
/// other request asks for the same callback, at once or later, gets how that came out.
/// </summary>
public sealed class SignOnAttempt(AuthorizationAttempts attempts, SingleSignOnEntry entry, CurrentMember member, IOptions<AppOptions> app)
{
    private const string AttemptItem = "attempt";

    /// <summary>Where the handler keeps the name of the cookie that this browser left with.</summary>
    private const string CorrelationItem = ".xsrf";

    /// <summary>Among the request's items: the attempt that this request claimed.</summary>
    private static readonly object Claimed = new();

    /// <summary>Leaves for the issuer, with our own address to come back to, whatever the request called us.</summary>
    public async Task LeaveAsync(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = new Uri(app.Value.PublicUrl!, SingleSignOnSetup.CallbackPath).AbsoluteUri;
        context.Properties.Items[AttemptItem] = (await attempts.StartAsync(context.HttpContext.RequestAborted)).ToString("N");
    }

    /// <summary>Claims the attempt; else answers with its outcome.</summary>
    public async Task ComeBackAsync(MessageReceivedContext context)
    {
        // Without a state that can be read the handler says what is wrong.
        if (context.Properties is not { } properties || !properties.Items.TryGetValue(AttemptItem, out var text)
            || !Guid.TryParseExact(text, "N", out var attempt))
            return;

        var http = context.HttpContext;
        var isSameBrowser = CookieOf(context) is { } cookie && context.Request.Cookies.ContainsKey(cookie);
        if (isSameBrowser && await attempts.ClaimAsync(attempt, http.RequestAborted))
        {
            http.Items[Claimed] = attempt;

            // From here on the code is spent: a browser that goes away, as one that only looked ahead does, stops nothing.
            http.RequestAborted = CancellationToken.None;
            return;
        }

        if (await attempts.OutcomeAsync(attempt, http.RequestAborted) is not { } kept)
        {
            if (!isSameBrowser)
                return;
            await entry.TellAsync(SingleSignOnFault.LostCookie);
            Answer(context, "/sign-in");
            return;
        }

        var outcome = SignOnOutcome.Parse(kept);
        if (isSameBrowser || outcome.Fault is not null || (outcome.Key is not null && entry.Pending()?.Key == outcome.Key))
        {
            Answer(context, await entry.EnterAsync(outcome, properties.RedirectUri));
        }
        else if (outcome.Key is null && await IsSignedInAsync(http, outcome.UserId))
        {
            Answer(context, SingleSignOnEntry.Local(properties.RedirectUri));
        }
    }

    /// <summary>Leaves the outcome for whoever comes later, when this request claimed the attempt.</summary>
    public async Task EndAsync(HttpContext context, SignOnOutcome outcome)
    {
        if (context.Items[Claimed] is Guid attempt)
            await attempts.EndAsync(attempt, outcome.ToString());
    }

    private static string? CookieOf(MessageReceivedContext context) =>
        context.Properties!.Items.TryGetValue(CorrelationItem, out var id) && id is not null
            ? context.Options.CorrelationCookie.Name + id
            : null;

    private async Task<bool> IsSignedInAsync(HttpContext context, Guid user) =>
        (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Succeeded && member.User?.Id == user;

    private static void Answer(MessageReceivedContext context, string next)
    {
        // The attempt is over for this browser, as it is when the handler answers.
        if (CookieOf(context) is { } cookie)
            context.Response.Cookies.Delete(cookie, context.Options.CorrelationCookie.Build(context.HttpContext));
        context.Response.Redirect(AsciiRedirect.Encode(next));
        context.HandleResponse();
    }
}
