namespace Accounton.Tenancy;

/// <summary>That a user works for an office, and as what.</summary>
public sealed class Membership : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public OfficeRole Role { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a member may do: an Admin links back-offices and imports; both work with clients. Stored by name.</summary>
public enum OfficeRole
{
    Admin = 1,
    Accountant = 2,
}
