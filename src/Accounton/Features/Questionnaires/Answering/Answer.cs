using System.Security.Cryptography;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>
/// What is answered to one question now: of an assignment, a repetition and a person. What it was before
/// stands in <see cref="AnswerChange"/>.
/// </summary>
public sealed class Answer : IOfficeOwned
{
    public const int QuestionLength = 60;

    /// <summary>Of the longest answer, encrypted.</summary>
    public const int CipherLength = 24_000;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid AssignmentId { get; init; }
    public required string Question { get; init; }

    /// <summary>Empty for a question that is asked once.</summary>
    public Guid RepetitionId { get; init; }
    public Person Person { get; init; }

    /// <summary>Encrypted and bound to this row; null when it was emptied.</summary>
    public string? Value { get; set; }

    /// <summary>Goes up with every change; one that was made on an older version does not replace it.</summary>
    public int Version { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid? RespondentId { get; set; }

    /// <summary>The member of the office who wrote it for the client; null when the client did.</summary>
    public string? ByName { get; set; }

    /// <summary>The version that the office has looked at: a difference in it is settled, taken over or not.</summary>
    public int? ReviewedVersion { get; set; }
}

/// <summary>One answer that was given, never altered: kept, or set aside because somebody else had answered in the meantime.</summary>
public sealed class AnswerChange : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid AnswerId { get; init; }

    /// <summary>Made by who writes, so that what is sent twice is written once.</summary>
    public Guid WriteId { get; init; }

    /// <summary>What was seen when it was made; 0 for no answer.</summary>
    public int BaseVersion { get; init; }

    /// <summary>Which version it became; null when it was set aside.</summary>
    public int? Version { get; init; }

    /// <summary>Which version it met when it was set aside; once that is answered again the matter is settled.</summary>
    public int? MetVersion { get; init; }

    /// <summary>Encrypted and bound to this row; null for emptied.</summary>
    public string? Value { get; set; }
    public DateTimeOffset At { get; init; }
    public Guid? RespondentId { get; init; }

    /// <inheritdoc cref="Answer.ByName"/>
    public string? ByName { get; init; }
}

/// <summary>
/// One of the things that a group repeats for, such as a child. Its id is made where it is added, and answers are kept by it.
/// </summary>
public sealed class AnswerRepetition : IOfficeOwned
{
    /// <summary>
    /// The id in one questionnaire of what stood in the one of the year before: always the same, so that it can be shown before there
    /// is a row of it.
    /// </summary>
    public static Guid CarriedId(Guid assignmentId, Guid before) =>
        new(SHA256.HashData([.. assignmentId.ToByteArray(), .. before.ToByteArray()]).AsSpan(0, 16), bigEndian: true);

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid AssignmentId { get; init; }
    public required string Group { get; init; }
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>Its answers stay, and are in no submission.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>That a questionnaire was handed in, with the versions of the answers that were in it.</summary>
public sealed class Submission : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid AssignmentId { get; init; }

    /// <summary>1 for the first time.</summary>
    public int Number { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? RespondentId { get; init; }

    /// <summary>The member of the office who handed it in for the client; null when the client did.</summary>
    public string? ByName { get; init; }
}

/// <summary>An answer in a submission.</summary>
public sealed class SubmittedAnswer : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid SubmissionId { get; init; }
    public Guid AnswerId { get; init; }
    public int Version { get; init; }
}

/// <summary>Encrypts answers with the office's key, each bound to its row.</summary>
public static class AnswerCipher
{
    public static string? Seal(this OfficeCipher cipher, string? value, Guid row) =>
        value is null ? null : cipher.Encrypt(value, $"Answer {row:N}");

    public static string? Open(this OfficeCipher cipher, string? value, Guid row) =>
        value is null ? null : cipher.Decrypt(value, $"Answer {row:N}");
}
