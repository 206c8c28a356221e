using Accounton.Features.Questionnaires.Messages;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>Registers sending, and the clients' side: its own authentication, chosen by path, and how often one address may try.</summary>
public static class RespondentSetup
{
    /// <summary>The policy of pages that only a respondent's own devices reach.</summary>
    public const string Policy = "Respondent";

    /// <summary>For what takes a token or a code, or sends a mail.</summary>
    public const string Limit = "respondent";

    public const int TriesPerMinute = 30;

    private const string ByPath = "ByPath";

    public static IServiceCollection AddRespondents(this IServiceCollection services)
    {
        services.AddOptions<QuestionnaireOptions>().BindConfiguration(QuestionnaireOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSending();
        services.AddScoped<EarlierAnswers>();
        services.AddScoped<QuestionnaireSheets>();
        services.AddScoped<AssignmentRows>();
        services.AddScoped<AnswerWriter>();
        services.AddScoped<Review.DifferenceReview>();
        services.AddScoped<QuestionThreads>();
        services.AddScoped<Corrections>();
        services.AddScoped<CurrentRespondent>();
        services.AddSingleton<DeviceCookie>();
        services.AddScoped<IAntiforgeryOffice, RespondentInToken>();
        services.AddSingleton<IErrorPages, RespondentErrors>();
        services.AddScoped<RespondentEntry>();
        services.AddScoped<RespondentCodes>();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, RespondentScheme>(RespondentScheme.Name, null)
            .AddPolicyScheme(ByPath, null, scheme => scheme.ForwardDefaultSelector =
                context => RespondentScheme.IsFor(context) ? RespondentScheme.Name : IdentityConstants.ApplicationScheme);
        services.Configure<AuthenticationOptions>(options =>
            options.DefaultAuthenticateScheme = options.DefaultChallengeScheme = options.DefaultForbidScheme = ByPath);
        services.AddAuthorizationBuilder().AddPolicy(
            Policy, policy => policy.AddAuthenticationSchemes(RespondentScheme.Name).RequireAuthenticatedUser());

        return services.AddRateLimiter(limits => limits.AddPolicy(Limit, context => RequestLimits.PerMinute(context, TriesPerMinute)));
    }
}
