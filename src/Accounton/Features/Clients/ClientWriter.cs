using Accounton.Data;
using Accounton.Tenancy;

namespace Accounton.Features.Clients;

/// <summary>Who changes clients, and on what ground: written into every change.</summary>
/// <param name="ById">Null when the platform itself does it.</param>
/// <param name="BatchId">The import, when there is one.</param>
/// <param name="AssignmentId">The questionnaire whose answers are taken over, when there is one.</param>
public sealed record ChangeAuthor(ValueOrigin Origin, Guid? ById, string? ByName, Guid? BatchId = null, Guid? AssignmentId = null);

/// <summary>
/// The one place where clients change: with the change of each field in the history, the version one up, and the keys to
/// sort, search and match by. Writes into the context; the caller saves, in its own transaction.
/// </summary>
public sealed class ClientWriter(AccountonContext db, TimeProvider clock)
{
    /// <summary>
    /// A new client with checked values, and the change that tells of it. Not yet in the context: see
    /// <see cref="AccountonContext"/> and <c>OfficeBulkWrites</c>.
    /// </summary>
    public (Client Client, ClientChange Change) New(
        Guid id, ClientValues values, ChangeAuthor author, OfficeCipher cipher, Func<Guid> nextChangeId)
    {
        var now = clock.GetUtcNow();
        var client = new Client { OfficeId = db.OfficeId, Id = id, AddedAt = now, ChangedAt = now };
        values.WriteTo(client, cipher);
        return (client, Row(client, author, ChangeKind.Added, now, nextChangeId()));
    }

    /// <summary>
    /// The words a new client is found by, to be inserted after it in bulk. Saving through the context writes them by itself.
    /// </summary>
    public static IReadOnlyList<ClientWord> WordsOf(Client client, Func<Guid> nextWordId) => SearchWords.Create(client, nextWordId);

    /// <summary>Adds one client to the context.</summary>
    public Client Add(ClientValues values, ChangeAuthor author, OfficeCipher cipher)
    {
        var (client, change) = New(db.IdsOf<Client>()(), values, author, cipher, db.IdsOf<ClientChange>());
        db.Clients.Add(client);
        db.ClientChanges.Add(change);
        return client;
    }

    /// <summary>Writes those of the given fields that differ into a tracked client; returns them.</summary>
    public IReadOnlyList<ClientField> Change(
        Client client, ClientValues values, IEnumerable<ClientField> fields, ChangeAuthor author, OfficeCipher cipher)
    {
        var changed = fields.Where(field => !string.Equals(field.Read(client, cipher), values[field], StringComparison.Ordinal)).ToList();
        if (changed.Count == 0)
            return changed;

        var now = Touch(client);
        foreach (var field in changed)
        {
            var before = Stored(field, client, cipher);
            field.Write(client, values[field], cipher);
            db.ClientChanges.Add(Row(client, author, ChangeKind.Field, now, Guid.Empty, field.Key, before, Stored(field, client, cipher)));
        }

        client.SetKeys();
        return changed;
    }

    public void Archive(Client client, ArchiveReason reason, ChangeAuthor author)
    {
        if (client.IsArchived)
            return;

        var now = Touch(client);
        client.IsArchived = true;
        client.ArchiveReason = reason;
        db.ClientChanges.Add(Row(client, author, ChangeKind.Archived, now));
    }

    public void Reactivate(Client client, ChangeAuthor author)
    {
        if (!client.IsArchived)
            return;

        var now = Touch(client);
        client.IsArchived = false;
        client.ArchiveReason = null;
        client.MergedIntoId = null;
        db.ClientChanges.Add(Row(client, author, ChangeKind.Reactivated, now));
    }

    /// <summary>Notes something in a client's history that changes none of its fields.</summary>
    public void Note(Client client, ChangeKind kind, ChangeAuthor author, string? before = null, string? after = null)
    {
        var now = Touch(client);
        db.ClientChanges.Add(Row(client, author, kind, now, Guid.Empty, null, before, after));
    }

    /// <summary>What the history keeps of a value: national numbers stay sealed.</summary>
    public static string? Stored(ClientField field, IClientColumns row, OfficeCipher cipher) =>
        field == ClientFields.NationalNumber ? row.NationalNumberCipher
        : field == ClientFields.PartnerNationalNumber ? row.PartnerNationalNumberCipher
        : field.Read(row, cipher);

    /// <summary>The plain text of a value that the history keeps.</summary>
    public static string? Plain(ClientField field, string? stored, OfficeCipher cipher) =>
        stored is not null && field.IsEncrypted ? cipher.Decrypt(stored, ClientColumns.NationalNumberPurpose) : stored;

    private DateTimeOffset Touch(Client client)
    {
        client.Version++;
        return client.ChangedAt = clock.GetUtcNow();
    }

    private ClientChange Row(
        Client client,
        ChangeAuthor author,
        ChangeKind kind,
        DateTimeOffset now,
        Guid id = default,
        string? field = null,
        string? before = null,
        string? after = null) => new()
        {
            OfficeId = db.OfficeId,
            Id = id,
            ClientId = client.Id,
            Version = client.Version,
            Kind = kind,
            Field = field,
            Before = before,
            After = after,
            Origin = author.Origin,
            At = now,
            ById = author.ById,
            ByName = author.ByName,
            BatchId = author.BatchId,
            AssignmentId = author.AssignmentId,
        };
}
