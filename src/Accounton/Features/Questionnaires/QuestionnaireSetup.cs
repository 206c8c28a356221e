using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Customisation;
using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Features.Questionnaires;

/// <summary>Registers what questionnaires are given with.</summary>
public static class QuestionnaireSetup
{
    public static IServiceCollection AddQuestionnaires(this IServiceCollection services)
    {
        // Read at start: a definition that is wrong is not met by a client first.
        _ = StandardDefinitions.All;
        services.AddScoped<Templates>();
        services.AddScoped<TemplateDrafts>();
        services.AddScoped<Assignments>();
        Uploads.UploadSetup.AddUploads(services);
        services.AddScoped<Board.BoardList>();
        services.AddScoped<Board.AssignmentActs>();
        services.AddScoped<Review.AnswersWorkbook>();
        services.AddScoped<ClientQuestionnaires>();
        services.AddScoped<IClientPart>(provider => provider.GetRequiredService<ClientQuestionnaires>());
        return Answering.RespondentSetup.AddRespondents(services);
    }
}
