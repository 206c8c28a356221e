using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Board;

/// <summary>A state that somebody at the office sets by hand.</summary>
public enum StateByHand
{
    /// <summary>What came in otherwise, or was processed too early.</summary>
    ToProcess = 1,

    /// <summary>The office is done with it.</summary>
    Processed,

    /// <summary>The client may go on with it.</summary>
    Reopened,
}

/// <summary>
/// What the office does with questionnaires, one or several: each change notes who and what, and none is done that the state does not allow
/// any more.
/// </summary>
public sealed class AssignmentActs(AccountonContext db, QuestionnaireSheets sheets, AuditLog audit, TimeProvider clock)
{
    private static readonly AssignmentState[] NotHandedIn = [AssignmentState.NotSent, AssignmentState.Sent, AssignmentState.Opened];

    /// <summary>The states in which another one can be set by hand.</summary>
    public static IReadOnlyList<AssignmentState> From(StateByHand to) => to switch
    {
        StateByHand.ToProcess => [.. NotHandedIn, AssignmentState.Processed],
        StateByHand.Processed => [AssignmentState.ToProcess],
        _ => [AssignmentState.ToProcess, AssignmentState.Processed],
    };

    /// <summary>Sets or takes away the day by which questionnaires are due; how many.</summary>
    public async Task<int> SetDueAsync(IReadOnlyCollection<Guid> ids, DateOnly? due, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var count = await db.UpdateOwnAsync<Assignment>(
            a => ids.Contains(a.Id) && a.DueOn != due, set => set.SetProperty(a => a.DueOn, due), cancellationToken);
        if (count > 0)
        {
            audit.Add(new QuestionnairesDue(count, due));
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return count;
    }

    /// <summary>Sets a state by hand, where that can be; how many.</summary>
    public async Task<int> SetStateAsync(IReadOnlyCollection<Guid> ids, StateByHand to, CancellationToken cancellationToken)
    {
        var able = From(to);
        var rows = await (
            from assignment in db.Assignments.AsNoTracking()
            join client in db.Clients on assignment.ClientId equals client.Id
            join template in db.Templates on assignment.TemplateId equals template.Id
            where ids.Contains(assignment.Id) && able.Contains(assignment.State)
            select new { assignment, client, template }).ToListAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var count = 0;
        foreach (var row in rows)
        {
            var id = row.assignment.Id;
            var before = row.assignment.State;
            var after = After(row.assignment, to);
            if (await db.UpdateOwnAsync<Assignment>(
                a => a.Id == id && a.State == before, set => set.SetProperty(a => a.State, after), cancellationToken) == 0)
                continue;

            if (after == AssignmentState.ToProcess && row.assignment.SentBackAt is not null)
                await db.UpdateOwnAsync<Assignment>(
                    a => a.Id == id, set => set.SetProperty(a => a.SentBackAt, (DateTimeOffset?)null), cancellationToken);
            if (after == AssignmentState.ToProcess && row.assignment.AnsweredAt is not null)
            {
                var differences = (await sheets.ReadAsync(id, cancellationToken)).OpenDifferences.Count();
                await db.UpdateOwnAsync<Assignment>(
                    a => a.Id == id, set => set.SetProperty(a => a.Differences, differences), cancellationToken);
            }

            audit.Add(
                new QuestionnaireStateSet(
                    id, row.client.Id, row.client.ListName(), row.template.Kind, row.template.IncomeYear, before, after));
            count++;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return count;
    }

    /// <summary>
    /// Ends all links and devices of a questionnaire's client; false when there are none. Sending it again gives a new link.
    /// </summary>
    public async Task<bool> WithdrawAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var count = await db.UpdateOwnAsync<Respondent>(
            r => r.AssignmentId == id && r.WithdrawnAt == null,
            set => set.SetProperty(r => r.WithdrawnAt, now).SetProperty(r => r.OpenedAt, (DateTimeOffset?)null), cancellationToken);
        if (count == 0)
            return false;

        var respondents = await db.Respondents.Where(r => r.AssignmentId == id).Select(r => r.Id).ToListAsync(cancellationToken);
        await db.UpdateOwnAsync<RespondentLink>(
            l => respondents.Contains(l.RespondentId) && l.WithdrawnAt == null, set =>
                set.SetProperty(l => l.WithdrawnAt, now), cancellationToken);
        await db.DeleteOwnAsync<RespondentDevice>(d => respondents.Contains(d.RespondentId), cancellationToken);
        var of = await (
            from assignment in db.Assignments.AsNoTracking()
            join client in db.Clients on assignment.ClientId equals client.Id
            join template in db.Templates on assignment.TemplateId equals template.Id
            where assignment.Id == id
            select new { client, template }).SingleAsync(cancellationToken);
        audit.Add(new QuestionnaireLinksWithdrawn(id, of.client.Id, of.client.ListName(), of.template.Kind, of.template.IncomeYear));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Reopened, it is where the client had come with it.</summary>
    private static AssignmentState After(Assignment assignment, StateByHand to) => to switch
    {
        StateByHand.ToProcess => AssignmentState.ToProcess,
        StateByHand.Processed => AssignmentState.Processed,
        _ => assignment.OpenedAt is not null ? AssignmentState.Opened : assignment.SentAt is not null ? AssignmentState.Sent
            : AssignmentState.NotSent,
    };
}
