using Accounton.Data;
using Accounton.Jobs;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>
/// Brings what clients are sorted, searched and recognised by to the rules of this version, once for each office and by pages. A page
/// that is written stays written, so after a crash only what is left is written; two processes take turns page by page.
/// </summary>
public sealed class StoredKeys(AccountonContext db, IEnumerable<IKeyedRows> others)
{
    /// <summary>Of the rules by which keys are made now.</summary>
    public const int Version = NormalText.KeysVersion;

    private const int PageSize = 200;
    private const int MostTries = 5;

    /// <summary>All rows of the current office.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (!await db.Offices.AnyAsync(o => o.Id == db.OfficeId && o.KeysVersion < Version, cancellationToken))
            return;

        await PagesAsync(db.Clients, RenewAsync, cancellationToken);
        foreach (var rows in others)
            await rows.RenewAsync(this, cancellationToken);
        var office = db.OfficeId;
        await db.UpdateSharedAsync<Office>(o => o.Id == office, set => set.SetProperty(o => o.KeysVersion, Version), cancellationToken);
    }

    /// <summary>Renews rows page by page, each page in a transaction of its own.</summary>
    public async Task PagesAsync<T>(
        IQueryable<T> all, Func<IReadOnlyList<T>, CancellationToken, Task> renew, CancellationToken cancellationToken)
        where T : class, IOfficeOwned
    {
        var last = Guid.Empty;
        var tries = 0;
        while (true)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

            // Holds the office's row, so that nobody else renews the same page.
            var office = db.OfficeId;
            await db.UpdateSharedAsync<Office>(
                o => o.Id == office, set => set.SetProperty(o => o.KeysVersion, o => o.KeysVersion), cancellationToken);
            var page = await all.Where(row => row.Id.CompareTo(last) > 0)
                .OrderBy(row => row.Id).Take(PageSize).ToListAsync(cancellationToken);
            if (page.Count == 0)
                break;

            try
            {
                await renew(page, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (++tries < MostTries)
            {
                // Somebody changed one of them meanwhile: the page is read again.
                continue;
            }

            // Whatever ends the process now, this page is done.
            await transaction.CommitAsync(CancellationToken.None);
            last = page[^1].Id;
            tries = 0;
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// Clients, with the words they are found by. Their version stays: no value of theirs says anything else than before.
    /// </summary>
    private async Task RenewAsync(IReadOnlyList<Client> clients, CancellationToken cancellationToken)
    {
        foreach (var client in clients)
        {
            foreach (var field in ClientFields.Texts)
            {
                var text = field.Read(client, null!);
                if (ClientFields.Normalise(field, text) is var normal && normal != text)
                    field.Write(client, normal, null!);
            }

            client.SetKeys();
        }

        var ids = clients.Select(client => client.Id).ToList();
        await db.ClientWords.Where(word => EF.Parameter(ids).Contains(word.ClientId)).LoadAsync(cancellationToken);
        SearchWords.Follow(db, clients);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The keys of a row that has values of its own.</summary>
    public static (string SortName, string NameWords) Keys(IClientColumns row)
    {
        var copy = new Client
        {
            Type = row.Type, FirstName = row.FirstName, LastName = row.LastName,
            CompanyName = row.CompanyName, PartnerName = row.PartnerName,
        };
        copy.SetKeys();
        return (copy.SortName, copy.NameWords);
    }

    /// <summary>Writes a row's keys, only while they are as they were read.</summary>
    public async Task WriteAsync<T>(T row, (string SortName, string NameWords) keys, CancellationToken cancellationToken)
        where T : class, IOfficeOwned, IClientColumns
    {
        if ((row.SortName, row.NameWords) == keys)
            return;

        var id = row.Id;
        var sortName = row.SortName;
        var nameWords = row.NameWords;
        await db.UpdateOwnAsync<T>(
            one => one.Id == id && one.SortName == sortName && one.NameWords == nameWords,
            set => set
                .SetProperty(one => EF.Property<string>(one, nameof(IClientColumns.SortName)), keys.SortName)
                .SetProperty(one => EF.Property<string>(one, nameof(IClientColumns.NameWords)), keys.NameWords),
            cancellationToken);
    }
}

/// <summary>Rows of another feature with a client's keys: renewed together with the clients'.</summary>
public interface IKeyedRows
{
    /// <summary>All of the current office, by <see cref="StoredKeys.PagesAsync"/>.</summary>
    Task RenewAsync(StoredKeys keys, CancellationToken cancellationToken);
}

/// <summary>Offices whose clients' keys are those of an older version.</summary>
public sealed class ClientDueWork(AccountonContext db) : IDueWork
{
    /// <summary>The rest is for the next minute.</summary>
    private const int MostOffices = 50;

    public async Task<IReadOnlyList<DueStep>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var offices = await db.Offices.Where(o => o.KeysVersion < StoredKeys.Version && o.SuspendedAt == null)
            .OrderBy(o => o.Id).Take(MostOffices).Select(o => o.Id).ToListAsync(cancellationToken);
        return [.. offices.Select(office => new DueStep(
            "renew the clients' keys", office, (services, stop) => services.GetRequiredService<StoredKeys>().RenewAsync(stop)))];
    }
}
