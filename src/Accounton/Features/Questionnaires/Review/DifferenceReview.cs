using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Review;

/// <summary>An answer as it was on somebody's screen.</summary>
public readonly record struct SeenAnswer(AnswerKey Key, int Version)
{
    /// <summary>As a form carries it: <c>City:3</c>.</summary>
    public static string Text(AnswerKey key, int version) => $"{AnswerName.Of(key)}:{version}";

    public static SeenAnswer? Parse(Definition definition, string? text) =>
        text?.Split(':') is [var name, var number] && int.TryParse(number, out var version) && AnswerName.Find(definition, name) is { } key
            ? new(key, version)
            : null;
}

/// <summary>What came of taking answers over.</summary>
public enum TakeOutcome
{
    Taken = 1,

    /// <summary>Nothing differs there any more.</summary>
    NoDifference,

    /// <summary>It was not handed in, or is asked again: the client may still change it.</summary>
    NotHandedIn,

    /// <summary>Another answer was given than the one on the screen.</summary>
    AnswerChanged,

    /// <summary>Somebody changed that field of the client's record meanwhile.</summary>
    ClientChanged,

    /// <summary>The client's record has no such field, or takes no such value.</summary>
    Refused,
}

/// <summary>
/// Takes answers over into the client's record, each noted there as the client's, and settles differences that are left as they are.
/// Nothing is overwritten that was not on the screen of whoever presses the button.
/// </summary>
public sealed class DifferenceReview(
    AccountonContext db, QuestionnaireSheets sheets, ClientWriter book, OfficeCiphers ciphers, CurrentMember member, AuditLog audit,
    LocalTime time)
{
    /// <summary>Takes one answer over.</summary>
    /// <param name="assignmentId">Of the questionnaire.</param>
    /// <param name="seen">The answer on the screen.</param>
    /// <param name="clientVersion">The version of the client's record that was on the screen.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<TakeOutcome> TakeAsync(Guid assignmentId, SeenAnswer seen, int clientVersion, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var sheet = await HoldAsync(assignmentId, cancellationToken);
        if (Find(sheet, seen) is not (null, { } difference))
            return Find(sheet, seen).Outcome!.Value;
        if (ClientFields.Find(difference.Question.Field) is not { } field)
            return TakeOutcome.Refused;

        var clientId = sheet.Assignment.ClientId;
        if (sheet.ClientVersion != clientVersion
            && await db.ClientChanges.AnyAsync(
                c => c.ClientId == clientId && c.Version > clientVersion && c.Field == field.Key, cancellationToken))
            return TakeOutcome.ClientChanged;

        return await WriteAsync(sheet, [difference], cancellationToken) is { } outcome and not TakeOutcome.Taken
            ? outcome
            : await CommitAsync();

        async Task<TakeOutcome> CommitAsync()
        {
            await transaction.CommitAsync(cancellationToken);
            return TakeOutcome.Taken;
        }
    }

    /// <summary>Takes all over that were on the screen and are safe; how many.</summary>
    public async Task<int> TakeSafeAsync(Guid assignmentId, IReadOnlyCollection<SeenAnswer> seen, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var sheet = await HoldAsync(assignmentId, cancellationToken);
        var safe = seen.Select(answer => Find(sheet, answer).Difference).OfType<AnswerDifference>().Where(one => one.IsSafe).ToList();
        if (safe.Count == 0 || await WriteAsync(sheet, safe, cancellationToken) != TakeOutcome.Taken)
            return 0;

        await transaction.CommitAsync(cancellationToken);
        return safe.Count;
    }

    /// <summary>Leaves the record as it is, and takes the difference off the list.</summary>
    public async Task<TakeOutcome> LeaveAsync(Guid assignmentId, SeenAnswer seen, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var sheet = await HoldAsync(assignmentId, cancellationToken);
        if (Find(sheet, seen) is not (null, { } difference))
            return Find(sheet, seen).Outcome!.Value;

        await SettleAsync(sheet, [difference], cancellationToken);
        audit.Add(
            new AnswerLeft(
                assignmentId, sheet.Assignment.ClientId, sheet.ClientName, sheet.Template.Kind, sheet.Template.IncomeYear,
                difference.Question.Key));
        await db.SaveChangesAsync(cancellationToken);
        await NoteAsync(assignmentId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TakeOutcome.Taken;
    }

    /// <summary>
    /// Counts anew what differs in a client's questionnaires that wait for the office, after the client's record was changed.
    /// </summary>
    public async Task RecountAsync(Guid clientId, CancellationToken cancellationToken)
    {
        foreach (var id in await db.Assignments.Where(a => a.ClientId == clientId && a.State == AssignmentState.ToProcess)
            .Select(a => a.Id).ToListAsync(cancellationToken))
            await NoteAsync(id, cancellationToken);
    }

    private static (TakeOutcome? Outcome, AnswerDifference? Difference) Find(QuestionnaireSheet sheet, SeenAnswer seen) =>
        sheet.IsOpen ? (TakeOutcome.NotHandedIn, null)
        : sheet.Stored.GetValueOrDefault(seen.Key)?.Version != seen.Version ? (TakeOutcome.AnswerChanged, null)
        : sheet.Differences.FirstOrDefault(one => one.Key == seen.Key) is { } difference ? (null, difference)
        : (TakeOutcome.NoDifference, null);

    private async Task<TakeOutcome> WriteAsync(
        QuestionnaireSheet sheet, IReadOnlyList<AnswerDifference> differences, CancellationToken cancellationToken)
    {
        var id = sheet.Assignment.Id;
        var clientId = sheet.Assignment.ClientId;
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var client = await db.Clients.SingleAsync(c => c.Id == clientId, cancellationToken);
        var values = ClientValues.From(client, cipher);
        var fields = differences.Select(one => ClientFields.Get(one.Question.Field!)).ToList();
        foreach (var (field, difference) in fields.Zip(differences))
            values[field] = difference.Answered;

        var given = ClientRules.Check(values, ValidationLevel.Complete, time.Today);
        if (given.Reasons.Any(reason => reason.IsError && fields.Exists(field => field.Key == reason.Field)))
            return TakeOutcome.Refused;

        book.Change(client, given.Values, fields, member.As(ValueOrigin.Questionnaire) with { AssignmentId = id }, cipher);
        await SettleAsync(sheet, differences, cancellationToken);
        audit.Add(new AnswersTakenOver(
            id, clientId, sheet.ClientName, sheet.Template.Kind, sheet.Template.IncomeYear, [.. fields.Select(field => field.Key)]));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return TakeOutcome.ClientChanged;
        }

        await NoteAsync(id, cancellationToken);
        return TakeOutcome.Taken;
    }

    private async Task SettleAsync(QuestionnaireSheet sheet, IEnumerable<AnswerDifference> differences, CancellationToken cancellationToken)
    {
        var ids = differences.Select(one => sheet.Stored[one.Key].Id).ToList();
        foreach (var answer in await db.Answers.Where(a => ids.Contains(a.Id)).ToListAsync(cancellationToken))
            answer.ReviewedVersion = answer.Version;
    }

    /// <summary>Takes the questionnaire's row until the transaction ends, so that nobody answers meanwhile.</summary>
    private async Task<QuestionnaireSheet> HoldAsync(Guid assignmentId, CancellationToken cancellationToken)
    {
        await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId, set => set.SetProperty(a => a.Differences, a => a.Differences), cancellationToken);
        return await sheets.ReadAsync(assignmentId, cancellationToken);
    }

    private async Task NoteAsync(Guid assignmentId, CancellationToken cancellationToken)
    {
        var open = (await sheets.ReadAsync(assignmentId, cancellationToken)).OpenDifferences.Count();
        await db.UpdateOwnAsync<Assignment>(a => a.Id == assignmentId, set => set.SetProperty(a => a.Differences, open), cancellationToken);
    }
}
