using Accounton.Tenancy;

namespace Accounton.Features.Clients;

/// <summary>
/// A word that a client is found by: of a name, the e-mail address, or exactly a code or number. Its beginnings stand in
/// columns of their own, each once a client, so that the clients of a common one are read in the order of the list and
/// only as many as a page shows. Follows from the client: see <see cref="SearchWords"/>.
/// </summary>
public sealed class ClientWord : IOfficeOwned
{
    public const int WordLength = 64;
    public const int PartnerWordsLength = 200;

    /// <summary>As many letters of a word have a column each; a longer beginning is looked for among the words themselves.</summary>
    public const int MostStart = 3;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid ClientId { get; init; }

    /// <summary>Folded; an e-mail address in lower case; behind <c>=</c> what only matches as a whole.</summary>
    public required string Word { get; init; }

    /// <summary>Its first letter; null when an earlier word of the client has the same.</summary>
    public string? Start1 { get; set; }
    public string? Start2 { get; set; }
    public string? Start3 { get; set; }

    /// <summary>The client's own.</summary>
    public string SortName { get; set; } = "";

    /// <summary>
    /// What the client's <see cref="Client.NameWords"/> hold beyond the sort name: a blank and a word each; empty for most.
    /// </summary>
    public string PartnerWords { get; set; } = "";
    public bool IsArchived { get; set; }
}
