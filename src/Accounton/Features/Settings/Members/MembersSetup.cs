using Accounton.Features.SignIn.SingleSignOn;

namespace Accounton.Features.Settings.Members;

/// <summary>Registers what changes who works for an office.</summary>
public static class MembersSetup
{
    public static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddScoped<OfficeMembers>();
        services.AddScoped<Invitations>();
        services.AddScoped<InvitationAcceptance>();
        services.AddScoped<ISingleSignOnInvitations, SingleSignOnInvitations>();
        return services;
    }
}
