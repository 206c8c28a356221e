using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.BrowserTests.Questionnaires;

/// <summary>A right answer to any question: of somebody in Belgium to whom little applies.</summary>
internal static class SampleAnswers
{
    /// <summary>Null for files.</summary>
    public static string? To(Question question) => question.Kind switch
    {
        QuestionKind.YesNo => question.Key == "LivedInBelgium" ? "yes" : "no",
        QuestionKind.OneOf => question.Options[0].Key,
        QuestionKind.SeveralOf => (question.Options.FirstOrDefault(option => option.Alone) ?? question.Options[0]).Key,
        QuestionKind.Text or QuestionKind.LongText => "Zoals altijd",
        QuestionKind.WholeNumber => "1",
        QuestionKind.Amount => "1",
        QuestionKind.Date => "1985-07-30",
        QuestionKind.Country => "BE",
        QuestionKind.Iban => "BE68539007547034",
        QuestionKind.NationalNumber => "85073003328",
        QuestionKind.Email => "telkens@voorbeeld.test",
        QuestionKind.Phone => "+32470123456",
        _ => null,
    };
}
