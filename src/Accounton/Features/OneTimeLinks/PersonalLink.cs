namespace Accounton.Features.OneTimeLinks;

/// <summary>
/// A link that works once, sent to a person and not to a member of an office: for a password, a changed address, a first
/// sign-in as an operator. Invitations are rows of their office and work the same way.
/// </summary>
public sealed class PersonalLink
{
    public const int EmailLength = 254;

    public Guid Id { get; init; }
    public LinkPurpose Purpose { get; init; }

    /// <summary>Null while it was only asked for: the same row is written whether or not somebody has this address.</summary>
    public byte[]? TokenHash { get; set; }

    /// <summary>The address that it is sent to.</summary>
    public required string Email { get; init; }
    public Guid? UserId { get; set; }

    /// <summary>The address that a person wants to have.</summary>
    public string? NewEmail { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Compared by the database too: a link that is ended while somebody uses it is not used.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Set with what the link is for, and compared by the database: of two clicks one counts.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>What a link is for; it works for nothing else. Stored by name.</summary>
public enum LinkPurpose
{
    Operator = 1,
    Password = 2,

    /// <summary>A changed address, seen by who has the address of before.</summary>
    OldEmail = 3,

    /// <summary>A changed address, seen by who has the new one.</summary>
    NewEmail = 4,
}
