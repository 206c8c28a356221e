namespace Accounton.Features.Questionnaires;

/// <summary>Registers what questionnaires are given with.</summary>
public static class QuestionnaireSetup
{
    public static IServiceCollection AddQuestionnaires(this IServiceCollection services)
    {
        services.AddScoped<Templates>();
        services.AddScoped<Assignments>();
        return services;
    }
}
