using Accounton.Features.Clients;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>An answer that is known before anybody is asked.</summary>
/// <param name="Field">The client's field it comes from.</param>
/// <param name="IsFixed">The client sees it, and asks the accountant when it is wrong.</param>
public sealed record KnownAnswer(AnswerKey Key, string Value, ClientField Field, bool IsFixed);

/// <summary>What a client's fields answer. Pure.</summary>
public static class KnownAnswers
{
    /// <summary>
    /// The answers, in the order of the questions. A value that is no right answer to its question is left out, so that it is asked. The
    /// region is that of a Belgian post code.
    /// </summary>
    public static IReadOnlyList<KnownAnswer> Of(Definition definition, ClientValues client, DateOnly today)
    {
        var context = new CheckContext(today, client[ClientFields.Country] ?? "BE");
        return
        [
            .. from section in definition.Sections
               from grp in section.Groups
               where grp.Repeat is null
               from question in grp.Questions
               let field = question.Key == Definition.RegionQuestion ? ClientFields.PostalCode : ClientFields.Find(question.Field)
               where field is not null
               let known = question.Key == Definition.RegionQuestion ? RegionOf(client) : client[field]
               let check = AnswerValues.Check(question, known, context)
               where check is { Value: not null, Fault: null }
               let key = new AnswerKey(question.Key, null, grp.PerPerson ? Person.Main : Person.Common)
               select new KnownAnswer(key, check.Value!, field, question.Field is not null && field.Prefill == Prefill.Fixed),
        ];
    }

    /// <summary>The kinds of question that a field can fill in.</summary>
    public static IReadOnlyList<QuestionKind> Kinds(ClientField field) =>
        field.IsEncrypted ? [QuestionKind.NationalNumber]
        : field == ClientFields.Email ? [QuestionKind.Email]
        : field == ClientFields.Mobile || field == ClientFields.Phone ? [QuestionKind.Phone]
        : field == ClientFields.Country ? [QuestionKind.Country]
        : field == ClientFields.BirthDate ? [QuestionKind.Date]
        : field.Choices.Count > 0 ? [QuestionKind.OneOf]
        : [QuestionKind.Text];

    private static string? RegionOf(ClientValues client) =>
        (client[ClientFields.Country] ?? "BE") == "BE" && Regions.OfPostalCode(client[ClientFields.PostalCode]) is { } region
            ? Regions.KeyOf(region)
            : null;
}
