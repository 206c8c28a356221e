using Accounton.Features.Clients;
using Accounton.Features.Mail;
using Accounton.Jobs;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Registers what mails questionnaires.</summary>
public static class SendingSetup
{
    public static IServiceCollection AddSending(this IServiceCollection services)
    {
        services.AddScoped<ClientClock>();
        services.AddScoped<QuestionnaireMails>();
        services.AddScoped<QuestionnaireInvitations>();
        services.AddScoped<MailHistory>();
        services.AddScoped<IClientPart, RefusedAddress>();
        services.AddScoped<MailPreviews>();
        services.AddScoped<ReminderChoices>();
        services.AddScoped<Reminders>();
        services.AddScoped<BulkSendings>();
        services.AddScoped<IMailReason, QuestionnaireMailReason>();
        services.AddScoped<IDueWork, ReminderDueWork>();
        services.AddScoped<IDueWork, BulkSendingDueWork>();
        return services;
    }
}
