using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.SignIn;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires;

/// <summary>What would happen, or happened, when a questionnaire is given to some clients.</summary>
public sealed record AssignmentOffer(Template Template, int Given, int Had, int Companies, int Archived);

/// <summary>Gives questionnaires to clients, once each.</summary>
public sealed class Assignments(AccountonContext db, CurrentMember member, AuditLog audit, TimeProvider clock)
{
    private const int MostTries = 3;

    /// <summary>Companies do not declare personal income tax.</summary>
    public static bool MayHave(ClientType type) => type != ClientType.Company;

    /// <summary>A row for a bulk insert; who gives it, and which import it is part of, stand in the author.</summary>
    public static Assignment New(Guid officeId, Guid id, Guid templateId, Guid clientId, ChangeAuthor author, DateTimeOffset now) => new()
    {
        OfficeId = officeId,
        Id = id,
        TemplateId = templateId,
        ClientId = clientId,
        AssignedAt = now,
        AssignedById = author.ById,
        AssignedByName = author.ByName,
        BatchId = author.BatchId,
    };

    /// <summary>What giving it would do.</summary>
    public async Task<AssignmentOffer> OfferAsync(Template template, IReadOnlyCollection<Client> clients, CancellationToken cancellationToken) =>
        Sort(template, clients, await HaveAsync(template, [.. clients.Select(client => client.Id)], cancellationToken)).Offer;

    /// <summary>Gives it to those who may have it and do not have it yet, and saves. When two do so at once, the unique index decides who was first.</summary>
    public async Task<AssignmentOffer> GiveAsync(Template template, IReadOnlyCollection<Guid> clientIds, CancellationToken cancellationToken)
    {
        var clients = await db.Clients.AsNoTracking().Where(c => clientIds.Contains(c.Id)).ToListAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var (offer, wanting) = Sort(template, clients, await HaveAsync(template, clientIds, cancellationToken));
            if (wanting.Count == 0)
                return offer;

            var author = member.ByHand();
            db.Assignments.AddRange(wanting.Select(client => New(db.OfficeId, Guid.Empty, template.Id, client.Id, author, clock.GetUtcNow())));
            audit.Add(new QuestionnaireGiven(template.Kind.ToString(), template.IncomeYear, wanting.Count));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return offer;
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<HashSet<Guid>> HaveAsync(Template template, IReadOnlyCollection<Guid> clientIds, CancellationToken cancellationToken) =>
        await db.Assignments.Where(a => a.TemplateId == template.Id && clientIds.Contains(a.ClientId)).Select(a => a.ClientId).ToHashSetAsync(cancellationToken);

    private static (AssignmentOffer Offer, IReadOnlyList<Client> Wanting) Sort(Template template, IReadOnlyCollection<Client> clients, HashSet<Guid> have)
    {
        var companies = clients.Count(client => !MayHave(client.Type));
        var people = clients.Where(client => MayHave(client.Type)).ToList();
        var archived = people.Count(client => client.IsArchived);
        var active = people.Where(client => !client.IsArchived).ToList();
        List<Client> wanting = [.. active.Where(client => !have.Contains(client.Id))];
        return (new(template, wanting.Count, active.Count - wanting.Count, companies, archived), wanting);
    }
}
