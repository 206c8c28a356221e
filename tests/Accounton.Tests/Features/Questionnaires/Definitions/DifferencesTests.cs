using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Definitions;
using CsCheck;
using static Accounton.Tests.Features.Questionnaires.Definitions.Sample;

namespace Accounton.Tests.Features.Questionnaires.Definitions;

/// <summary>What differs from what is known, and from last year.</summary>
public sealed class DifferencesTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    private static readonly Definition Asked = Definition(Section("One", Group(
        "First",
        Question("Email", QuestionKind.Email) with { Field = "Email" },
        Question("LastName", QuestionKind.Text) with { Field = "LastName" },
        Question("Has") with { Keep = true },
        Question("Paid", QuestionKind.Amount, Yes("Has")),
        Choice("Which", QuestionKind.OneOf, "a", "b") with { Keep = true })));

    [Fact]
    public void Of_answers_namesThoseThatDiffer()
    {
        var sheet = Sheet(("Email", "nieuw@voorbeeld.be"), ("LastName", "Peeters"), ("Has", "yes"), ("Paid", "10.00"), ("Which", "a"));
        var lastYear = Answers(("Has", "no"), ("Which", "a"), ("Paid", "5.00"));

        var differences = Of(sheet, Known(("Email", "oud@voorbeeld.be"), ("LastName", "Peeters")), lastYear);

        Assert.Equal(
            ["Email: oud@voorbeeld.be, , nieuw@voorbeeld.be", "Has: , no, yes", "Paid: , 5.00, 10.00"],
            differences.Select(one => $"{one.Key.Question}: {one.Known}, {one.LastYear}, {one.Answered}"));
    }

    /// <summary>An answer that is new to the record differs; one to a question that was never asked before does not.</summary>
    [Fact]
    public void Of_answersToWhatWasNotKnown_namesThoseOfTheRecord() =>
        Assert.Equal(["Email"], Of(Sheet(("Email", "nieuw@voorbeeld.be"), ("Has", "yes")), [], Answers()).Select(one => one.Key.Question));

    [Fact]
    public void Of_answerThatIsHidden_namesNothing() =>
        Assert.Equal(
            ["Has"],
            Of(Sheet(("Has", "no"), ("Paid", "10.00")), [], Answers(("Has", "yes"), ("Paid", "5.00"))).Select(one => one.Key.Question));

    [Fact]
    public void Of_answer_isSafeWhenItsFieldIsOpenAndStillAsShown()
    {
        var sheet = Sheet(("Email", "nieuw@voorbeeld.be"), ("LastName", "Janssens"));
        var known = Known(("Email", "oud@voorbeeld.be"), ("LastName", "Peeters"));

        Assert.Equal(
            [("Email", true), ("LastName", false)],
            Safe(Of(sheet, known, Answers(), Answers(("Email", "oud@voorbeeld.be"), ("LastName", "Peeters")))));
        Assert.Equal([("Email", false), ("LastName", false)], Safe(Of(sheet, known, Answers(), Answers(("Email", "ouder@voorbeeld.be")))));
        Assert.False(Of(Sheet(("Email", "geen adres")), known, Answers(), Answers(("Email", "oud@voorbeeld.be")))[0].IsSafe);

        static IEnumerable<(string, bool)> Safe(IReadOnlyList<AnswerDifference> differences) =>
            differences.Select(one => (one.Key.Question, one.IsSafe));
    }

    /// <summary>Who answers what is known already, and what was answered last year, brings no difference.</summary>
    [Fact]
    public void Of_whatIsKnown_isNothing() => Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 2]).Sample((email, has, which) =>
    {
        (string, string)[] answers =
        [
            ("Email", email ? "an@voorbeeld.be" : "bo@voorbeeld.be"),
            ("Has", has ? "yes" : "no"), ("Paid", "3.00"), ("Which", which == 0 ? "a" : "b"),
        ];
        Assert.Empty(Of(Sheet(answers), Known(answers[0]), Answers(answers)));
    });

    [Fact]
    public void Kept_answersOfLastYear_areThoseThatAreStillAnswers() =>
        Assert.Equal(
            Answers(("Has", "yes")),
            KeptAnswers.Of(Asked, Answers(("Has", "yes"), ("Paid", "5.00"), ("Which", "gone"), ("Unknown", "yes")), Today));

    [Fact]
    public void Kept_answers_areNeverADeclaration()
    {
        foreach (var definition in StandardDefinitions.All)
            Assert.DoesNotContain(definition.Questions, question => question.AskEveryYear && question.Keep);
    }

    private static IReadOnlyList<AnswerDifference> Of(
        AnswerSheet sheet,
        IReadOnlyList<KnownAnswer> known,
        IReadOnlyDictionary<AnswerKey, string> lastYear,
        IReadOnlyDictionary<AnswerKey, string>? shown = null) =>
        Differences.Of(Asked, sheet, known, shown ?? known.ToDictionary(one => one.Key, one => one.Value), lastYear, Today);

    private static IReadOnlyList<KnownAnswer> Known(params (string Key, string Value)[] known) =>
        [.. known.Select(one =>
            new KnownAnswer(new(one.Key), one.Value, ClientFields.Get(one.Key), ClientFields.Get(one.Key).Prefill == Prefill.Fixed))];

    private static Dictionary<AnswerKey, string> Answers(params (string Key, string Value)[] answers) =>
        answers.ToDictionary(one => new AnswerKey(one.Key), one => one.Value);
}
