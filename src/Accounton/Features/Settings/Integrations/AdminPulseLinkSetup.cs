using Accounton.Localisation;
using Accounton.Vendors.AdminPulse;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace Accounton.Features.Settings.Integrations;

/// <summary>Registers the way to AdminPulse and back.</summary>
public static class AdminPulseLinkSetup
{
    public static AuthenticationBuilder AddAdminPulseLinking(this AuthenticationBuilder authentication)
    {
        authentication.Services.AddScoped<AdminPulseLink>();
        return authentication.AddAdminPulseOAuth(link =>
        {
            link.PageTexts = context =>
            {
                var texts = context.RequestServices.GetRequiredService<Texts>();
                return new(texts.Language.Code, texts["Link.GoingOn"], texts["Link.GoingOnText"], texts["Link.GoOn"]);
            };
            link.ClaimAsync = (context, properties, mayClaim) => Link(context).ClaimAsync(context, properties, mayClaim);
            link.Events = new OAuthEvents
            {
                OnTicketReceived = async context =>
                {
                    await Link(context.HttpContext).LinkAsync(context.HttpContext, context.Properties!);
                    context.HandleResponse();
                },
                OnRemoteFailure = async context =>
                {
                    await Link(context.HttpContext).RefusedAsync(context.HttpContext, context.Properties, context.Failure);
                    context.HandleResponse();
                },
            };
        });
    }

    private static AdminPulseLink Link(HttpContext context) => context.RequestServices.GetRequiredService<AdminPulseLink>();
}
