using Accounton.Features.SignIn;
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
/// office comes from the protected state, and the membership in it is checked once more.
/// </summary>
public static class AdminPulseLink
{
    public const string OfficeItem = "office";
    public const string UserItem = "user";

    public static async Task LinkAsync(HttpContext context, AuthenticationProperties? link, TokenSet tokens)
    {
        var services = context.RequestServices;
        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var texts = await RequestLanguage.TextsAsync(context);
        var user = services.GetRequiredService<CurrentMember>().User;
        var officeId = Guid.TryParseExact(Item(link, OfficeItem), "N", out var parsed) ? parsed : Guid.Empty;
        var office = user?.Offices.FirstOrDefault(o => o.OfficeId == officeId);
        if (!session.Succeeded || user is null || user.Id.ToString("N") != Item(link, UserItem))
        {
            Back(context, State.Danger, texts["Link.OtherUser"]);
            return;
        }

        if (office is null || office.Role != Offices.OfficeRole.Admin)
        {
            Back(context, State.Danger, texts["Link.NoLongerAdmin"]);
            return;
        }

        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(officeId);
        scope.ServiceProvider.GetRequiredService<CurrentMember>().Set(user, office);
        try
        {
            var result = await scope.ServiceProvider.GetRequiredService<Linking>()
                .LinkAsync(Vendor.AdminPulse, new LinkSecrets(tokens, null), context.RequestAborted);
            if (result == LinkResult.OtherAccount)
                Back(context, State.Warning, texts["Link.OtherAccount"]);
            else
                Back(context, State.Success, texts["Link.Done", texts["Vendor.AdminPulse"], office.OfficeName]);
        }
        catch (VendorException e)
        {
            Back(context, State.Danger, texts[$"Fault.{e.Fault}", texts["Vendor.AdminPulse"]]);
        }
    }

    /// <summary>The way there or back failed: says why, and what to do.</summary>
    public static async Task RefusedAsync(HttpContext context, Exception? failure)
    {
        var link = failure as LinkException;
        context.RequestServices.GetRequiredService<ILogger<Linking>>().LogWarning("Linking AdminPulse failed: {Failure}", link?.Failure.ToString() ?? failure?.GetType().Name);

        // For the language of the sentence, which is the user's.
        await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var texts = await RequestLanguage.TextsAsync(context);
        Back(context, link?.Failure == LinkFailure.Declined ? State.Warning : State.Danger, texts[$"LinkFailure.{link?.Failure ?? LinkFailure.BadAnswer}"]);
    }

    /// <summary>Back to the page with a sentence about what happened.</summary>
    public static void Back(HttpContext context, State state, string sentence)
    {
        Notices.Notify(context, state, sentence);
        context.Response.Redirect(IntegrationsController.Path);
    }

    private static string? Item(AuthenticationProperties? link, string name) => link?.Items.TryGetValue(name, out var value) == true ? value : null;
}
