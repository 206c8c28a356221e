using Accounton.Data;
using Accounton.Features.Clients;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires;

/// <summary>
/// Keeps in the rows of questionnaires what the board sorts and filters by of their clients. Every save through the context does; a bulk
/// insert takes it along (<see cref="Set"/>).
/// </summary>
public static class AssignmentKeys
{
    private static readonly string[] Sources = [nameof(Client.SortName), nameof(Client.ResponsibleEmail), nameof(Client.IsArchived)];

    public static Assignment Set(Assignment assignment, string sortName, string? responsible, bool isArchived)
    {
        assignment.SortName = sortName;
        assignment.ResponsibleEmail = responsible;
        assignment.IsArchived = isArchived;
        return assignment;
    }

    /// <summary>Clients that are about to be saved with another name, responsible or place than before.</summary>
    public static IReadOnlyList<Guid> Changed(AccountonContext db) =>
    [
        .. db.ChangeTracker.Entries<Client>()
            .Where(entry => entry.State == EntityState.Modified && Sources.Any(name => entry.Property(name).IsModified))
            .Select(entry => entry.Entity.Id),
    ];

    /// <summary>Questionnaires that are about to be saved with another client than before, or for the first time.</summary>
    public static IReadOnlyList<Assignment> Given(AccountonContext db) =>
    [
        .. db.ChangeTracker.Entries<Assignment>()
            .Where(entry =>
                entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(a => a.ClientId).IsModified))
            .Select(entry => entry.Entity),
    ];

    /// <summary>The questionnaires of clients, to be tracked before <see cref="Follow"/>.</summary>
    public static IQueryable<Assignment> Stored(AccountonContext db, IReadOnlyList<Guid> clients) =>
        db.Assignments.Where(a => clients.Contains(a.ClientId));

    /// <summary>The clients of questionnaires.</summary>
    public static IQueryable<Client> Clients(AccountonContext db, IReadOnlyList<Assignment> given)
    {
        var ids = given.Select(assignment => assignment.ClientId).Distinct().ToList();
        return db.Clients.AsNoTracking().Where(c => ids.Contains(c.Id));
    }

    /// <summary>Makes the questionnaires follow their clients, in the same save.</summary>
    /// <param name="db">The context.</param>
    /// <param name="changed">The clients that change, all of whose questionnaires are tracked.</param>
    /// <param name="given">The questionnaires that are new to their clients.</param>
    /// <param name="stored">The clients of those.</param>
    public static void Follow(
        AccountonContext db, IReadOnlyList<Guid> changed, IReadOnlyList<Assignment> given, IReadOnlyList<Client> stored)
    {
        var clients = stored.ToDictionary(client => client.Id);
        foreach (
            var client in db.ChangeTracker.Entries<Client>().Where(entry => entry.State is not EntityState.Deleted)
                .Select(entry => entry.Entity))
            clients[client.Id] = client;
        var all = db.ChangeTracker.Entries<Assignment>()
            .Where(entry => entry.State is not EntityState.Deleted && changed.Contains(entry.Entity.ClientId))
            .Select(entry => entry.Entity);
        foreach (var assignment in all.Concat(given).ToList())
        {
            if (clients.TryGetValue(assignment.ClientId, out var client))
                Set(assignment, client.SortName, client.ResponsibleEmail, client.IsArchived);
        }
    }
}
