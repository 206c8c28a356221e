using Accounton.Features.Questionnaires.Definitions;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Questionnaires.Definitions;

/// <summary>Makes small definitions.</summary>
internal static class Sample
{
    public static readonly LocalText Words = new() { Nl = "Tekst", Fr = "Texte", En = "Text" };

    public static Question Question(string key, QuestionKind kind = QuestionKind.YesNo, Condition? when = null) =>
        new() { Key = key, Kind = kind, Text = Words, ShowWhen = when };

    public static Question Choice(string key, QuestionKind kind, params string[] options) =>
        Question(key, kind) with { Options = [.. options.Select(option => new Option { Key = option, Text = Words })] };

    public static Group Group(string key, params Question[] questions) => new() { Key = key, Title = Words, Questions = questions };

    public static Group Repeated(string key, params Question[] questions) => Group(key, questions) with { Repeat = new() { One = Words, Add = Words } };

    public static Section Section(string key, params Group[] groups) => new() { Key = key, Title = Words, Groups = groups };

    public static Definition Definition(params Section[] sections) => new()
    {
        Kind = "Sample",
        IncomeYear = 2026,
        Name = Words,
        Clients = [ClientType.Person, ClientType.SoleProprietor],
        Sections = sections,
    };

    public static Condition Yes(string question) => new() { Question = question, Is = ["yes"] };

    public static AnswerSheet Sheet(params (string Question, string Value)[] answers) =>
        new(ClientType.Person, answers.ToDictionary(answer => new AnswerKey(answer.Question), answer => answer.Value), []);
}
