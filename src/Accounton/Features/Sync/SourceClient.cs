using Accounton.Features.Clients;
using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Features.Sync;

/// <summary>A client as the back-office has it: one row per connection and vendor id, never deleted by a sync.</summary>
public sealed class SourceClient : IOfficeOwned, IClientColumns
{
    public const int VendorIdLength = ClientLink.VendorIdLength;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid ConnectionId { get; init; }

    /// <summary>The vendor's lasting id; compares binary on every database.</summary>
    public required string VendorId { get; init; }

    /// <summary>The id that the vendor's calls want.</summary>
    public required string CallId { get; set; }
    public ClientStatus Status { get; set; }
    public ClientType Type { get; set; }
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

    /// <summary>The fields of which the vendor gives more than is kept here, by their masks.</summary>
    public long CutFields { get; set; }

    /// <summary>The partner's id at the vendor, where it links two clients as partners.</summary>
    public string? PartnerVendorId { get; set; }

    /// <summary>Keyed hash of what the vendor's list gave: an equal one means nothing to write.</summary>
    public required byte[] ContentHash { get; set; }

    /// <summary>When the vendor was last asked for a national number in its other place; null: not since the client last changed.</summary>
    public DateTimeOffset? NationalNumberAskedAt { get; set; }

    /// <summary>The national number came from that other place: the list, which has none, does not wipe it.</summary>
    public bool NationalNumberApart { get; set; }

    /// <summary>When the vendor was last asked for the partner of this client alone; null: not since the client last changed.</summary>
    public DateTimeOffset? PartnerAskedAt { get; set; }

    /// <summary>Missing from a complete run; a second one, or a look by id, makes it gone.</summary>
    public DateTimeOffset? MissingSince { get; set; }
    public DateTimeOffset? GoneSince { get; set; }
    public DateTimeOffset FetchedAt { get; set; }
}
