using Accounton.Features.Questionnaires.Definitions;
using Accounton.Jobs;
using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>Which document of a questionnaire: what uploads and statements are kept by.</summary>
/// <param name="Repetition">Of a repeating group, as its answers have.</param>
public readonly record struct DocumentKey(string Document, Guid? Repetition = null, Person Person = Person.Common);

/// <summary>A file that was sent for a document. Its content stands in <see cref="UploadChunk"/>.</summary>
public sealed class Upload : IOfficeOwned
{
    /// <summary>Of a name as it is kept; a longer one is shortened before its extension.</summary>
    public const int NameLength = 150;

    /// <summary>Of the longest name, encrypted.</summary>
    public const int NameCipherLength = 1000;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid AssignmentId { get; init; }
    public required string Document { get; init; }

    /// <summary>Empty for a document that is asked for once.</summary>
    public Guid RepetitionId { get; init; }
    public Person Person { get; init; }
    public UploadState State { get; set; }

    /// <summary>The order among the files of a document.</summary>
    public int Place { get; set; }

    /// <summary>As it was called where it came from; encrypted and bound to this row.</summary>
    public required string Name { get; set; }

    /// <summary>By its content, whatever it is called.</summary>
    public FileKind Kind { get; set; }

    public long Size { get; set; }
    public int Chunks { get; set; }

    /// <summary>Keyed: tells the same file sent twice, and nothing of what is in it.</summary>
    public byte[]? ContentHash { get; set; }

    public ScanState Scan { get; set; }

    /// <summary>How often the scanner lost the connection while it got this file.</summary>
    public int ScanFaults { get; set; }

    /// <summary>Made of the document's pictures.</summary>
    public bool IsJoined { get; init; }

    public DateTimeOffset At { get; set; }
    public Guid? RespondentId { get; init; }

    /// <summary>When it was first part of what was handed in: from then on the client cannot remove it.</summary>
    public DateTimeOffset? HandedInAt { get; set; }

    /// <summary>
    /// When the sweep is to look at it: to give it up when it has not arrived by then, or to have it
    /// scanned. Null when nothing is due.
    /// </summary>
    public DateTimeOffset? DueAt { get; set; }

    public DocumentKey Key => new(Document, RepetitionId == Guid.Empty ? null : RepetitionId, Person);
}

/// <summary>Whether a file has arrived. Stored by name.</summary>
public enum UploadState
{
    /// <summary>Counts for nothing: it may have been broken off.</summary>
    Receiving = 1,
    Stored = 2,
}

/// <summary>What the virus scanner said. Stored by name.</summary>
public enum ScanState
{
    Pending = 1,
    Clean = 2,
    Infected = 3,

    /// <summary>Too large for the scanner, encrypted, or packed too deep: it was not looked at whole.</summary>
    NotScannable = 4,

    /// <summary>There is no scanner here.</summary>
    NoScanner = 5,
}

/// <summary>A piece of a file, encrypted and bound to its row and place.</summary>
public sealed class UploadChunk : IOfficeOwned
{
    /// <summary>Bytes of a piece before it is encrypted; the last one is shorter.</summary>
    public const int Length = 1024 * 1024;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid UploadId { get; init; }

    /// <summary>0 for the first.</summary>
    public int Number { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>
/// What is known of a document that is asked for: what the client says of it, how many files came, and how
/// its pictures are joined.
/// </summary>
public sealed class RequestedDocument : ILeased
{
    public const int KeyLength = 60;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid AssignmentId { get; init; }
    public required string Document { get; init; }
    public Guid RepetitionId { get; init; }
    public Person Person { get; init; }
    public DocumentStatement? Statement { get; set; }

    /// <summary>The day by which the client will send it.</summary>
    public DateOnly? LaterOn { get; set; }

    /// <summary>Files that arrived and are not infected.</summary>
    public int Files { get; set; }

    /// <summary>Goes up with every change of its pictures or their order.</summary>
    public int Pictures { get; set; }

    /// <summary>When its pictures are to be joined; null when there is nothing to join.</summary>
    public DateTimeOffset? JoinAt { get; set; }

    /// <summary>Its pictures, as they are now, could not be joined.</summary>
    public bool JoinFailed { get; set; }
    public Guid? ClaimId { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }

    public DocumentKey Key => new(Document, RepetitionId == Guid.Empty ? null : RepetitionId, Person);
}

/// <summary>What a client says of a document instead of sending it. Stored by name.</summary>
public enum DocumentStatement
{
    DoNotHave = 1,
    Later = 2,
}

/// <summary>Encrypts files' names and content with the office's key, each bound to its row and place.</summary>
public static class UploadCipher
{
    public static string SealName(this OfficeCipher cipher, string name, Guid upload) => cipher.Encrypt(name, $"Upload {upload:N}");

    public static string NameOf(this OfficeCipher cipher, Upload upload) => cipher.Decrypt(upload.Name, $"Upload {upload.Id:N}");

    public static string PieceOf(Guid upload, int number) => $"Upload {upload:N} {number}";
}
