using Accounton.Jobs;

namespace Accounton.Features.Mail;

/// <summary>Registers the sending of mail.</summary>
public static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IMailTransport, MailTransport>();
        services.AddScoped<Mails>();
        services.AddScoped<MailSender>();
        services.AddScoped<IDueWork, MailDueWork>();
        return services;
    }
}
