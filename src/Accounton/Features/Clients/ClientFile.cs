using Accounton.Data;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>A value on a client's page, and where it came from.</summary>
/// <param name="Whole">A national number that was asked for, shown this once.</param>
public sealed record FileValue(ClientField Field, string? Text, ClientChange? From, string? Whole);

/// <summary>A change as the history shows it, national numbers masked.</summary>
public sealed record FileChange(ClientChange Change, string? Before, string? After);

/// <summary>What is known of a client, and what was changed.</summary>
public sealed record ClientFile(
    Client Client,
    IReadOnlyList<FileValue> Values,
    Responsible? Responsible,
    IReadOnlyList<FileChange> History,
    bool HasOlder,
    string? MergedInto);

/// <summary>Reads clients' pages.</summary>
public sealed class ClientFiles(AccountonContext db, OfficeCiphers ciphers, Colleagues colleagues, Texts texts)
{
    private const int MostChanges = 1000;
    private const int ChangesShown = 50;

    /// <param name="client">The client.</param>
    /// <param name="whole">The field whose national number is to be shown whole; null for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="language">Another one than the reader's, for a client.</param>
    public async Task<ClientFile> ReadAsync(
        Client client, ClientField? whole, CancellationToken cancellationToken, Language? language = null)
    {
        var words = language is null ? texts : texts.In(language);
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var changes = await db.ClientChanges.AsNoTracking().Where(c => c.ClientId == client.Id)
            .OrderByDescending(c => c.Version).Take(MostChanges).ToListAsync(cancellationToken);
        var values = ClientFields.All.Select(field => Value(field, client, changes, cipher, words, field == whole)).ToList();
        var merged = client.MergedIntoId is { } into
            ? await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == into, cancellationToken)
            : null;
        return new ClientFile(
            client, values, await colleagues.OfAsync(client, cancellationToken),
            [.. changes.Take(ChangesShown).Select(change => Shown(change, cipher))], changes.Count > ChangesShown,
            merged is null ? null : merged.ListName() ?? texts["Clients.Nameless"]);
    }

    private static FileValue Value(
        ClientField field, Client client, List<ClientChange> changes, OfficeCipher cipher, Texts words, bool isWhole)
    {
        var plain = field.Read(client, cipher);
        var from = plain is null ? null : changes.Find(c => c.Field == field.Key) ?? changes.Find(c => c.Kind == ChangeKind.Added);
        var whole = isWhole && plain is not null ? Identifiers.NationalRegisterNumbers.Print(plain) : null;
        return new(field, ClientText.Show(field, plain, words), from, whole);
    }

    private FileChange Shown(ClientChange change, OfficeCipher cipher)
    {
        if (ClientFields.Find(change.Field) is not { } field)
            return new(change, change.Before, change.After);

        return new(
            change,
            ClientText.Show(field, ClientWriter.Plain(field, change.Before, cipher), texts),
            ClientText.Show(field, ClientWriter.Plain(field, change.After, cipher), texts));
    }
}
