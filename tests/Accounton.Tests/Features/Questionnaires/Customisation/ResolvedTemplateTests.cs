using Accounton.Features.Questionnaires.Customisation;
using Accounton.Features.Questionnaires.Definitions;
using CsCheck;
using static Accounton.Tests.Features.Questionnaires.Definitions.Sample;

namespace Accounton.Tests.Features.Questionnaires.Customisation;

/// <summary>
/// A standard questionnaire and an office's changes: cases that people know, and rules that hold whatever
/// is changed, and whatever the next release is.
/// </summary>
public sealed class ResolvedTemplateTests
{
    private static readonly OwnText OwnWords = new() { Nl = "Eigen vraag" };

    /// <summary>A questionnaire, another one that has some of its questions, and changes that were made to the first.</summary>
    private static readonly Gen<(Definition Standard, Definition Next, TemplateChanges Changes, AnswerSheet Sheet)> Cases =
        from seed in Gen.Int
        from count in Gen.Int[1, 14]
        select Make(seed, count);

    [Fact]
    public void Changes_thatAreNone_leaveTheDefinitionAsItIs() =>
        Assert.All(StandardDefinitions.All, standard => Assert.Equal(
            DefinitionJson.Write(standard), DefinitionJson.Write(ResolvedTemplate.Of(standard, TemplateChanges.None, Words).Definition)));

    [Fact]
    public void Question_thatIsHidden_takesAlongWhatIsOnlyAskedAfterIt()
    {
        var standard = Definition(Section(
            "One", Group(
                "First",
                Question("A"),
                Question("B", when: Yes("A")),
                Question("C", when: Yes("B")),
                Question("D", when: new() { Any = [Yes("A"), Yes("C")] }),
                Question("E"))));

        var resolved = ResolvedTemplate.Of(standard, new() { HiddenQuestions = ["A"] }, Words);

        Assert.Equal(["E"], resolved.Definition.Questions.Select(question => question.Key));
        Assert.Equal(["B", "C", "D"], resolved.AlsoHidden.Keys.Select(part => part.Key).Order());
        Assert.All(resolved.AlsoHidden.Values, causes => Assert.Equal(Part.Question("A"), Assert.Single(causes)));
    }

    [Fact]
    public void Condition_onSeveralQuestions_keepsThoseThatAreLeft()
    {
        var standard = Definition(Section("One", Group(
            "First", Question("A"), Question("B"), Question("Any", when: new() { Any = [Yes("A"), Yes("B")] }), Question(
                "All", when: new() { All = [Yes("A"), Yes("B")] }))));

        var resolved = ResolvedTemplate.Of(standard, new() { HiddenQuestions = ["A"] }, Words).Definition;

        Assert.Equal(["B", "Any"], resolved.Questions.Select(question => question.Key));
        Assert.Equal("B", Assert.Single(resolved.Find("Any")!.ShowWhen!.Any!).Question);
    }

    [Fact]
    public void Region_thatIsHidden_takesAlongWhatIsOfARegion()
    {
        var vouchers = Question("Vouchers") with { For = new() { Regions = [Region.Wallonia] } };
        var standard = Definition(Section("One", Group(
            "First",
            Choice("Region", QuestionKind.OneOf, "flanders", "brussels", "wallonia"),
            vouchers,
            Question("Loan", when: new() { Regions = [Region.Flanders] }),
            Question("Rest"))));

        Assert.Equal(
            ["Rest"],
            ResolvedTemplate.Of(standard, new() { HiddenQuestions = ["Region"] }, Words).Definition.Questions
                .Select(question => question.Key));
    }

    [Theory]
    [InlineData("Declared", PartKind.Question)]
    [InlineData("Has", PartKind.Question)]
    [InlineData("Law", PartKind.Section)]
    public void Declaration_isNeverHidden(string key, PartKind kind)
    {
        var standard = Definition(
            Section("Law", Group("First", Question("Has"), Question("Declared", when: Yes("Has")) with { AskEveryYear = true })),
            Section("Rest", Group("Second", Question("Other"))));
        var part = new Part(kind, key);

        var resolved = ResolvedTemplate.Of(
            standard, kind == PartKind.Section ? new() { HiddenSections = [key] } : new() { HiddenQuestions = [key] }, Words);

        Assert.Equal(["Has", "Declared", "Other"], resolved.Definition.Questions.Select(question => question.Key));
        Assert.Equal(new Misfit(TemplateMisfit.Declaration, part), Assert.Single(resolved.Misfits));
        Assert.Equal("Declared", Assert.Single(Remainder.Of(standard, new HashSet<Part> { part }).Declarations).Key);
    }

    [Fact]
    public void Everything_hidden_hidesNothing()
    {
        var standard = Definition(Section("One", Group("First", Question("A"))), Section("Two", Group("Second", Question("B"))));

        var resolved = ResolvedTemplate.Of(standard, new() { HiddenSections = ["One"], HiddenQuestions = ["B"] }, Words);

        Assert.Equal(["A", "B"], resolved.Definition.Questions.Select(question => question.Key));
        Assert.Equal(TemplateMisfit.NothingLeft, Assert.Single(resolved.Misfits).Kind);
    }

    [Fact]
    public void OwnQuestions_standWhereTheyWerePut()
    {
        var standard = Definition(
            Section("One", Group("First", Question("A"), Question("B"))), Section("Two", Group("Second", Question("C"))));
        var a = Own("One", "A");
        var b = Own("One", "A");
        var c = Own("One");
        var d = Own("Two", "B");
        var e = Own("One", a.Key);

        var resolved = ResolvedTemplate.Of(standard, new() { Questions = [a, b, c, d, e], HiddenQuestions = ["A"] }, Words);

        Assert.Equal([a.Key, e.Key, b.Key, "B", d.Key, c.Key, "C"], resolved.Definition.Questions.Select(question => question.Key));
        Assert.Empty(resolved.Misfits);
        Assert.Equal(Words, resolved.Definition.Sections[0].Groups[1].Title);
    }

    [Fact]
    public void OwnQuestion_whosePlaceIsGone_standsAtTheEndAndIsTold()
    {
        var standard = Definition(Section("One", Group("First", Question("A"))), Section("Two", Group("Second", Question("C"))));
        var gone = Own("One", "Z");
        var lost = Own("Zero");
        var left = Own("One");
        var right = Own("One");
        (left, right) = (left with { After = right.Key }, right with { After = left.Key });

        var resolved = ResolvedTemplate.Of(
            standard, new() { Questions = [gone, lost, left, right], HiddenQuestions = ["Y"], HiddenSections = ["X"] }, Words);

        Assert.Equal(["A", gone.Key, "C", lost.Key, left.Key, right.Key], resolved.Definition.Questions.Select(question => question.Key));
        Assert.Equal(
            [
                new(TemplateMisfit.PlaceGone, Part.Question(gone.Key)), new(TemplateMisfit.PlaceGone, Part.Question(lost.Key)),
                new(TemplateMisfit.PlaceGone, Part.Question(left.Key)), new(TemplateMisfit.PlaceGone, Part.Question(right.Key)),
                new(TemplateMisfit.Gone, Part.Section("X")), new(TemplateMisfit.Gone, Part.Question("Y")),
            ],
            resolved.Misfits);
    }

    [Theory]
    [InlineData("fr", "Bonjour", "Bonjour", "Hello")]
    [InlineData("en", "Hello", "Bonjour", "Hello")]
    [InlineData("nl", "Bonjour", "Bonjour", "Hello")]
    public void OwnText_withoutALanguage_readsAsTheOffices(string office, string dutch, string french, string english)
    {
        var intro = ResolvedTemplate.Of(
            Definition(Section("One", Group("First", Question("A")))),
            new() { Language = office, Intro = new() { Fr = "Bonjour", En = "Hello" } },
            Words).Definition.Intro!;

        Assert.Equal((dutch, french, english), (intro.Nl, intro.Fr, intro.En));
    }

    /// <summary>
    /// The definition, the next release's and any other are still right with the changes; nothing that the law asks for is lost,
    /// nor any own question that is not hidden with its section.
    /// </summary>
    [Fact]
    public void Definition_thatIsChanged_isRightAndKeepsWhatItMust() => Cases.Sample(one =>
    {
        foreach (var standard in (Definition[])[one.Standard, one.Next])
        {
            var resolved = ResolvedTemplate.Of(standard, one.Changes, Words);

            Assert.Empty(DefinitionRules.Check(resolved.Definition));
            Assert.Empty(DefinitionRules.Check(resolved.Complete));
            var keys = resolved.Definition.Questions.Select(question => question.Key).ToHashSet();
            Assert.Superset(standard.Questions.Where(question => question.AskEveryYear).Select(question => question.Key).ToHashSet(), keys);
            Assert.Equal(
                one.Changes.Questions.Select(own => own.Key).Order(),
                resolved.Complete.Questions.Select(question => question.Key).Where(OwnKeys.IsQuestion).Order());
            Assert.DoesNotContain(resolved.Misfits, misfit => misfit.Kind == TemplateMisfit.Gone
                && misfit.Part is { Kind: PartKind.Question } part && standard.Find(part.Key) is not null);
        }
    });

    /// <summary>
    /// A client who is asked less never sees what they would not have seen, and is asked all that is left
    /// and depends on nothing that is hidden.
    /// </summary>
    [Fact]
    public void Client_ofAChangedDefinition_isAskedWhatIsLeftAndNothingElse() => Cases.Sample(one =>
    {
        var resolved = ResolvedTemplate.Of(one.Standard, one.Changes with { Questions = [] }, Words);
        var gone = one.Standard.Questions.Select(question => question.Key)
            .Except(resolved.Definition.Questions.Select(question => question.Key)).ToHashSet();
        var left = one.Sheet with { Values = one.Sheet.Values.Where(answer => !gone.Contains(answer.Key.Question)).ToDictionary() };

        // As if nobody had answered what is hidden: that is what hiding means.
        var expected = Visibility.Of(one.Standard, left).SelectMany(section => section.Questions)
            .Where(question => !gone.Contains(question.Question.Key)).Select(question => question.Key);
        Assert.Equal(
            expected, Visibility.Of(resolved.Definition, left).SelectMany(section => section.Questions).Select(question => question.Key));
    });

    [Fact]
    public void Changes_thatAreKept_readAsTheyWere() => Cases.Sample(one =>
    {
        Assert.True(TemplateChanges.Unpack(one.Changes.Pack()).IsSameAs(one.Changes));
        Assert.True(TemplateChanges.None.IsNone && TemplateChanges.Unpack(null).IsSameAs(TemplateChanges.None));
    });

    [Fact]
    public void Key_ofAnOffice_isNoneThatAFileMayUse()
    {
        var own = Enumerable.Range(0, 1000).Select(_ => OwnKeys.NewQuestion()).ToHashSet();

        Assert.Equal(1000, own.Count);
        Assert.All(own, key => Assert.True(OwnKeys.IsReserved(key)));
        Assert.DoesNotContain(
            StandardDefinitions.All.SelectMany(standard => standard.Questions), question => OwnKeys.IsReserved(question.Key));
        Assert.Throws<DefinitionException>(() => DefinitionJson.Read(
            "Sample.2026.json", DefinitionJson.Write(Definition(Section("One", Group("First", Question(own.First())))))));
        Assert.Throws<DefinitionException>(() => DefinitionJson.Read(
            "Sample.2026.json", DefinitionJson.Write(Definition(Section("One", Group(OwnKeys.OfGroup(0), Question("A")))))));
    }

    private static OwnQuestion Own(string section, string? after = null) =>
        new() { Key = OwnKeys.NewQuestion(), Section = section, After = after, Kind = QuestionKind.YesNo, Text = OwnWords };

    private static (Definition Standard, Definition Next, TemplateChanges Changes, AnswerSheet Sheet) Make(int seed, int count)
    {
        var random = new Random(seed);
        var (standard, sheet) = Definitions.Sample.Make(new Random(seed), count);
        standard = WithDeclarations(standard, random);
        var next = WithDeclarations(Definitions.Sample.Make(new Random(seed + 1), random.Next(1, 14)).Item1, random);
        var own = new List<OwnQuestion>();
        for (var i = random.Next(4); i > 0; i--)
        {
            own.Add(Own(Section(), random.Next(
                4) switch
            { 0 => null, 1 when own.Count > 0 => own[random.Next(own.Count)].Key, 2 => "Elsewhere", _ => Question() }) with
            {
                Kind = random.Next(2) == 0 ? QuestionKind.SeveralOf : QuestionKind.Amount,
            });
        }

        return (standard, next, new()
        {
            Language = random.Next(2) == 0 ? "nl" : "fr",
            Intro = random.Next(2) == 0 ? null : OwnWords,
            HiddenSections = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Section()).Distinct()],
            HiddenQuestions = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Question()).Distinct()],
            Questions = [.. own.Select(one => one.Kind != QuestionKind.SeveralOf ? one : one with
            {
                Options = [new() { Key = OwnKeys.NewOption(), Text = OwnWords }, new() { Key = OwnKeys.NewOption(), Text = OwnWords }],
            })],
        }, sheet);

        string Section() => random.Next(6) == 0 ? "Gone" : standard.Sections[random.Next(standard.Sections.Count)].Key;

        string Question() => random.Next(6) == 0 ? "Gone" : standard.Questions.ElementAt(random.Next(standard.Questions.Count())).Key;
    }

    /// <summary>Some of the questions that are asked once become legal declarations.</summary>
    private static Definition WithDeclarations(Definition definition, Random random)
    {
        var left = DefinitionRules.MostAskedEveryYear;
        return definition with
        {
            Sections = [.. definition.Sections.Select(section => section with
            {
                Groups = [.. section.Groups.Select(group => group.Repeat is not null ? group : group with
                {
                    Questions = [.. group.Questions.Select(question => question with { AskEveryYear = random.Next(8) == 0 && left-- > 0 })],
                })],
            })],
        };
    }
}
