using Accounton.Vendors;

namespace Accounton.Features.Clients;

/// <summary>Which clients a list shows.</summary>
public enum ClientState
{
    Active = 0,

    /// <summary>Active, but without what an invitation needs: an e-mail address and a language.</summary>
    Incomplete = 1,
    Archived = 2,
}

/// <summary>In which order.</summary>
public enum ClientSort
{
    Name = 0,
    NameDown = 1,
    Changed = 2,
}

/// <summary>What somebody narrows the list of clients to; all of it stands in the address.</summary>
public sealed record ClientFilter
{
    /// <summary>Filters on clients without a responsible.</summary>
    public const string Nobody = "none";

    /// <summary>Filters on clients whose responsible is no member of the office.</summary>
    public const string Stranger = "other";

    public const int SearchLength = 100;

    public string? Search { get; init; }
    public ClientState State { get; init; }
    public ClientType? Type { get; init; }

    /// <summary>A colleague's e-mail address, <see cref="Nobody"/> or <see cref="Stranger"/>.</summary>
    public string? Responsible { get; init; }
    public ClientSort Sort { get; init; }

    public string? Typed =>
        string.IsNullOrWhiteSpace(Search) ? null : Search.Trim() is var text && text.Length > SearchLength ? text[..SearchLength] : text;

    public bool IsNarrowed => Typed is not null || Type is not null || !string.IsNullOrEmpty(Responsible);

    /// <summary>The address of this list, or of a page of it.</summary>
    public string Address(string? page = null, object? at = null)
    {
        var query = new Dictionary<string, string?>();
        if (Typed is { } text)
            query["search"] = text;
        if (State != ClientState.Active)
            query["state"] = State.ToString();
        if (Type is { } type)
            query["type"] = type.ToString();
        if (!string.IsNullOrEmpty(Responsible))
            query["responsible"] = Responsible;
        if (Sort != ClientSort.Name)
            query["sort"] = Sort.ToString();
        if (page is not null)
            query[page] = at?.ToString();
        return ClientsController.Path + QueryString.Create(query);
    }
}
