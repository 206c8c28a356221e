using Accounton.Tenancy;
using Accounton.Web;

namespace Accounton.Features.Questionnaires;

/// <summary>A questionnaire given to a client; once each, or once for each closing date.</summary>
public sealed class Assignment : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid TemplateId { get; init; }
    public Guid ClientId { get; set; }

    /// <summary>What it asks; a newer version of its questionnaire does not touch it. Null of one from before versions.</summary>
    public Guid? VersionId { get; init; }

    /// <summary>The end of the financial year it is about; the first day there is for a questionnaire of an income year.</summary>
    public DateOnly ClosingDate { get; init; }

    public AssignmentState State { get; set; } = AssignmentState.NotSent;
    public DateTimeOffset AssignedAt { get; init; }
    public Guid? AssignedById { get; init; }
    public string? AssignedByName { get; init; }

    /// <summary>When something was first answered in it, by whomever: from then on nothing takes it away.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When it was last mailed; compared when it is mailed again.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>What is wrong with the last mail; gone once another one is sent.</summary>
    public MailTrouble? MailTrouble { get; set; }

    /// <summary>How often the client is reminded, and until when; nothing is never.</summary>
    public int? ReminderWeeks { get; set; }
    public DateOnly? RemindUntil { get; set; }

    /// <summary>On which day the client asked to be reminded.</summary>
    public DateOnly? RemindOn { get; set; }

    /// <summary>When the next reminder is due, as far as it is not handed in by then.</summary>
    public DateTimeOffset? NextReminderAt { get; set; }

    /// <summary>When the client was last reminded.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>When a person first opened it: looking at a link does not count.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>When it was last handed in.</summary>
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>Since when the office asks some of it again; null once it is handed in anew.</summary>
    public DateTimeOffset? SentBackAt { get; set; }

    /// <summary>How many questions somebody wrote about that are not settled; noted with each message.</summary>
    public int OpenThreads { get; set; }

    /// <summary>When the client was last mailed that the office wrote.</summary>
    public DateTimeOffset? MessageMailedAt { get; set; }

    /// <summary>The client's own, so that the board is read from one table (<see cref="AssignmentKeys"/>).</summary>
    public string SortName { get; set; } = "";

    /// <inheritdoc cref="SortName"/>
    public string? ResponsibleEmail { get; set; }

    /// <inheritdoc cref="SortName"/>
    public bool IsArchived { get; set; }

    /// <summary>By when the office wants it back.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>
    /// How many answers differ from what is known or from last year, and were not looked at yet; noted from when it is handed in.
    /// </summary>
    public int Differences { get; set; }

    /// <summary>How many of the questions that are asked have an answer; both noted with each answer.</summary>
    public int Answered { get; set; }
    public int Asked { get; set; }

    /// <summary>Documents that are asked for, were not sent, and of which nothing was said; noted with each answer and file.</summary>
    public int MissingDocuments { get; set; }

    /// <summary>Documents that the client will send later, and the first day on which one is promised.</summary>
    public int LaterDocuments { get; set; }
    public DateOnly? FirstLaterOn { get; set; }

    /// <summary>The import that gave it.</summary>
    public Guid? BatchId { get; init; }
}

/// <summary>How far a questionnaire is. Stored by name.</summary>
public enum AssignmentState
{
    NotSent = 1,
    Sent = 2,
    Opened = 3,
    ToProcess = 4,
    Processed = 5,
}

/// <summary>What is wrong with a mail. Stored by name.</summary>
public enum MailTrouble
{
    /// <summary>It was refused, mostly for its address.</summary>
    Refused = 1,

    /// <summary>Nobody knows whether it arrived.</summary>
    Uncertain = 2,
}

/// <summary>How a state is drawn: where the office has something to do it stands out.</summary>
public static class AssignmentColours
{
    public static State Colour(this AssignmentState state) => state switch
    {
        AssignmentState.ToProcess => State.Warning,
        AssignmentState.Opened => State.Info,
        AssignmentState.Processed => State.Success,
        _ => State.Neutral,
    };
}
