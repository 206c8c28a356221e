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

    /// <summary>
    /// The ids (<see cref="ClientRecord.Id"/>) of the clients that have a task of any of these templates, a
    /// page at a time; one may come twice.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<string>> StreamClientsOfAsync(
        VendorAccess access, IReadOnlyCollection<string> templateIds, CancellationToken cancellationToken);

    /// <summary>
    /// True when national numbers can also be kept in a place of their own, at a call per client
    /// (<see cref="FindNationalNumberAsync"/>), so that they are fetched after the clients themselves.
    /// </summary>
    bool KeepsNationalNumbersApart { get; }

    /// <summary>
    /// The national number of one client from that place; null when it has none. Only called when
    /// <see cref="KeepsNationalNumbersApart"/>.
    /// </summary>
    Task<NationalNumber?> FindNationalNumberAsync(VendorAccess access, string callId, CancellationToken cancellationToken);

    /// <summary>
    /// The partner's id (<see cref="ClientRecord.Id"/>) of one client; null when it has none. Only called for a
    /// <see cref="ClientRecord.PartnerLeftOut"/>.
    /// </summary>
    Task<string?> FindPartnerAsync(VendorAccess access, string callId, CancellationToken cancellationToken);
}
