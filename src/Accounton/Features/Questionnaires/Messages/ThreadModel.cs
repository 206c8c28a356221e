using System.ComponentModel.DataAnnotations;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;

namespace Accounton.Features.Questionnaires.Messages;

/// <summary>A message as it is typed.</summary>
public sealed class MessageForm
{
    [Display(Name = "Messages.Text"), DataType(DataType.MultilineText)]
    public string? Text { get; set; }

    /// <summary>Drawn with the form: the same form twice is one message.</summary>
    public Guid WriteId { get; set; } = Guid.CreateVersion7();

    /// <summary>The page to go on to.</summary>
    [StringLength(300)]
    public string? Back { get; set; }
}

/// <summary>A question with what was written about it, for the office.</summary>
/// <param name="Name">Of the question in addresses (<see cref="AnswerName"/>).</param>
/// <param name="Lines">Null while nobody wrote.</param>
/// <param name="Fault">Of what was just sent.</param>
public sealed record ThreadModel(
    Guid AssignmentId, string Name, string Question, ThreadLines? Lines, MessageForm Form, MessageFault? Fault = null)
{
    /// <summary>Whose questionnaire it is.</summary>
    public string? ClientName { get; init; }

    public string Id => "m-" + Name.Replace('.', '-');

    public string Path => $"{QuestionnairesController.Path}/{AssignmentId}/messages/{Name}";

    public string Home => $"{QuestionnairesController.Path}/{AssignmentId}";

    /// <summary>A question of a questionnaire, with its thread if there is one.</summary>
    public static ThreadModel Of(QuestionnaireSheet sheet, AnswerKey key, ThreadLines? lines, Texts texts) =>
        new(sheet.Assignment.Id, AnswerName.Of(key), sheet.Label(key, texts), lines, new MessageForm()) { ClientName = sheet.ClientName };
}

/// <summary>A question with what was written about it, for the client.</summary>
/// <param name="Section">The key of its section.</param>
public sealed record ClientThreadModel(
    Guid Respondent, QuestionnaireSheet Sheet, string Name, string Question, string Section, ThreadLines? Lines, MessageForm Form)
{
    public string Home => RespondentPages.Home(Respondent);

    public string Path => $"{Home}/messages/{Name}";

    /// <summary>The question on its page, while it can be answered; else the first page.</summary>
    public string Back =>
        Sheet.IsOpen && Sheet.ToAnswer.Any(section => section.Questions.Any(question => AnswerName.Of(question.Key) == Name))
            ? $"{Home}/s/{Section}#q-{Name.Replace('.', '-')}"
            : Home;
}
