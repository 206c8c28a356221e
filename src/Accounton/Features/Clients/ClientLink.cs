using Accounton.Tenancy;

namespace Accounton.Features.Clients;

/// <summary>Which record of a back-office a client is. A client may have several, also of one connection.</summary>
public sealed class ClientLink : IOfficeOwned
{
    public const int VendorIdLength = 64;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid ClientId { get; set; }
    public Guid ConnectionId { get; init; }

    /// <summary>The vendor's lasting id; compares binary.</summary>
    public required string VendorId { get; init; }
    public LinkRole Role { get; set; }
    public DateTimeOffset LinkedAt { get; init; }

    /// <summary>The import that made it; null when a person did.</summary>
    public Guid? BatchId { get; init; }
}

/// <summary>What a back-office's record is to its client. Stored by name.</summary>
public enum LinkRole
{
    /// <summary>The client itself: its values are compared.</summary>
    Main = 1,

    /// <summary>The partner in a couple, who has no file of their own here.</summary>
    Partner = 2,

    /// <summary>The same person entered twice there: known, and not compared.</summary>
    Same = 3,
}
