using Accounton.Data.Sensitive;

namespace Accounton.Vendors;

/// <summary>
/// A back-office that an office's clients can be fetched from. One implementation per folder under <c>Vendors</c>;
/// registering it makes it appear on the Integrations page. Every method throws <see cref="VendorException"/> for
/// whatever the vendor does wrong, and nothing else but <see cref="OperationCanceledException"/>.
/// </summary>
public interface IClientSource
{
    Vendor Vendor { get; }

    /// <summary>False while the operator has not set up what the vendor needs; it can then not be linked.</summary>
    bool IsConfigured { get; }

    /// <summary>How an office links this vendor: by going to its website, or by filling in a list of fields.</summary>
    LinkMethod LinkMethod { get; }

    /// <summary>The vendor's account (its office) behind these credentials.</summary>
    Task<VendorAccount> WhoAmIAsync(VendorAccess access, CancellationToken cancellationToken);

    /// <summary>
    /// Every client, a page at a time, in one reading of the vendor's list: past the end that its counts tell, until a page is
    /// empty or the same as the one before. A list without an end is given as it comes, so whoever reads it follows it with
    /// <see cref="ListProgress"/>.
    /// </summary>
    IAsyncEnumerable<ClientPage> StreamClientsAsync(VendorAccess access, CancellationToken cancellationToken);

    /// <summary>One client by the id for calls (<see cref="ClientRecord.CallId"/>); null when the vendor says it does not exist.</summary>
    Task<ClientRecord?> FindClientAsync(VendorAccess access, string callId, CancellationToken cancellationToken);

    /// <summary>The vendor's own task templates (task flows), which clients can be narrowed by.</summary>
    Task<IReadOnlyList<TaskTemplate>> ListTaskTemplatesAsync(VendorAccess access, CancellationToken cancellationToken);

    /// <summary>The ids (<see cref="ClientRecord.Id"/>) of the clients that have a task of any of these templates, a page at a time; one may come twice.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> StreamClientsOfAsync(VendorAccess access, IReadOnlyCollection<string> templateIds, CancellationToken cancellationToken);

    /// <summary>
    /// True when national numbers can also be kept in a place of their own, at a call per client
    /// (<see cref="FindNationalNumberAsync"/>), so that they are fetched after the clients themselves.
    /// </summary>
    bool KeepsNationalNumbersApart { get; }

    /// <summary>The national number of one client from that place; null when it has none. Only called when <see cref="KeepsNationalNumbersApart"/>.</summary>
    Task<NationalNumber?> FindNationalNumberAsync(VendorAccess access, string callId, CancellationToken cancellationToken);

    /// <summary>The partner's id (<see cref="ClientRecord.Id"/>) of one client; null when it has none. Only called for a <see cref="ClientRecord.PartnerLeftOut"/>.</summary>
    Task<string?> FindPartnerAsync(VendorAccess access, string callId, CancellationToken cancellationToken);
}

/// <summary>The back-offices there are. Stored by name.</summary>
public enum Vendor
{
    AdminPulse = 1,
    Syneton = 2,
}

/// <summary>How an office links a vendor.</summary>
public abstract record LinkMethod
{
    private LinkMethod()
    {
    }

    /// <summary>By signing in on the vendor's website, through the remote authentication scheme of that name.</summary>
    public sealed record OAuth(string Scheme) : LinkMethod;

    /// <summary>By an API key and the address of the office's own server. <paramref name="Documentation"/> tells how to get a key.</summary>
    public sealed record ApiKeyAndUrl(Uri Documentation) : LinkMethod;
}

/// <summary>Which account at the vendor. <paramref name="Id"/> tells two accounts apart; <paramref name="Name"/> is for people.</summary>
public sealed record VendorAccount(string Id, string? Name);

/// <summary>What a call needs to know of the connection it is made for. It travels on the request.</summary>
/// <param name="ConnectionId">Calls are paced per connection.</param>
/// <param name="BaseUrl">The office's own server, normalised; null for a vendor that has one address for all.</param>
/// <param name="Credentials">Gives the token or key, and a fresh one when the vendor refused the last.</param>
public sealed record VendorAccess(Guid ConnectionId, Uri? BaseUrl, IVendorCredentials Credentials);

/// <summary>Where a vendor client gets its token or key from.</summary>
public interface IVendorCredentials
{
    /// <summary>
    /// The token (AdminPulse) or API key (Syneton). With <paramref name="refused"/>, the one the vendor has just
    /// answered 401 to: a different one comes back, or <see cref="VendorException"/> with
    /// <see cref="VendorFault.ReconnectNeeded"/> when there is none to be had. A key cannot be refreshed and is given again as it is.
    /// </summary>
    ValueTask<Secret> GetAsync(Secret? refused, CancellationToken cancellationToken);
}

/// <summary>A page of clients as the vendor gave them.</summary>
/// <param name="Clients">At most a page of the vendor's size.</param>
/// <param name="Total">How many clients the vendor says there are in all, where it says so.</param>
/// <param name="RowsMoved">
/// The vendor's list changed while it was being read, so a client may have slipped between two pages. Null when the vendor
/// cannot tell; what the last page says counts for the reading.
/// </param>
/// <param name="Skipped">Items without any id, which cannot be kept: the reading is incomplete, however often it is repeated.</param>
public sealed record ClientPage(IReadOnlyList<ClientRecord> Clients, int? Total, bool? RowsMoved, int Skipped = 0);

/// <summary>A task template of the vendor.</summary>
public sealed record TaskTemplate(string Id, string Name);

/// <summary>A client as a back-office has it, in our words but not yet normalised: text is as it came, unknown is null, never empty.</summary>
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

/// <summary>Whether a back-office's record is a client to work with. Only <see cref="Customer"/> is counted and offered. Stored by name.</summary>
public enum ClientStatus
{
    Customer = 1,
    Prospect = 2,
    OwnCompany = 3,
    Ended = 4,
    Inactive = 5,
    Other = 6,
}

/// <summary>What kind of taxpayer. Stored by name.</summary>
public enum ClientType
{
    Person = 1,
    SoleProprietor = 2,
    Company = 3,
}
