using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Board;

/// <summary>A line of the board.</summary>
public sealed record BoardRow(Assignment Assignment, Client Client);

/// <summary>What waits for the office, each counted up to one more than <see cref="BoardList.MostCounted"/>.</summary>
public sealed record WaitingCounts(int ToProcess, int Overdue, int MissingDocuments)
{
    public bool IsAny => ToProcess + Overdue + MissingDocuments > 0;
}

/// <summary>A page of the board.</summary>
/// <param name="Counts">How many there are in each state, each up to one more than <see cref="BoardList.MostCounted"/>.</param>
public sealed record BoardPage(
    IReadOnlyList<BoardRow> Rows, IReadOnlyDictionary<AssignmentState, int> Counts, Cursor? Previous, Cursor? Next)
{
    /// <summary>Of all that run, or of one state.</summary>
    public int Count(AssignmentState? state) =>
        state is { } one
            ? Counts.GetValueOrDefault(one)
            : Counts.Where(count => count.Key != AssignmentState.Processed).Sum(count => count.Value);

    /// <summary>More than were counted.</summary>
    public bool IsMore(AssignmentState? state) =>
        Counts.Any(
            count => (state is { } one ? count.Key == one : count.Key != AssignmentState.Processed) && count.Value > BoardList.MostCounted);
}

/// <summary>
/// Reads the board: plain columns of one table, which nobody has to decrypt, in the order of an index, so that a page and its counts cost
/// the same however many questionnaires there are.
/// </summary>
public sealed class BoardList(AccountonContext db, Colleagues colleagues, LocalTime time)
{
    public const int PageSize = 50;
    public const int MostCounted = 1000;

    private const int SoonDays = 7;

    private static readonly AssignmentState[] Open = [AssignmentState.NotSent, AssignmentState.Sent, AssignmentState.Opened];

    public async Task<BoardPage> PageAsync(BoardFilter filter, Cursor? after, Cursor? before, CancellationToken cancellationToken)
    {
        var all = await FilteredAsync(filter, cancellationToken);
        var page = await InState(all, filter.State).PageAsync(a => a.SortName, a => a.Id, after, before, PageSize, cancellationToken);
        var ids = page.Rows.Select(a => a.ClientId).ToList();
        var clients = await db.Clients.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        return new(
            [.. page.Rows.Select(a => new BoardRow(a, clients[a.ClientId]))], await CountAsync(all, cancellationToken), page.Previous,
            page.Next);
    }

    /// <summary>All that a filter finds, in the order of the board.</summary>
    public async Task<IQueryable<Assignment>> FindAsync(BoardFilter filter, CancellationToken cancellationToken) =>
        InState(await FilteredAsync(filter, cancellationToken), filter.State).OrderBy(a => a.SortName).ThenBy(a => a.Id);

    /// <summary>What waits for the office: how many are to be processed, and how many are overdue.</summary>
    public async Task<WaitingCounts> WaitingAsync(CancellationToken cancellationToken)
    {
        var today = time.Today;
        var all = Active();
        var handedIn = all.Where(a => a.State == AssignmentState.ToProcess).OrderBy(a => a.SortName);
        var overdue = all.Where(a => Open.Contains(a.State) && a.DueOn < today).OrderBy(a => a.DueOn);
        return new(
            await handedIn.Select(a => a.Id).Take(MostCounted + 1).CountAsync(cancellationToken),
            await overdue.Select(a => a.Id).Take(MostCounted + 1).CountAsync(cancellationToken),
            await handedIn.Where(a => a.MissingDocuments > 0).Select(a => a.Id).Take(MostCounted + 1).CountAsync(cancellationToken));
    }

    /// <summary>Those of clients who are not archived; compared with a parameter, because SQLite seeks no index by NOT.</summary>
    private IQueryable<Assignment> Active()
    {
        var archived = false;
        return db.Assignments.AsNoTracking().Where(a => a.IsArchived == archived);
    }

    private static IQueryable<Assignment> InState(IQueryable<Assignment> all, AssignmentState? state) =>
        state is { } one ? all.Where(a => a.State == one) : all.Where(a => a.State != AssignmentState.Processed);

    /// <summary>State by state, in one statement.</summary>
    private static async Task<IReadOnlyDictionary<AssignmentState, int>> CountAsync(
        IQueryable<Assignment> all, CancellationToken cancellationToken)
    {
        var found = Enum.GetValues<AssignmentState>()
            .Select(state => all.Where(a => a.State == state).OrderBy(a => a.SortName).Select(a => a.State).Take(MostCounted + 1))
            .Aggregate((some, more) => some.Concat(more));
        return await found.GroupBy(state => state).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }

    private async Task<IQueryable<Assignment>> FilteredAsync(BoardFilter filter, CancellationToken cancellationToken)
    {
        var all = Active();
        if (filter.Template is { } template)
            all = all.Where(a => a.TemplateId == template);
        all = filter.Mark switch
        {
            BoardMark.Differs => all.Where(a => a.Differences > 0),
            BoardMark.Documents => all.Where(a => a.MissingDocuments > 0),
            BoardMark.Threads => all.Where(a => a.OpenThreads > 0),
            BoardMark.Mails => all.Where(a => a.MailTrouble != null),
            _ => all,
        };
        all = ByDue(await ByResponsibleAsync(all, filter.Responsible, cancellationToken), filter.Due);
        if (filter.Typed is not { } text)
            return all;

        var hits = await ClientSearch.FindAsync(db, text, archived: false, cancellationToken);
        return from hit in hits join assignment in all on hit.Id equals assignment.ClientId select assignment;
    }

    private IQueryable<Assignment> ByDue(IQueryable<Assignment> all, BoardDue? due)
    {
        var today = time.Today;
        var soon = time.Today.AddDays(SoonDays);
        return due switch
        {
            BoardDue.Overdue => all.Where(a => Open.Contains(a.State) && a.DueOn < today),
            BoardDue.Soon => all.Where(a => Open.Contains(a.State) && a.DueOn >= today && a.DueOn <= soon),
            BoardDue.None => all.Where(a => a.DueOn == null),
            _ => all,
        };
    }

    private async Task<IQueryable<Assignment>> ByResponsibleAsync(
        IQueryable<Assignment> all, string? responsible, CancellationToken cancellationToken)
    {
        switch (responsible)
        {
            case null or "":
                return all;
            case BoardFilter.Nobody:
                return all.Where(a => a.ResponsibleEmail == null);
            case BoardFilter.Stranger:
                var known = (await colleagues.ReadAsync(cancellationToken)).Select(one => one.Email).ToList();
                return all.Where(a => a.ResponsibleEmail != null && !known.Contains(a.ResponsibleEmail));
            default:
                var email = responsible.ToLowerInvariant();
                return all.Where(a => a.ResponsibleEmail == email);
        }
    }
}
