using Accounton.Features.Clients;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Shows on a client's page that the mail server refuses the address that is on file, and what to do.</summary>
public sealed class RefusedAddress(MailHistory history) : IClientPart
{
    private const string View = "/Features/Questionnaires/Sending/_RefusedAddress.cshtml";

    public async Task<ClientCard?> ShowAsync(Client client, CancellationToken cancellationToken) =>
        await history.RefusedAsync(client.Id, client.Email, cancellationToken) is { } refused
            ? new ClientCard(0, View, new RefusedAddressModel(client.Id, refused.To))
            : null;
}

/// <summary>An address that was refused.</summary>
public sealed record RefusedAddressModel(Guid ClientId, string Address);
