using Accounton.Features.Clients;
using Accounton.Features.Clients.Matching;
using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Features.Imports;

/// <summary>
/// One compared client: in which group, why, what was decided and what came of it. Its columns hold the import's checked
/// values; those of <see cref="ImportGroup.OnlyHere"/>, and of a back-office's clients without a difference, stay empty but
/// for the name.
/// </summary>
public sealed class ImportRow : IOfficeOwned, IClientColumns
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid BatchId { get; init; }
    public ImportGroup Group { get; set; }

    /// <summary>The row of a workbook, from 1 for its headings; null from a back-office.</summary>
    public int? LineNumber { get; init; }

    /// <summary>The back-office's id; null from a workbook.</summary>
    public string? VendorId { get; init; }

    /// <summary>The partner's id there, when the two are proposed as one file.</summary>
    public string? PartnerVendorId { get; init; }

    /// <summary>A couple that a person wants as two files.</summary>
    public bool IsSplit { get; set; }

    /// <summary>The source's content hashes as compared: another one at applying means it is to be looked at again.</summary>
    public byte[]? SourceHash { get; set; }
    public byte[]? PartnerSourceHash { get; set; }

    /// <summary>The client here; for a new one, the id it will have.</summary>
    public Guid ClientId { get; set; }

    /// <summary>The client's version as compared.</summary>
    public int? ClientVersion { get; set; }

    /// <summary>How the client was recognised; null when it was not.</summary>
    public MatchReason? MatchedBy { get; set; }

    /// <summary>The client is not linked to this record yet: applying does that.</summary>
    public bool NeedsLink { get; set; }

    /// <summary>The client is archived here; chosen to be active again or not by <see cref="IsChosen"/>.</summary>
    public bool IsArchived { get; set; }

    /// <summary>
    /// Fields whose values differ, as a set (<see cref="ClientField.Mask"/>); an empty value of the import is no difference.
    /// </summary>
    public long DifferentFields { get; set; }

    /// <summary>Of those, the ones to be overwritten.</summary>
    public long ChosenFields { get; set; }

    /// <summary>Of the different ones, those whose value here was typed by hand.</summary>
    public long TypedFields { get; set; }

    /// <summary>
    /// What happens to the row as a whole: a new client is added, one that is only here archived, an archived one active again.
    /// </summary>
    public bool IsChosen { get; set; }

    /// <summary>For a doubtful one.</summary>
    public DoubtDecision? Decision { get; set; }

    /// <summary>The client (or, within the import, the other row) it is said to be.</summary>
    public Guid? DecidedId { get; set; }

    /// <summary>Its errors and warnings (<see cref="FieldReasons"/>).</summary>
    public string? Reasons { get; set; }
    public Guid? DecidedById { get; set; }
    public string? DecidedByName { get; set; }
    public RowResult Result { get; set; } = RowResult.Pending;
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

/// <summary>The five groups of the overview. Each compared client is in exactly one. Stored by name.</summary>
public enum ImportGroup
{
    /// <summary><em>Klanten enkel in import</em></summary>
    New = 1,

    /// <summary><em>Klanten enkel in Accounton</em></summary>
    OnlyHere = 2,

    /// <summary><em>Dubbele klanten</em>: in both.</summary>
    Both = 3,

    /// <summary><em>Twijfelachtige klanten</em></summary>
    Doubtful = 4,

    /// <summary><em>Ongeldige klanten</em></summary>
    Invalid = 5,
}

/// <summary>What a person says of a doubtful client. Stored by name.</summary>
public enum DoubtDecision
{
    SamePerson = 1,
    NewPerson = 2,
    Skip = 3,

    /// <summary>The same as another row of this import.</summary>
    SameAsRow = 4,
}

/// <summary>What came of a row. Stored by name.</summary>
public enum RowResult
{
    Pending = 1,
    Done = 2,

    /// <summary>Nothing was to be done.</summary>
    Untouched = 3,

    /// <summary>The source or the client changed after the overview: not written, to be looked at again.</summary>
    Stale = 4,

    /// <summary>The row that it was said to be the same as was not imported.</summary>
    OtherNotImported = 5,
    Failed = 6,
}
