using Accounton.Data.Sensitive;

namespace Accounton.Vendors;

/// <summary>
/// A client as a back-office has it, in our words but not yet normalised: text is as it came, unknown is null, never empty.
/// </summary>
public sealed record ClientRecord
{
    /// <summary>The vendor's lasting id, by which a client is recognised in a later run. At most 64 characters; compares binary.</summary>
    public required string Id { get; init; }

    /// <summary>The id the vendor's calls want, where that is another one. At most 64 characters.</summary>
    public required string CallId { get; init; }

    public required ClientStatus Status { get; init; }
    public required ClientType Type { get; init; }
    public string? FirstName { get; init; }

    /// <summary>The last name of a person or sole proprietor, or the whole name when the vendor does not split it.</summary>
    public string? LastName { get; init; }
    public string? CompanyName { get; init; }
    public string? Email { get; init; }

    /// <summary>ISO 639-1 in lower case where it can be told (nl, fr, en, de), else as it came.</summary>
    public string? Language { get; init; }
    public string? Mobile { get; init; }
    public string? Phone { get; init; }
    public string? Street { get; init; }
    public string? HouseNumber { get; init; }
    public string? Box { get; init; }
    public string? PostalCode { get; init; }
    public string? City { get; init; }
    public string? Country { get; init; }
    public DateOnly? BirthDate { get; init; }
    public NationalNumber? NationalNumber { get; init; }

    /// <summary>The partner's id at the vendor, where the vendor links two clients as partners.</summary>
    public string? PartnerId { get; init; }

    /// <summary>The vendor would not tell the partners of many at once: <see cref="PartnerId"/> is null and says nothing.</summary>
    public bool PartnerLeftOut { get; init; }

    /// <summary>The enterprise number or VAT number as it came; a placeholder such as "BTW-nummer in aanvraag" is null.</summary>
    public string? EnterpriseNumber { get; init; }

    /// <summary>The office's own code for the client in the back-office.</summary>
    public string? Code { get; init; }
    public string? ResponsibleName { get; init; }
    public string? ResponsibleEmail { get; init; }
}
