using Accounton.Data;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Accounton.Features.Clients;

/// <summary>The list of the office's clients.</summary>
public sealed class ClientsController(
    ClientList list, Colleagues colleagues, AccountonContext db, OfficeCiphers ciphers, CurrentMember member, Texts texts) : Controller
{
    public const string Path = "/clients";

    [HttpGet(Path)]
    public async Task<IActionResult> Index(ClientFilter filter, string? after, string? before, CancellationToken cancellationToken)
    {
        // Somebody typed it into the address: it is not looked for there, so that no browser learns to complete it.
        if (ClientSearch.IsNationalNumber(filter.Search))
        {
            this.Notify(State.Warning, texts["Clients.NumberInAddress"]);
            return LocalRedirect((filter with { Search = null }).Address());
        }

        var page = await list.PageAsync(filter, Cursor.Parse(after), Cursor.Parse(before), cancellationToken);
        return View(await ModelAsync(filter, page, searchedNumber: false, cancellationToken));
    }

    /// <summary>
    /// The search form is posted, so that a national number never stands in an address; everything else goes on to its own.
    /// </summary>
    [HttpPost(Path + "/search")]
    public async Task<IActionResult> Search(ClientFilter filter, CancellationToken cancellationToken)
    {
        if (!ClientSearch.IsNationalNumber(filter.Search))
            return LocalRedirect(filter.Address());

        var found = await ClientSearch.ByNumberAsync(db, await ciphers.CurrentAsync(cancellationToken), filter.Search!, cancellationToken);
        ModelState.Clear();
        var page = new ClientListPage(found, found.Count, null, null);
        return View(nameof(Index), await ModelAsync(new ClientFilter(), page, searchedNumber: true, cancellationToken));
    }

    private async Task<ClientsModel> ModelAsync(
        ClientFilter filter, ClientListPage page, bool searchedNumber, CancellationToken cancellationToken)
    {
        var isEmpty = page.Clients.Count == 0 && !searchedNumber && filter is { IsNarrowed: false, State: ClientState.Active };
        return new(filter, page, await colleagues.ReadAsync(cancellationToken), member.IsAdmin, searchedNumber, isEmpty);
    }
}

/// <summary>The list with what it is narrowed to.</summary>
/// <param name="SearchedNumber">A national number was looked for: its digits are not shown again.</param>
/// <param name="IsEmpty">There is no active client at all.</param>
public sealed record ClientsModel(
    ClientFilter Filter, ClientListPage Page, IReadOnlyList<Colleague> Colleagues, bool MayImport, bool SearchedNumber, bool IsEmpty)
{
    public IEnumerable<SelectListItem> States(Texts texts) =>
        ((ClientState[])[ClientState.Incomplete, ClientState.Archived])
            .Select(state => new SelectListItem(texts["ClientState." + state], state.ToString()));

    public IEnumerable<SelectListItem> Types(Texts texts) =>
        Enum.GetValues<ClientType>().Select(type => new SelectListItem(texts["ClientType." + type], type.ToString()));

    public IEnumerable<SelectListItem> Sorts(Texts texts) =>
        ((ClientSort[])[ClientSort.NameDown, ClientSort.Changed])
            .Select(sort => new SelectListItem(texts["ClientSort." + sort], sort.ToString()));

    public IEnumerable<SelectListItem> People(Texts texts) =>
    [
        .. Colleagues.Select(colleague => new SelectListItem(colleague.Name, colleague.Email)),
        new(texts["Clients.WithoutResponsible"], ClientFilter.Nobody),
        new(texts["Clients.NoMember"], ClientFilter.Stranger),
    ];
}
