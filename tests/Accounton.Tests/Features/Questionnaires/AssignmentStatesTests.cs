using Accounton.Features.Questionnaires;

namespace Accounton.Tests.Features.Questionnaires;

/// <summary>Which state of a questionnaire follows on what happens.</summary>
public sealed class AssignmentStatesTests
{
    [Theory]
    [InlineData(AssignmentAct.Send, "Sent", "Sent", "Opened", null, null)]
    [InlineData(AssignmentAct.Open, "NotSent", "Opened", "Opened", null, null)]
    [InlineData(AssignmentAct.Answer, "NotSent", "Opened", "Opened", null, null)]
    [InlineData(AssignmentAct.Submit, "ToProcess", "ToProcess", "ToProcess", null, null)]
    [InlineData(AssignmentAct.SendBack, null, null, null, "Opened", "Opened")]
    [InlineData(AssignmentAct.Process, null, null, null, "Processed", null)]
    [InlineData(AssignmentAct.Resume, null, null, null, null, "ToProcess")]
    public void After_eachState_isTheOneThatFollows(
        AssignmentAct act, string? notSent, string? sent, string? opened, string? toProcess, string? processed) =>
        Assert.Equal(
            [notSent, sent, opened, toProcess, processed], Enum.GetValues<AssignmentState>().Select(state => state.After(act)?.ToString()));

    [Fact]
    public void Next_inTheDatabase_isTheSameAsInMemory()
    {
        foreach (var act in Enum.GetValues<AssignmentAct>())
        {
            var next = AssignmentStates.Next(act).Compile();
            Assert.All(AssignmentStates.Before(act), state => Assert.Equal(state.After(act), next(new Assignment { State = state })));
        }
    }
}
