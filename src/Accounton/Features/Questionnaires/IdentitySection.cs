using Accounton.Features.Clients;

namespace Accounton.Features.Questionnaires;

/// <summary>A question of a questionnaire; its words are <c>Question.{key}</c>, with a hint where <c>QuestionHint.{key}</c> is named.</summary>
/// <param name="Key">Never changed: answers are kept by it.</param>
/// <param name="Field">The client's field whose value fills it in.</param>
public sealed record Question(string Key, ClientField Field, QuestionPart Part)
{
    /// <summary>Whether the client may correct it, or asks the accountant.</summary>
    public Prefill Prefill => Field.Prefill;
}

/// <summary>The parts of the section, each under a heading of its own.</summary>
public enum QuestionPart
{
    You = 1,
    Reach = 2,
    Address = 3,
    Partner = 4,
}

/// <summary>The section <em>Identiteit en gezin</em> of <em>Personenbelasting</em>: one question a row, each filled in from a field.</summary>
public static class IdentitySection
{
    public static readonly IReadOnlyList<Question> Questions =
    [
        new("FirstName", ClientFields.FirstName, QuestionPart.You),
        new("LastName", ClientFields.LastName, QuestionPart.You),
        new("NationalNumber", ClientFields.NationalNumber, QuestionPart.You),
        new("BirthDate", ClientFields.BirthDate, QuestionPart.You),
        new("Email", ClientFields.Email, QuestionPart.Reach),
        new("Mobile", ClientFields.Mobile, QuestionPart.Reach),
        new("Phone", ClientFields.Phone, QuestionPart.Reach),
        new("Language", ClientFields.Language, QuestionPart.Reach),
        new("Street", ClientFields.Street, QuestionPart.Address),
        new("HouseNumber", ClientFields.HouseNumber, QuestionPart.Address),
        new("Box", ClientFields.Box, QuestionPart.Address),
        new("PostalCode", ClientFields.PostalCode, QuestionPart.Address),
        new("City", ClientFields.City, QuestionPart.Address),
        new("Country", ClientFields.Country, QuestionPart.Address),
        new("PartnerName", ClientFields.PartnerName, QuestionPart.Partner),
        new("PartnerNationalNumber", ClientFields.PartnerNationalNumber, QuestionPart.Partner),
    ];
}
