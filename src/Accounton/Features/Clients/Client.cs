using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Features.Clients;

/// <summary>
/// A client (taxpayer) of the office. A couple that declares together is one client with a partner. Never deleted: archived.
/// </summary>
public sealed class Client : IOfficeOwned, IClientColumns
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Goes up with every change; a change made on an older one is refused.</summary>
    public int Version { get; set; } = 1;
    public DateTimeOffset AddedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public bool IsArchived { get; set; }

    /// <summary>Why it is archived; null while it is not.</summary>
    public ArchiveReason? ArchiveReason { get; set; }

    /// <summary>The client that this one was merged into; it is archived then.</summary>
    public Guid? MergedIntoId { get; set; }
    public ClientType Type { get; set; } = ClientType.Person;
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? CompanyName { get; set; }
    public string? Email { get; set; }
    public string? Language { get; set; }
    public string? Mobile { get; set; }
    public string? Phone { get; set; }
    public string? Street { get; set; }
    public string? HouseNumber { get; set; }
    public string? Box { get; set; }
    public string? PostalCode { get; set; }
    public string? City { get; set; }
    public string? Country { get; set; }
    public DateOnly? BirthDate { get; set; }
    public string? NationalNumberCipher { get; set; }
    public byte[]? NationalNumberHash { get; set; }
    public string? PartnerName { get; set; }
    public string? PartnerNationalNumberCipher { get; set; }
    public byte[]? PartnerNationalNumberHash { get; set; }
    public string? EnterpriseNumber { get; set; }
    public string? Code { get; set; }
    public string? ResponsibleName { get; set; }
    public string? ResponsibleEmail { get; set; }
    public string SortName { get; set; } = "";
    public string NameWords { get; set; } = "";
    public string? EmailKey { get; set; }
}

/// <summary>Why a client is archived. Stored by name.</summary>
public enum ArchiveReason
{
    Person = 1,

    /// <summary>Somebody chose so among the clients that an import did not have.</summary>
    Import = 2,

    /// <summary>An import that added it was undone: another import may bring it back.</summary>
    Undo = 3,
    Merged = 4,
}
