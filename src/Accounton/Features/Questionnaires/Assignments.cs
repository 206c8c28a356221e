using System.Linq.Expressions;
using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires;

/// <summary>What would happen, or happened, when a questionnaire is given to some clients.</summary>
/// <param name="NotFor">How many are of a type that does not get it.</param>
public sealed record AssignmentOffer(Definition Definition, int Given, int Had, int NotFor, int Archived);

/// <summary>Gives questionnaires to clients, once each; those about a closing date once for each.</summary>
public sealed class Assignments(AccountonContext db, Templates templates, CurrentMember member, AuditLog audit, TimeProvider clock)
{
    private const int MostTries = 3;

    private static readonly DateOnly FirstClosing = new(2000, 1, 1);

    /// <summary>The clients and rows of an import whose type gets a questionnaire.</summary>
    public static Expression<Func<T, bool>> IsFor<T>(Definition definition)
        where T : IClientColumns
    {
        var person = definition.Clients.Contains(ClientType.Person);
        var proprietor = definition.Clients.Contains(ClientType.SoleProprietor);
        var company = definition.Clients.Contains(ClientType.Company);
        return client =>
            (person && client.Type == ClientType.Person) || (proprietor && client.Type == ClientType.SoleProprietor)
                || (company && client.Type == ClientType.Company);
    }

    /// <summary>
    /// The closing date to give a questionnaire for: none for one of an income year, else the date that was given; null when it
    /// is missing or cannot be one.
    /// </summary>
    public static DateOnly? ClosingDate(Definition definition, DateOnly? given, DateOnly today) =>
        definition.IncomeYear is not null ? default(DateOnly) : given >= FirstClosing && given <= today.AddYears(1) ? given : null;

    /// <summary>The closing date of most companies: the last day of a year that is over.</summary>
    public static DateOnly UsualClosingDate(DateOnly today) => new(today.Year - 1, 12, 31);

    /// <summary>A row for a bulk insert; who gives it, and which import it is part of, stand in the author.</summary>
    public static Assignment New(
        Guid officeId,
        Guid id,
        Guid templateId,
        Guid versionId,
        Guid clientId,
        DateOnly closing,
        ChangeAuthor author,
        DateTimeOffset now) => new()
        {
            OfficeId = officeId,
            Id = id,
            TemplateId = templateId,
            VersionId = versionId,
            ClientId = clientId,
            ClosingDate = closing,
            AssignedAt = now,
            AssignedById = author.ById,
            AssignedByName = author.ByName,
            BatchId = author.BatchId,
        };

    /// <summary>What giving it would do.</summary>
    public async Task<AssignmentOffer> OfferAsync(
        Definition definition, DateOnly closing, IReadOnlyCollection<Client> clients, CancellationToken cancellationToken)
    {
        var template = await templates.FindAsync(definition, cancellationToken);
        var have = template is null ? [] : await HaveAsync(template, closing, [.. clients.Select(client => client.Id)], cancellationToken);
        return Sort(definition, clients, have).Offer;
    }

    /// <summary>
    /// Gives it to those who may have it and do not have it yet, and saves. When two do so at once, the
    /// unique index decides who was first.
    /// </summary>
    public async Task<AssignmentOffer> GiveAsync(
        Definition definition, DateOnly closing, IReadOnlyCollection<Guid> clientIds, CancellationToken cancellationToken)
    {
        var template = await templates.OfAsync(definition, cancellationToken);
        var version = await templates.VersionAsync(template, cancellationToken);
        var clients = await db.Clients.AsNoTracking().Where(c => clientIds.Contains(c.Id)).ToListAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var (offer, wanting) = Sort(definition, clients, await HaveAsync(template, closing, clientIds, cancellationToken));
            if (wanting.Count == 0)
                return offer;

            var author = member.ByHand();
            db.Assignments.AddRange(wanting.Select(
                client => New(db.OfficeId, Guid.Empty, template.Id, version, client.Id, closing, author, clock.GetUtcNow())));
            audit.Add(new QuestionnaireGiven(template.Kind, template.IncomeYear, wanting.Count));
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

    private async Task<HashSet<Guid>> HaveAsync(
        Template template, DateOnly closing, IReadOnlyCollection<Guid> clientIds, CancellationToken cancellationToken) =>
        await db.Assignments.Where(a => a.TemplateId == template.Id && a.ClosingDate == closing && clientIds.Contains(a.ClientId))
            .Select(a => a.ClientId).ToHashSetAsync(cancellationToken);

    private static (AssignmentOffer Offer, IReadOnlyList<Client> Wanting) Sort(
        Definition definition, IReadOnlyCollection<Client> clients, HashSet<Guid> have)
    {
        var receivers = clients.Where(client => definition.Clients.Contains(client.Type)).ToList();
        var active = receivers.Where(client => !client.IsArchived).ToList();
        List<Client> wanting = [.. active.Where(client => !have.Contains(client.Id))];
        return (
            new(definition, wanting.Count, active.Count - wanting.Count, clients.Count - receivers.Count, receivers.Count - active.Count),
            wanting);
    }
}
