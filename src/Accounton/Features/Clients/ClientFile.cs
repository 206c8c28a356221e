using Accounton.Data;
using Accounton.Features.Imports;
using Accounton.Features.Questionnaires;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>A value on a client's page, and where it came from.</summary>
/// <param name="Whole">A national number that was asked for, shown this once.</param>
public sealed record FileValue(ClientField Field, string? Text, ClientChange? From, string? Whole);

/// <summary>A client's record at a back-office.</summary>
public sealed record FileLink(ClientLink Link, Vendor Vendor, string? Account, bool IsGone);

/// <summary>A change as the history shows it, national numbers masked.</summary>
public sealed record FileChange(ClientChange Change, string? Before, string? After);

/// <summary>A questionnaire that the client has.</summary>
public sealed record FileAssignment(Assignment Assignment, Template Template);

/// <summary>All that a client's page shows.</summary>
public sealed record ClientFile(
    Client Client,
    IReadOnlyList<FileValue> Values,
    Responsible? Responsible,
    IReadOnlyList<FileLink> Links,
    IReadOnlyList<FileAssignment> Assignments,
    IReadOnlyList<ImportBatch> Imports,
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
    public async Task<ClientFile> ReadAsync(Client client, ClientField? whole, CancellationToken cancellationToken, Language? language = null)
    {
        var words = language is null ? texts : texts.In(language);
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var changes = await db.ClientChanges.AsNoTracking().Where(c => c.ClientId == client.Id)
            .OrderByDescending(c => c.Version).Take(MostChanges).ToListAsync(cancellationToken);
        var values = ClientFields.All.Select(field => Value(field, client, changes, cipher, words, field == whole)).ToList();
        var merged = client.MergedIntoId is { } into ? await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == into, cancellationToken) : null;
        return new ClientFile(
            client, values, await colleagues.OfAsync(client, cancellationToken),
            await LinksAsync(client, cancellationToken), await AssignmentsAsync(client, cancellationToken), await ImportsAsync(client, changes, cancellationToken),
            [.. changes.Take(ChangesShown).Select(change => Shown(change, cipher))], changes.Count > ChangesShown,
            merged is null ? null : merged.ListName() ?? texts["Clients.Nameless"]);
    }

    private static FileValue Value(ClientField field, Client client, List<ClientChange> changes, OfficeCipher cipher, Texts words, bool isWhole)
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
            ClientText.Show(field, ClientBook.Plain(field, change.Before, cipher), texts),
            ClientText.Show(field, ClientBook.Plain(field, change.After, cipher), texts));
    }

    private async Task<IReadOnlyList<FileLink>> LinksAsync(Client client, CancellationToken cancellationToken)
    {
        var links = await (
            from link in db.ClientLinks.AsNoTracking()
            join connection in db.Connections on link.ConnectionId equals connection.Id
            where link.ClientId == client.Id
            orderby link.LinkedAt
            select new { link, connection.Vendor, connection.AccountName }).ToListAsync(cancellationToken);
        var (connections, ids) = (links.Select(l => l.link.ConnectionId).Distinct().ToList(), links.Select(l => l.link.VendorId).ToList());
        var gone = await db.SourceClients.Where(s => connections.Contains(s.ConnectionId) && ids.Contains(s.VendorId) && s.GoneSince != null).Select(s => new { s.ConnectionId, s.VendorId }).ToListAsync(cancellationToken);
        return [.. links.Select(l => new FileLink(l.link, l.Vendor, l.AccountName, gone.Exists(g => g.ConnectionId == l.link.ConnectionId && g.VendorId == l.link.VendorId)))];
    }

    private async Task<IReadOnlyList<FileAssignment>> AssignmentsAsync(Client client, CancellationToken cancellationToken)
    {
        var rows = await (
            from assignment in db.Assignments.AsNoTracking()
            join template in db.Templates on assignment.TemplateId equals template.Id
            where assignment.ClientId == client.Id
            orderby template.IncomeYear descending, assignment.ClosingDate descending
            select new { assignment, template }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new FileAssignment(row.assignment, row.template))];
    }

    private async Task<IReadOnlyList<ImportBatch>> ImportsAsync(Client client, List<ClientChange> changes, CancellationToken cancellationToken)
    {
        var ids = changes.Where(c => c.BatchId is not null).Select(c => c.BatchId!.Value).Distinct().ToList();
        var linked = await db.ClientLinks.Where(l => l.ClientId == client.Id && l.BatchId != null).Select(l => l.BatchId!.Value).ToListAsync(cancellationToken);
        ids = [.. ids.Union(linked)];
        return ids.Count == 0
            ? []
            : await db.ImportBatches.AsNoTracking().Where(b => ids.Contains(b.Id)).OrderByDescending(b => b.CreatedAt).ToListAsync(cancellationToken);
    }
}
