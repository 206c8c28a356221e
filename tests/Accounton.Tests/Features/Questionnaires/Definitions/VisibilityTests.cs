using Accounton.Features.Questionnaires.Definitions;
using Accounton.Vendors;
using CsCheck;
using static Accounton.Tests.Features.Questionnaires.Definitions.Sample;

namespace Accounton.Tests.Features.Questionnaires.Definitions;

/// <summary>What is asked, by the answers: cases that people know, and rules that hold whatever is defined and answered.</summary>
public sealed class VisibilityTests
{
    [Fact]
    public void Question_behindThreeConditions_isHiddenWithTheFirst()
    {
        var definition = Definition(
            Section("One", Group("First", Question("A"), Question("B", when: Yes("A")))),
            Section("Two", Group("Second", Question("C", when: Yes("B")), Question("D", when: Yes("C")))));

        Assert.Equal("A,B,C,D", Keys(definition, Sheet(("A", "yes"), ("B", "yes"), ("C", "yes"), ("D", "no"))));
        Assert.Equal("A", Keys(definition, Sheet(("A", "no"), ("B", "yes"), ("C", "yes"), ("D", "no"))));
        Assert.Equal("A", string.Join(
            ',',
            Visibility.Answers(definition, Sheet(("A", "no"), ("B", "yes"), ("C", "yes"), ("D", "no"))).Keys.Select(key => key.Question)));
        Assert.Equal("One", Assert.Single(Visibility.Of(definition, Sheet(("A", "no"), ("B", "yes")))).Section.Key);
    }

    [Fact]
    public void Question_inARepetition_followsItsOwnAnswer()
    {
        var definition = Definition(Section(
            "One",
            Group("First", Question("Has")),
            Repeated("Children", Question("Young"), Question("Care", when: Yes("Young"))) with { ShowWhen = Yes("Has") }));
        var sheet = new AnswerSheet(
            ClientType.Person,
            new Dictionary<AnswerKey, string>
            {
                [new("Has")] = "yes", [new("Young", Rounds[0])] = "yes", [new("Care", Rounds[0])] = "no",
                [new("Young", Rounds[1])] = "no", [new("Care", Rounds[1])] = "yes",
            },
            [new("Children", Rounds[0]), new("Children", Rounds[1]), new("Other", Guid.Empty)]);

        var group = Visibility.Of(definition, sheet)[0].Groups[1];

        Assert.Equal(
            ["Young,Care", "Young"],
            group.Rounds.Select(round => string.Join(',', round.Questions.Select(question => question.Question.Key))));
        Assert.False(Visibility.Answers(definition, sheet).ContainsKey(new("Care", Rounds[1])));
        Assert.Empty(
            Assert.Single(Visibility.Of(definition, sheet with { Repetitions = [] })[0].Groups, one => one.Group.Key == "Children").Rounds);
        Assert.Equal(
            "Has", Keys(definition, sheet with { Values = new Dictionary<AnswerKey, string>(sheet.Values) { [new("Has")] = "no" } }));
    }

    [Theory]
    [InlineData("", "Region")]
    [InlineData("flanders", "Region")]
    [InlineData("wallonia", "Region,Vouchers")]
    public void Question_ofARegion_isAskedThere(string region, string shown)
    {
        var definition = Definition(Section(
            "One", Group(
                "First",
                Choice("Region", QuestionKind.OneOf, "flanders", "brussels", "wallonia"),
                Question("Vouchers") with { For = new() { Regions = [Region.Wallonia] } })));

        Assert.Equal(shown, Keys(definition, region.Length == 0 ? Sheet() : Sheet(("Region", region))));
    }

    [Fact]
    public void Question_ofATypeOfClient_isAskedOfIt()
    {
        var definition = Definition(
            Section("One", Group("First", Question("All"), Question("Own", when: new() { Clients = [ClientType.SoleProprietor] }))));

        Assert.Equal("All", Keys(definition, Sheet()));
        Assert.Equal("All,Own", Keys(definition, Sheet() with { Client = ClientType.SoleProprietor }));
    }

    [Theory]
    [InlineData("a,c", true, false)]
    [InlineData("c", false, true)]
    [InlineData("", false, false)]
    public void Condition_onSeveralAnswers_holdsForOneOfThem(string chosen, bool isA, bool isNotA)
    {
        var definition = Definition(Section("One", Group(
            "First", Choice("Which", QuestionKind.SeveralOf, "a", "b", "c"),
            Question("Is", when: new() { Question = "Which", Is = ["a", "b"] }), Question(
                "IsNot", when: new() { Question = "Which", IsNot = ["a"] }))));

        var keys = Keys(definition, chosen.Length == 0 ? Sheet() : Sheet(("Which", chosen))).Split(',');

        Assert.Equal((isA, isNotA), (keys.Contains("Is"), keys.Contains("IsNot")));
    }

    [Fact]
    public void Condition_onANumber_comparesIt()
    {
        var definition = Definition(Section(
            "One",
            Group("First", Question("Paid", QuestionKind.Amount), Question("Proof", when: new() { Question = "Paid", MoreThan = 40 }))));

        Assert.Equal("Paid", Keys(definition, Sheet(("Paid", "40.00"))));
        Assert.Equal("Paid,Proof", Keys(definition, Sheet(("Paid", "1000.00"))));
    }

    [Fact]
    public void Document_ofAnAnswer_isCalledForByIt()
    {
        var document = new Document { Key = "Proof", Name = Words };
        var definition = Definition(Section("One", Group(
            "First",
            Question("Yes") with { Documents = [document] },
            Choice("Which", QuestionKind.OneOf, "a", "b") with { Documents = [document with { Key = "OfB", Is = ["b"] }] })));

        Assert.Equal("", Documents(("Yes", "no"), ("Which", "a")));
        Assert.Equal("Proof,OfB", Documents(("Yes", "yes"), ("Which", "b")));

        string Documents(params (string, string)[] answers) =>
            string.Join(
                ',',
                Visibility.Of(definition, Sheet(answers))[0].Questions.SelectMany(question => question.Documents).Select(one => one.Key));
    }

    /// <summary>Definitions of a few sections, groups that repeat or not, and conditions of all forms on any earlier question.</summary>
    private static readonly Gen<(Definition Definition, AnswerSheet Sheet)> Cases =
        from seed in Gen.Int
        from count in Gen.Int[1, 12]
        select Sample.Make(new Random(seed), count);

    /// <summary>Answers that are hidden have no say: without them, or with others in their place, all is the same.</summary>
    [Fact]
    public void Answer_thatIsHidden_changesNothing() => Cases.Sample(one =>
    {
        var (definition, sheet) = one;
        Assert.Empty(DefinitionRules.Check(definition));
        var shown = Visibility.Answers(definition, sheet);

        Assert.Equal(Print(definition, sheet), Print(definition, sheet with { Values = new Dictionary<AnswerKey, string>(shown) }));
        var others = sheet.Values.ToDictionary(
            answer => answer.Key, answer => shown.ContainsKey(answer.Key) ? answer.Value : answer.Value == "yes" ? "no" : "yes");
        Assert.Equal(Print(definition, sheet), Print(definition, sheet with { Values = others }));
    });

    [Fact]
    public void Answers_thatCount_areThoseOfTheQuestionsThatAreShown() => Cases.Sample(one =>
    {
        var (definition, sheet) = one;
        var asked = Visibility.Of(definition, sheet).SelectMany(section => section.Questions).Where(question => question.Value is not null);

        Assert.Equal(asked.ToDictionary(question => question.Key, question => question.Value!), Visibility.Answers(definition, sheet));
    });

    private static string Keys(Definition definition, AnswerSheet sheet) =>
        string.Join(
            ',', Visibility.Of(definition, sheet).SelectMany(section => section.Questions).Select(question => question.Question.Key));

    private static string Print(Definition definition, AnswerSheet sheet) =>
        string.Join(
            ' ',
            Visibility.Of(definition, sheet).SelectMany(section => section.Questions)
                .Select(question => $"{question.Key}={question.Value}"));
}
