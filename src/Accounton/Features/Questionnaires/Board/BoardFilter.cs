using System.Globalization;

namespace Accounton.Features.Questionnaires.Board;

/// <summary>By when something is due.</summary>
public enum BoardDue
{
    /// <summary>The day is over, and it is not handed in.</summary>
    Overdue = 1,

    /// <summary>Within a week, and not handed in.</summary>
    Soon,

    /// <summary>There is no day.</summary>
    None,
}

/// <summary>What stands out in a questionnaire.</summary>
public enum BoardMark
{
    /// <summary>An answer differs from what is known or from last year, and nobody has looked at it.</summary>
    Differs = 1,

    /// <summary>A document that was asked for is missing.</summary>
    Documents,

    /// <summary>Somebody wrote about a question, and it is not settled.</summary>
    Threads,

    /// <summary>The last mail was refused, or nobody knows whether it arrived.</summary>
    Mails,
}

/// <summary>What somebody narrows the board to; all of it stands in the address.</summary>
public sealed record BoardFilter
{
    /// <summary>Filters on clients without a responsible.</summary>
    public const string Nobody = "none";

    /// <summary>Filters on clients whose responsible is no member of the office.</summary>
    public const string Stranger = "other";

    public const int SearchLength = 100;

    public string? Search { get; init; }

    /// <summary>Null for all that run: whatever is not processed.</summary>
    public AssignmentState? State { get; init; }
    public Guid? Template { get; init; }

    /// <summary>A colleague's e-mail address, <see cref="Nobody"/> or <see cref="Stranger"/>.</summary>
    public string? Responsible { get; init; }
    public BoardDue? Due { get; init; }
    public BoardMark? Mark { get; init; }

    public string? Typed =>
        string.IsNullOrWhiteSpace(Search) ? null : Search.Trim() is var text && text.Length > SearchLength ? text[..SearchLength] : text;

    public bool IsNarrowed =>
        Typed is not null || Template is not null || !string.IsNullOrEmpty(Responsible) || Due is not null || Mark is not null;

    /// <summary>The address of this board, of a page of it, or of what is made of it.</summary>
    public string Address(string? page = null, object? at = null, string path = QuestionnairesController.Path)
    {
        var query = new Dictionary<string, string?>
        {
            ["search"] = Typed,
            ["state"] = State?.ToString(),
            ["template"] = Template?.ToString(),
            ["responsible"] = string.IsNullOrEmpty(Responsible) ? null : Responsible,
            ["due"] = Due?.ToString(),
            ["mark"] = Mark?.ToString(),
        };
        if (page is not null)
            query[page] = Convert.ToString(at, CultureInfo.InvariantCulture);
        return path + QueryString.Create(query.Where(part => part.Value is not null));
    }
}
