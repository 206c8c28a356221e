using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Review;
using Accounton.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires;

/// <summary>A questionnaire that a client has.</summary>
public sealed record GivenQuestionnaire(Assignment Assignment, Template Template);

/// <summary>The card on a client's page.</summary>
/// <param name="Offers">What can be given now, the current one first.</param>
/// <param name="Closing">The closing date that is proposed.</param>
public sealed record ClientQuestionnairesModel(
    Guid ClientId, IReadOnlyList<GivenQuestionnaire> Given, IReadOnlyList<Definition> Offers, DateOnly Closing);

/// <summary>The questionnaires that can be given to the selected clients.</summary>
public sealed record SelectedQuestionnairesModel(
    IReadOnlyList<Client> Clients, IReadOnlyList<AssignmentOffer> Offers, DateOnly Closing, string Back);

/// <summary>The questionnaires of a client, on the client's page, in the list of clients, and when two clients become one.</summary>
public sealed class ClientQuestionnaires(
    AccountonContext db, Assignments assignments, DifferenceReview review, LocalTime time) : IClientPart
{
    private const int Order = 10;

    public async Task<ClientCard?> ShowAsync(Client client, CancellationToken cancellationToken)
    {
        var rows = await (
            from assignment in db.Assignments.AsNoTracking()
            join template in db.Templates on assignment.TemplateId equals template.Id
            where assignment.ClientId == client.Id
            orderby template.IncomeYear descending, assignment.ClosingDate descending
            select new { assignment, template }).ToListAsync(cancellationToken);
        IReadOnlyList<Definition> offers = client.IsArchived ? [] : [.. StandardDefinitions.For(client.Type)];
        return new(Order, "/Features/Questionnaires/_ClientQuestionnaires.cshtml", new ClientQuestionnairesModel(
            client.Id,
            [.. rows.Select(row => new GivenQuestionnaire(row.assignment, row.template))],
            offers,
            Assignments.UsualClosingDate(time.Today)));
    }

    /// <summary>With the questionnaires that any of these clients gets.</summary>
    public async Task<ClientCard?> AskAsync(
        SelectedAct act, IReadOnlyList<Client> clients, string back, CancellationToken cancellationToken)
    {
        if (act != SelectedAct.Questionnaire)
            return null;

        var closing = Assignments.UsualClosingDate(time.Today);
        var offers = new List<AssignmentOffer>();
        foreach (var definition in StandardDefinitions.All.Where(one => clients.Any(client => one.Clients.Contains(client.Type))))
        {
            var date = Assignments.ClosingDate(definition, closing, time.Today)!.Value;
            offers.Add(await assignments.OfferAsync(definition, date, clients, cancellationToken));
        }

        return new(
            Order, "/Features/Questionnaires/_SelectedQuestionnaires.cshtml", new SelectedQuestionnairesModel(
                clients, offers, closing, back));
    }

    public Task ChangedAsync(Guid clientId, CancellationToken cancellationToken) => review.RecountAsync(clientId, cancellationToken);

    /// <summary>A questionnaire that both have stays with the one it was given to: what was filled in is not mixed.</summary>
    public async Task MergeAsync(Client kept, Client other, CancellationToken cancellationToken)
    {
        var all = await db.Assignments.Where(a => a.ClientId == kept.Id || a.ClientId == other.Id).ToListAsync(cancellationToken);
        var has = all.Where(a => a.ClientId == kept.Id).Select(a => (a.TemplateId, a.ClosingDate)).ToHashSet();
        foreach (var assignment in all.Where(a => a.ClientId == other.Id && !has.Contains((a.TemplateId, a.ClosingDate))))
            assignment.ClientId = kept.Id;
    }
}
