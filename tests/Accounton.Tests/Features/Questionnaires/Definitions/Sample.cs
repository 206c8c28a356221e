using Accounton.Features.Questionnaires.Definitions;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Questionnaires.Definitions;

/// <summary>Makes small definitions.</summary>
internal static class Sample
{
    public static readonly Guid[] Rounds =
    [
        Guid.Parse("00000000-0000-0000-0000-000000000001"), Guid.Parse("00000000-0000-0000-0000-000000000002"),
    ];

    public static readonly LocalText Words = new() { Nl = "Tekst", Fr = "Texte", En = "Text" };

    public static Question Question(string key, QuestionKind kind = QuestionKind.YesNo, Condition? when = null) =>
        new() { Key = key, Kind = kind, Text = Words, ShowWhen = when };

    public static Question Choice(string key, QuestionKind kind, params string[] options) =>
        Question(key, kind) with { Options = [.. options.Select(option => new Option { Key = option, Text = Words })] };

    public static Group Group(string key, params Question[] questions) => new() { Key = key, Title = Words, Questions = questions };

    public static Group Repeated(string key, params Question[] questions) =>
        Group(key, questions) with { Repeat = new() { One = Words, Add = Words } };

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

    /// <summary>
    /// A definition of a few sections, groups that repeat or not, and conditions of all forms on any
    /// earlier question; and answers to it.
    /// </summary>
    public static (Definition, AnswerSheet) Make(Random random, int count)
    {
        var sections = new List<Section>();
        var common = new List<string>();
        var values = new Dictionary<AnswerKey, string>();
        for (var i = 0; i < count;)
        {
            var groups = new List<Group>();
            var when = When(common);
            for (var g = random.Next(1, 4); g > 0; g--)
            {
                var questions = new List<Question>();
                var own = new List<string>();
                var repeats = random.Next(3) == 0;
                var perPerson = random.Next(3) == 0;
                var groupWhen = When(common);
                for (var q = random.Next(1, 4); q > 0; q--)
                {
                    var key = $"Q{i++}";
                    questions.Add(Question(key, when: When([.. common, .. own])));
                    own.Add(key);
                    foreach (var round in repeats ? Rounds.Cast<Guid?>() : [null])
                    {
                        if (random.Next(4) > 0)
                            values[new(key, round, perPerson ? Person.Main : Person.Common)] = random.Next(3) > 0 ? "yes" : "no";
                    }
                }

                groups.Add((repeats ? Repeated($"G{i}", [.. questions]) : Group($"G{i}", [.. questions])) with
                {
                    ShowWhen = groupWhen,
                    PerPerson = perPerson,
                });
                if (!repeats)
                    common.AddRange(own);
            }

            sections.Add(Section($"S{i}", [.. groups]) with { ShowWhen = when });
        }

        var definition = Definition([.. sections]);
        return (definition, new(
            ClientType.Person, values, [.. definition.Groups.Where(group => group.Repeat is not null).SelectMany(
                group => Rounds, (group, id) => new Repetition(group.Key, id))]));

        Condition? When(IReadOnlyList<string> earlier) => earlier.Count == 0 || random.Next(3) == 0 ? null : random.Next(6) switch
        {
            0 => new() { All = [Simple(earlier), Simple(earlier)] },
            1 => new() { Any = [Simple(earlier), new() { Clients = [ClientType.SoleProprietor] }] },
            _ => Simple(earlier),
        };

        Condition Simple(IReadOnlyList<string> earlier)
        {
            var question = earlier[random.Next(earlier.Count)];
            return random.Next(4) switch
            {
                0 => new() { Question = question },
                1 => new() { Question = question, IsNot = ["no"] },
                2 => new() { Question = question, Is = ["no"] },
                _ => Yes(question),
            };
        }
    }
}
