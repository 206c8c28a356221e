using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Tests.Features.Questionnaires.Definitions;

namespace Accounton.Tests.Features.Questionnaires.Messages;

/// <summary>What of a questionnaire is open while it is sent back.</summary>
public sealed class CorrectionSheetTests
{
    private static readonly Definition Children = Sample.Definition(Sample.Section(
        "One", Sample.Group("Family", Sample.Question("HasChildren"), Sample.Question("Name", QuestionKind.Text)),
        Sample.Repeated("Children", Sample.Question("ChildName", QuestionKind.Text)) with { ShowWhen = Sample.Yes("HasChildren") }));

    [Fact]
    public void Of_whatWasAskedAgain_leavesTheRestClosed()
    {
        var correction = Correction([new("Name")], ["HasChildren", "Name"], ["Family"]);

        var open = correction.Of(Visibility.Of(Children, Sample.Sheet(("HasChildren", "no"))));

        Assert.Equal("Name", Assert.Single(Assert.Single(open).Questions).Key.Question);
        Assert.False(correction.IsOpen(new("HasChildren")));
        Assert.True(correction.CanAdd(Children.Groups.Last()));
    }

    [Fact]
    public void Of_whatANewAnswerBrings_isOpenToo()
    {
        var correction = Correction([new("HasChildren")], ["HasChildren", "Name"], ["Family"]);
        var child = new Repetition("Children", Guid.NewGuid());
        var sheet = Sample.Sheet(("HasChildren", "yes")) with { Repetitions = [child] };

        var open = correction.Of(Visibility.Of(Children, sheet));

        Assert.Equal(["HasChildren", "ChildName"], open.SelectMany(section => section.Questions).Select(question => question.Key.Question));
    }

    [Fact]
    public void CanAdd_aGroupThatWasThere_onlyWhereSomethingOfItOrAboveItIsAskedAgain()
    {
        var group = Children.Groups.Last();

        Assert.False(Correction([new("Name")], ["HasChildren", "Name"], ["Family", "Children"]).CanAdd(group));
        Assert.True(Correction([new("HasChildren")], ["HasChildren", "Name"], ["Family", "Children"]).CanAdd(group));
        Assert.True(Correction([new("ChildName", Guid.NewGuid())], ["HasChildren", "Name"], ["Family", "Children"]).CanAdd(group));
    }

    [Fact]
    public void Waits_untilALaterVersionThanTheOneSentBack()
    {
        var correction = Correction([new("Name")], ["Name"], ["Family"]);

        Assert.True(correction.Waits(new("Name"), 3));
        Assert.False(correction.Waits(new("Name"), 4));
        Assert.False(correction.Waits(new("HasChildren"), 0));
    }

    private static CorrectionSheet Correction(AnswerKey[] asked, string[] shown, string[] groups) => new(
        "Waarom",
        DateTimeOffset.UnixEpoch,
        null,
        asked.ToDictionary(key => key, _ => 3),
        shown.Select(question => new AnswerKey(question)).ToHashSet(),
        groups.ToHashSet());
}
