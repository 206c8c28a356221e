namespace Accounton.Features.Clients;

/// <summary>
/// What another feature keeps of clients. Clients know none of these features: each of them registers its part, which shows
/// itself on a client's page, may act on the clients that are selected in the list, and follows when two clients become one.
/// </summary>
public interface IClientPart
{
    /// <summary>The part's card on a client's page; null when there is nothing to show.</summary>
    Task<ClientCard?> ShowAsync(Client client, CancellationToken cancellationToken);

    /// <summary>What the part asks before it acts on the selected clients; null when the act is not its own.</summary>
    Task<ClientCard?> AskAsync(SelectedAct act, IReadOnlyList<Client> clients, string back, CancellationToken cancellationToken) =>
        Task.FromResult<ClientCard?>(null);

    /// <summary>After somebody corrected a client by hand.</summary>
    Task ChangedAsync(Guid clientId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Moves what the other client has to the one that is kept; saved by whoever merges them.</summary>
    Task MergeAsync(Client kept, Client other, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A partial view of another feature.</summary>
/// <param name="Order">Its place among the others: the smallest first.</param>
/// <param name="View">The path of the view.</param>
/// <param name="Model">What it is drawn of.</param>
public sealed record ClientCard(int Order, string View, object Model);
