using System.Globalization;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Localisation;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>A section as its page shows it.</summary>
/// <param name="Faults">Of what was just sent and not written, with what was typed.</param>
public sealed record SectionModel(
    Guid Respondent,
    QuestionnaireSheet Sheet,
    VisibleSection Section,
    DateTimeOffset Now,
    IReadOnlyDictionary<AnswerKey, (string? Typed, AnswerFault Fault)> Faults,
    IReadOnlyList<AnswerReceipt> Receipts,
    DocumentSheet Documents)
{
    /// <summary>Stands for what is proposed, where it is not written out.</summary>
    public const string Confirm = "=";

    /// <summary>The office fills in for the client.</summary>
    public bool IsByOffice { get; init; }

    /// <summary>Where it is answered.</summary>
    public string Home { get; init; } = RespondentPages.Home(Respondent);

    public string Path => $"{Home}/s/{Section.Section.Key}";

    public int Place => Sheet.ToAnswer.Index().First(section => section.Item.Section.Key == Section.Section.Key).Index;

    public VisibleSection? Previous => Place > 0 ? Sheet.ToAnswer[Place - 1] : null;

    public VisibleSection? Next => Place + 1 < Sheet.ToAnswer.Count ? Sheet.ToAnswer[Place + 1] : null;

    /// <summary>The documents that a question's answer calls for; those that the office usually fetches come after the others.</summary>
    /// <remarks>None where the office fills in: files are the client's to send.</remarks>
    public IEnumerable<DocumentModel> DocumentsOf(VisibleQuestion question) => IsByOffice
        ? []
        : Documents.Of(question).OrderBy(asked => asked.Document.UsuallyFetched)
            .Select(asked => new DocumentModel(Respondent, asked, Documents));

    public QuestionModel Of(VisibleQuestion question)
    {
        var stored = Sheet.Stored.GetValueOrDefault(question.Key);
        var proposal = Sheet.Proposals.GetValueOrDefault(question.Key);
        var fault = Faults.TryGetValue(question.Key, out var found) ? found : ((string? Typed, AnswerFault Fault)?)null;
        return new(question, stored, proposal, fault?.Typed, fault?.Fault)
        {
            IsAskedAgain = Sheet.IsAskedAgain(question.Key),
            IsByOffice = IsByOffice,
            OpenThread = Sheet.OpenThreads.TryGetValue(question.Key, out var waits) ? waits : null,
        };
    }
}

/// <summary>A question with what stands in it.</summary>
public sealed record QuestionModel(VisibleQuestion Visible, StoredAnswer? Stored, Proposal? Proposal, string? Typed, AnswerFault? Fault)
{
    public Definitions.Question Question => Visible.Question;

    public string Name => AnswerName.Of(Visible.Key);

    /// <summary>Sent back, and not answered again yet.</summary>
    public bool IsAskedAgain { get; init; }

    /// <inheritdoc cref="SectionModel.IsByOffice"/>
    public bool IsByOffice { get; init; }

    /// <summary>Whether a message of the office waits for an answer; null without an open thread.</summary>
    public bool? OpenThread { get; init; }

    /// <summary>Where it comes from what stands there, in the words of who reads it; null when it is an answer.</summary>
    public string? Origin => (IsProposed, IsByOffice, Proposal) switch
    {
        (false, _, _) => null,
        (_, true, { IsLastYears: true }) => "Review.ProposedLastYear",
        (_, true, { IsFixed: true }) => "Review.ProposedFixed",
        (_, true, _) => "Review.Proposed",
        (_, false, { IsLastYears: true }) => "Answering.FromLastYear",
        (_, false, { IsFixed: true }) => "Answering.FromOfficeFixed",
        _ => "Answering.FromOffice",
    };

    /// <summary>What the button says that leads to the messages about it.</summary>
    public string Messages => (IsByOffice, OpenThread) switch
    {
        (true, null) => "Messages.Ask",
        (true, _) => "Messages.Title",
        (false, null) => "Messages.Write",
        (false, true) => "Messages.Answered",
        (false, false) => "Messages.Written",
    };

    public string Id => "q-" + Name.Replace('.', '-');

    public bool IsFixed => Proposal is { IsFixed: true };

    /// <summary>Proposed, and not confirmed yet.</summary>
    public bool IsProposed => Stored is null && Proposal is not null;

    /// <summary>As stored, or as proposed.</summary>
    public string? Value => Stored is not null ? Stored.Value : Proposal?.Value;

    public int Version => Stored?.Version ?? 0;

    /// <summary>What stands in the field: what was typed, when it was not taken.</summary>
    public string Field(Texts texts) => Typed ?? Written(Value, texts);

    /// <summary>
    /// What stood in the field as it was drawn: nothing as long as nothing is stored, or it is asked again,
    /// so that sending it confirms what stands there.
    /// </summary>
    public string Was(Texts texts) => Stored is null || IsAskedAgain ? "" : Written(Stored.Value, texts);

    /// <summary>What there is to choose, in words.</summary>
    public static IReadOnlyList<(string Key, string Text)> Options(Definitions.Question question, Texts texts) =>
        question.Kind == QuestionKind.YesNo
            ? [(AnswerValues.Yes, texts["Answer.Yes"]), (AnswerValues.No, texts["Answer.No"])]
            : [.. question.Options.Select(option => (option.Key, option.Text.In(texts.Language)))];

    public string[] Chosen => Value is null ? [] : AnswerValues.Parts(Question, Value);

    /// <summary>A stored answer as somebody would type it. A national number is not written out again.</summary>
    private string Written(string? value, Texts texts) => value is null ? "" : Question.Kind switch
    {
        QuestionKind.NationalNumber => "",
        QuestionKind.Amount when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) =>
            amount.ToString("0.00", texts.Language.Culture),
        QuestionKind.Country or QuestionKind.Iban or QuestionKind.Phone => AnswerValues.Show(Question, value, texts),
        _ => value,
    };
}

/// <summary>What a question's fields are called: its key, and the repetition behind a point.</summary>
public static class AnswerName
{
    public static string Of(AnswerKey key) => key.Repetition is { } repetition ? $"{key.Question}.{repetition:N}" : key.Question;

    /// <summary>The key that a name stands for here; null when there is no such question.</summary>
    public static AnswerKey? Find(Definition definition, string name)
    {
        var parts = name.Split('.');
        var group = definition.Groups.FirstOrDefault(one => one.Questions.Any(question => question.Key == parts[0]));
        if (group is null || parts.Length > 2)
            return null;

        var repetition = parts.Length == 2 && Guid.TryParse(parts[1], out var id) ? id : (Guid?)null;
        return parts.Length == 2 && repetition is null
            ? null
            : new AnswerKey(parts[0], repetition, group.PerPerson ? Person.Main : Person.Common);
    }
}
