using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>A person who answers an assignment by links of their own: no user, no member.</summary>
public sealed class Respondent : IOfficeOwned
{
    public const int EmailLength = 254;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid AssignmentId { get; init; }
    public Person Person { get; init; }

    /// <summary>nl, fr or en: in which pages and mails are.</summary>
    public required string Language { get; set; }

    /// <summary>Where mails go; null is the client's own address.</summary>
    public string? Email { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the first device was let in, compared by the database: of two at once the other one needs a code.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>Since when no link and no device works any more.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>How many mails (codes, new links) were asked for since <see cref="AskedSince"/>; compared by the database.</summary>
    public int Asked { get; set; }
    public DateTimeOffset? AskedSince { get; set; }
}

/// <summary>A mail's own link to a questionnaire. All of a respondent's links work until they expire or are withdrawn.</summary>
public sealed class RespondentLink : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid RespondentId { get; init; }
    public required byte[] TokenHash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>A browser that a respondent uses: known, or waiting for a code that was mailed.</summary>
public sealed class RespondentDevice : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid RespondentId { get; init; }

    /// <summary>Of what stands in the browser's cookie, which is the same for all respondents of that browser.</summary>
    public required byte[] SecretHash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it is known; null until a code was right.</summary>
    public DateTimeOffset? KnownUntil { get; set; }

    /// <summary>Keyed, and of this device only.</summary>
    public byte[]? CodeHash { get; set; }
    public DateTimeOffset? CodeExpiresAt { get; set; }

    /// <summary>Wrong codes so far, compared by the database: guesses at the same moment all count.</summary>
    public int CodeTries { get; set; }
}
