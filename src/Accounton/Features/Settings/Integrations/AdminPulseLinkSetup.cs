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
        return authentication.AddAdminPulseOAuth(link =>
        {
            link.PageTexts = context =>
            {
                var texts = context.RequestServices.GetRequiredService<Texts>();
                return new(texts.Language.Code, texts["Link.GoingOn"], texts["Link.GoingOnText"], texts["Link.GoOn"]);
            };
            link.Events = new OAuthEvents
            {
                OnTicketReceived = async context =>
                {
                    await AdminPulseLink.LinkAsync(context.HttpContext, context.Properties, context.Properties!.ReadTokens());
                    context.HandleResponse();
                },
                OnRemoteFailure = async context =>
                {
                    await AdminPulseLink.RefusedAsync(context.HttpContext, context.Failure);
                    context.HandleResponse();
                },
            };
        });
    }
}
