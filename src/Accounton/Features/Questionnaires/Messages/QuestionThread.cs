using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires.Messages;

/// <summary>What client and office write to each other about one question, of a repetition and a person.</summary>
public sealed class QuestionThread : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid AssignmentId { get; init; }
    public required string Question { get; init; }

    /// <summary>Empty for a question that is asked once.</summary>
    public Guid RepetitionId { get; init; }
    public Person Person { get; init; }

    /// <summary>When the last message was written, and whether the client's turn is over: they wrote it.</summary>
    public DateTimeOffset LastAt { get; set; }
    public bool IsLastFromClient { get; set; }

    /// <summary>When the office settled it; a new message opens it again.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }
    public string? ResolvedByName { get; set; }
}

/// <summary>One message; never altered.</summary>
public sealed class ThreadMessage : IOfficeOwned
{
    /// <summary>The most characters of a message, and of one encrypted.</summary>
    public const int TextLength = 2000;
    public const int CipherLength = Answer.CipherLength;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid ThreadId { get; init; }

    /// <summary>Drawn with the form, so that what is sent twice is written once.</summary>
    public Guid WriteId { get; init; }

    /// <summary>Encrypted and bound to this row.</summary>
    public required string Text { get; set; }
    public DateTimeOffset At { get; init; }

    /// <summary>The client who wrote it; null for the office.</summary>
    public Guid? RespondentId { get; init; }
    public Guid? MemberId { get; init; }
    public string? MemberName { get; init; }
}

/// <summary>That a questionnaire was sent back, and why. The newest one of an assignment counts, until it is handed in again.</summary>
public sealed class CorrectionRequest : IOfficeOwned
{
    public const int ReasonLength = ThreadMessage.TextLength;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid AssignmentId { get; init; }

    /// <summary>Encrypted and bound to this row.</summary>
    public required string Reason { get; set; }
    public DateTimeOffset At { get; init; }
    public Guid? MemberId { get; init; }
    public string? MemberName { get; init; }
}

/// <summary>A question that is asked again.</summary>
public sealed class CorrectionQuestion : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid RequestId { get; init; }
    public required string Question { get; init; }
    public Guid RepetitionId { get; init; }
    public Person Person { get; init; }

    /// <summary>The version of the answer that was sent back, 0 for none: a later one is the new answer.</summary>
    public int Version { get; init; }
}

/// <summary>Encrypts messages and reasons with the office's key, each bound to its row.</summary>
public static class MessageCipher
{
    public static string EncryptMessage(this OfficeCipher cipher, string text, Guid row) => cipher.Encrypt(text, $"Message {row:N}");

    public static string DecryptMessage(this OfficeCipher cipher, string text, Guid row) => cipher.Decrypt(text, $"Message {row:N}");
}
