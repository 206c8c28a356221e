using System.Linq.Expressions;

namespace Accounton.Features.Questionnaires;

/// <summary>What can happen to a questionnaire.</summary>
public enum AssignmentAct
{
    /// <summary>A mail with a link to it leaves, the first time or again.</summary>
    Send = 1,

    /// <summary>A person opens it.</summary>
    Open,

    /// <summary>Something is answered in it.</summary>
    Answer,

    /// <summary>It is handed in, by the client or for the client.</summary>
    Submit,

    /// <summary>The office asks some of its questions again.</summary>
    SendBack,

    /// <summary>The office is done with it.</summary>
    Process,

    /// <summary>The office goes on with what it was done with.</summary>
    Resume,
}

/// <summary>
/// Which state follows when something happens: the one place that says so, for the rules in memory and for
/// the updates in the database. Pure.
/// </summary>
public static class AssignmentStates
{
    /// <summary>The state afterwards; null when it cannot happen in this one.</summary>
    public static AssignmentState? After(this AssignmentState state, AssignmentAct act) => (act, state) switch
    {
        (AssignmentAct.Send, AssignmentState.NotSent) => AssignmentState.Sent,
        (AssignmentAct.Send, AssignmentState.Sent or AssignmentState.Opened) => state,
        (AssignmentAct.Open or AssignmentAct.Answer, AssignmentState.Sent) => AssignmentState.Opened,
        // The office fills in what it never sent.
        (AssignmentAct.Open or AssignmentAct.Answer, AssignmentState.NotSent or AssignmentState.Opened) => state,
        (AssignmentAct.Submit, AssignmentState.NotSent or AssignmentState.Sent or AssignmentState.Opened) => AssignmentState.ToProcess,
        (AssignmentAct.SendBack, AssignmentState.ToProcess or AssignmentState.Processed) => AssignmentState.Opened,
        (AssignmentAct.Process, AssignmentState.ToProcess) => AssignmentState.Processed,
        (AssignmentAct.Resume, AssignmentState.Processed) => AssignmentState.ToProcess,
        _ => null,
    };

    /// <summary>Can be answered: not handed in, or sent back.</summary>
    public static bool IsOpen(this AssignmentState state) => state.After(AssignmentAct.Answer) is not null;

    /// <summary>The states in which something can happen, for a query.</summary>
    public static AssignmentState[] Before(AssignmentAct act) =>
        [.. Enum.GetValues<AssignmentState>().Where(state => state.After(act) is not null)];

    /// <summary>The state afterwards, for an update of rows in which it can happen.</summary>
    public static Expression<Func<Assignment, AssignmentState>> Next(AssignmentAct act)
    {
        var row = Expression.Parameter(typeof(Assignment));
        var state = Expression.Property(row, nameof(Assignment.State));
        var next = Before(act).Where(from => from.After(act) != from)
            .Aggregate((Expression)state, (rest, from) => Expression.Condition(
                Expression.Equal(state, Expression.Constant(from)), Expression.Constant(from.After(act)!.Value), rest));
        return Expression.Lambda<Func<Assignment, AssignmentState>>(next, row);
    }
}
