using Accounton.Jobs;

namespace Accounton.Features.Account;

/// <summary>Registers what people do with their own account.</summary>
public static class AccountSetup
{
    public static IServiceCollection AddAccount(this IServiceCollection services)
    {
        services.AddScoped<PasswordRequests>();
        services.AddScoped<EmailChange>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<OldRows>();
        services.AddScoped<IDueWork, AccountDueWork>();
        return services;
    }
}
