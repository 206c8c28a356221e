using Accounton.Vendors;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>Whose answer it is. Stored by name.</summary>
public enum Person
{
    /// <summary>Of the household, or of the company.</summary>
    Common = 1,
    Main = 2,
    Partner = 3,
}

/// <summary>Which answer of a questionnaire.</summary>
/// <param name="Repetition">Of a repeating group; made where it is added, and never changed.</param>
public readonly record struct AnswerKey(string Question, Guid? Repetition = null, Person Person = Person.Common);

/// <summary>One of the things that a group repeats for, such as a child.</summary>
public readonly record struct Repetition(string Group, Guid Id);

/// <summary>All that was answered, shown now or not, as it is stored.</summary>
/// <param name="Repetitions">In the order in which they were added.</param>
public sealed record AnswerSheet(ClientType Client, IReadOnlyDictionary<AnswerKey, string> Values, IReadOnlyList<Repetition> Repetitions);
