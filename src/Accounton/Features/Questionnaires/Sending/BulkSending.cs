using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Board;
using Accounton.Jobs;
using Accounton.Vendors;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>
/// Sending a questionnaire to all that a filter holds. Its id is made on the page that asks, so that two presses begin one.
/// </summary>
public sealed class BulkSending : ILeased
{
    public const int ResponsibleLength = 254;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    /// <summary>Null for all that the board shows.</summary>
    public Guid? TemplateId { get; init; }

    /// <summary>Of the questionnaires; null for all that run.</summary>
    public AssignmentState? State { get; init; }

    /// <summary>What the board was narrowed to besides.</summary>
    public BoardDue? Due { get; init; }
    public BoardMark? Mark { get; init; }
    public string? Search { get; init; }

    /// <summary>What the list of clients was narrowed to; null when it was the board.</summary>
    public ClientState? ClientState { get; init; }
    public ClientType? ClientType { get; init; }
    public string? Responsible { get; init; }

    public int? ReminderWeeks { get; init; }
    public DateOnly? RemindUntil { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public Guid? CreatedById { get; init; }
    public string? CreatedByName { get; init; }

    /// <summary>How many questionnaires there were in the filter.</summary>
    public int Total { get; init; }

    /// <summary>How many were looked at, and how many of them were sent.</summary>
    public int Done { get; set; }
    public int Sent { get; set; }

    /// <summary>The last one that was looked at.</summary>
    public Guid Last { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>It could not go on, and nobody tries again by itself.</summary>
    public bool IsFailed { get; set; }
    public Guid? ClaimId { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }

    public SendFilter Filter => new()
    {
        Template = TemplateId, State = State, Due = Due, Mark = Mark, Search = Search,
        ClientState = ClientState, ClientType = ClientType, Responsible = Responsible,
    };
}

/// <summary>Questionnaires, narrowed as the board or the list of clients was.</summary>
public sealed record SendFilter
{
    /// <summary>Which questionnaire; null for all.</summary>
    public Guid? Template { get; init; }
    public AssignmentState? State { get; init; }
    public BoardDue? Due { get; init; }
    public BoardMark? Mark { get; init; }
    public string? Search { get; init; }

    /// <summary>Given when it is the list of clients that was narrowed.</summary>
    public ClientState? ClientState { get; init; }
    public ClientType? ClientType { get; init; }
    public string? Responsible { get; init; }

    public BoardFilter Board =>
        new() { Search = Search, State = State, Template = Template, Responsible = Responsible, Due = Due, Mark = Mark };

    public ClientFilter? Clients =>
        ClientState is { } state ? new ClientFilter { Search = Search, State = state, Type = ClientType, Responsible = Responsible } : null;

    public static SendFilter Of(BoardFilter board) => new()
    {
        Search = board.Typed, State = board.State, Template = board.Template,
        Responsible = board.Responsible, Due = board.Due, Mark = board.Mark,
    };
}
