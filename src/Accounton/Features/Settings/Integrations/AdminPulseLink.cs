using Accounton.Features.Connections;
using Accounton.Jobs;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using Accounton.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Features.Settings.Integrations;

/// <summary>
/// What happens when somebody comes back from AdminPulse. Nobody is signed in by it: the session is read again, the
/// office comes from the protected state, and the membership in it is checked once more. The code is redeemed by the one
/// request that claims the attempt; whatever other request asks for the same callback is told how that came out.
/// </summary>
public sealed class AdminPulseLink(
    AuthorizationAttempts attempts, IServiceScopeFactory scopes, CurrentMember member, ILogger<AdminPulseLink> log)
{
    private const string OfficeItem = "office";
    private const string UserItem = "user";
    private const string AttemptItem = "attempt";

    /// <summary>In front of the vendor's fault that an attempt ended by; another outcome is the key of a sentence.</summary>
    private const string FaultOutcome = "Fault:";

    /// <summary>Among the request's items: the attempt that this request claimed.</summary>
    private static readonly object Claimed = new();

    /// <summary>What goes along to AdminPulse and back, in the protected state.</summary>
    public async Task<AuthenticationProperties> StartAsync(CancellationToken cancellationToken)
    {
        var link = new AuthenticationProperties { RedirectUri = IntegrationsController.Path };
        link.Items[OfficeItem] = member.Office!.OfficeId.ToString("N");
        link.Items[UserItem] = member.SignedIn.Id.ToString("N");
        link.Items[AttemptItem] = (await attempts.StartAsync(cancellationToken)).ToString("N");
        return link;
    }

    /// <summary>Claims the attempt, for this browser when it may; else tells how it came out, and returns false.</summary>
    public async Task<bool> ClaimAsync(HttpContext context, AuthenticationProperties link, bool mayClaim)
    {
        var attempt = IdOf(link, AttemptItem);
        if (mayClaim && await attempts.ClaimAsync(attempt, context.RequestAborted))
        {
            context.Items[Claimed] = attempt;
            if (WhyNot(await UserAsync(context, link), link) is not { } refused)
                return true;

            await EndAsync(context, refused);
            await BackAsync(context, link, refused);
            return false;
        }

        var outcome = await attempts.OutcomeAsync(attempt, context.RequestAborted);
        if (outcome is null && !mayClaim)
            return true;

        await BackAsync(context, link, outcome ?? Failed(LinkFailure.AttemptExpired));
        return false;
    }

    /// <summary>Links with the tokens that came back, and leaves the outcome with the attempt.</summary>
    public async Task LinkAsync(HttpContext context, AuthenticationProperties link)
    {
        var outcome = Failed(LinkFailure.AttemptExpired);
        try
        {
            outcome = await TryAsync(context, link);
        }
        finally
        {
            await EndAsync(context, outcome);
        }

        await BackAsync(context, link, outcome);
    }

    /// <summary>The way there or back failed: says why, and what to do.</summary>
    public async Task RefusedAsync(HttpContext context, AuthenticationProperties? link, Exception? failure)
    {
        var why = (failure as LinkException)?.Failure;
        log.LogWarning("Linking AdminPulse failed: {Failure}", why?.ToString() ?? failure?.GetType().Name);
        var outcome = Failed(why ?? LinkFailure.BadAnswer);
        await EndAsync(context, outcome);
        await BackAsync(context, link, outcome);
    }

    private async Task<string> TryAsync(HttpContext context, AuthenticationProperties link)
    {
        var user = (await UserAsync(context, link))!;
        var office = OfficeOf(user, link)!;
        await using var scope = scopes.CreateOfficeScope(office.OfficeId);
        scope.ServiceProvider.GetRequiredService<CurrentMember>().Set(user, office);
        try
        {
            var budget = link.GetParameter<VendorBudget>(nameof(VendorBudget));
            var result = await scope.ServiceProvider.GetRequiredService<ConnectionLinker>()
                .LinkAsync(Vendor.AdminPulse, new LinkSecrets(link.ReadTokens(), null), CancellationToken.None, budget);
            return result == LinkResult.OtherAccount ? "Link.OtherAccount" : "Link.Done";
        }
        catch (OfficeSuspendedException)
        {
            return "Link.OfficeSuspended";
        }
        catch (VendorException e)
        {
            return e.Fault == VendorFault.ReconnectNeeded ? Failed(LinkFailure.TokensRefused) : FaultOutcome + e.Fault;
        }
    }

    /// <summary>Why this user may not link that office now, looked at before the code is redeemed.</summary>
    private static string? WhyNot(SignedInUser? user, AuthenticationProperties link) =>
        user is null ? "Link.OtherUser"
        : OfficeOf(user, link) is not { Role: OfficeRole.Admin } office ? "Link.NoLongerAdmin"
        : office.IsSuspended ? "Link.OfficeSuspended"
        : null;

    private static MemberOf? OfficeOf(SignedInUser user, AuthenticationProperties link) =>
        user.Offices.FirstOrDefault(o => o.OfficeId == IdOf(link, OfficeItem));

    /// <summary>The signed-in user, when the attempt is theirs.</summary>
    private async Task<SignedInUser?> UserAsync(HttpContext context, AuthenticationProperties? link)
    {
        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return session.Succeeded && link is not null && member.User?.Id == IdOf(link, UserItem) ? member.User : null;
    }

    private async Task EndAsync(HttpContext context, string outcome)
    {
        if (context.Items[Claimed] is Guid attempt)
            await attempts.EndAsync(attempt, outcome);
    }

    /// <summary>Back to the page with a sentence about what happened, which is for the user of the attempt only.</summary>
    private async Task BackAsync(HttpContext context, AuthenticationProperties? link, string outcome)
    {
        // Also for the language of the sentence, which is the user's.
        var user = await UserAsync(context, link);
        if (user is null && !outcome.StartsWith("LinkFailure.", StringComparison.Ordinal))
            outcome = "Link.OtherUser";
        var office = user is null ? null : OfficeOf(user, link!);
        var state = outcome switch
        {
            "Link.Done" => State.Success,
            "Link.OtherAccount" or "LinkFailure.Declined" => State.Warning,
            _ => State.Danger,
        };
        var language = await RequestLanguage.TextsAsync(context);
        var words = outcome.StartsWith(FaultOutcome, StringComparison.Ordinal)
            ? language.Fault(FaultPlace.Link, Vendor.AdminPulse, outcome[FaultOutcome.Length..])
            : language[outcome, language["Vendor.AdminPulse"], office?.OfficeName ?? "", language.AskSupport];
        Notices.Notify(context, state, words, AnchorOf(outcome) is { } anchor ? ConnectionHelp.At(anchor) : null);
        context.Response.Redirect(IntegrationsController.Path);
    }

    /// <summary>Where the help explains an outcome; null for one that needs no explaining.</summary>
    private static string? AnchorOf(string outcome) => outcome switch
    {
        "Link.Done" => null,
        "Link.OtherAccount" => "ander-account",
        "Link.OtherUser" or "Link.NoLongerAdmin" => "andere-gebruiker",
        "Link.OfficeSuspended" => "kantoor-gesloten",
        _ when outcome.StartsWith(FaultOutcome, StringComparison.Ordinal) => $"fault-{outcome[FaultOutcome.Length..]}",
        _ => $"link-{outcome[(outcome.IndexOf('.', StringComparison.Ordinal) + 1)..]}",
    };

    private static string Failed(LinkFailure failure) => $"LinkFailure.{failure}";

    private static Guid IdOf(AuthenticationProperties link, string name) =>
        link.Items.TryGetValue(name, out var value) && Guid.TryParseExact(value, "N", out var id) ? id : Guid.Empty;
}
