using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>A file that arrived, with its name in the clear.</summary>
public sealed record StoredFile(Upload Upload, string Name)
{
    /// <summary>With an extension that its content has.</summary>
    public string SafeName => Upload.Kind.Name(Name);

    /// <summary>Whether it may be opened: it was scanned and is clean, or there is no scanner, which is told beside it.</summary>
    public bool CanOpen => Upload.Scan is ScanState.Clean or ScanState.NoScanner;
}

/// <summary>A document that the answers call for, with what was sent or said.</summary>
/// <param name="Files">What was sent, in the order that was chosen.</param>
/// <param name="Joined">Its pictures in one file; null while there is none.</param>
public sealed record AskedDocument(
    DocumentKey Key,
    Document Document,
    VisibleSection Section,
    VisibleQuestion Question,
    RequestedDocument? Row,
    IReadOnlyList<StoredFile> Files,
    StoredFile? Joined)
{
    public DocumentStanding Standing => DocumentCounts.StandingOf(Document, Row);

    /// <summary>What the document is called in addresses and forms.</summary>
    public string Name => DocumentName.Of(Key);
}

/// <summary>How a document that is asked for stands. Its words are <c>DocumentStanding.{name}</c>.</summary>
public enum DocumentStanding
{
    Missing = 1,
    Received = 2,
    DoNotHave = 3,
    Later = 4,

    /// <summary>The office gets it from the government, and it was not sent besides.</summary>
    Fetched = 5,
}

/// <summary>Of the documents that are asked for, how many are missing or promised.</summary>
public readonly record struct DocumentCounts(int Missing, int Later, DateOnly? FirstLaterOn)
{
    /// <summary>What counts follows the answers: a document that no answer calls for is not missing.</summary>
    public static DocumentCounts Of(QuestionnaireSheet sheet, IReadOnlyDictionary<DocumentKey, RequestedDocument> rows)
    {
        var asked = DocumentSheet.Asked(sheet).Select(one => (one.Document, Row: rows.GetValueOrDefault(one.Key))).ToList();
        var later = asked.Where(one => StandingOf(one.Document, one.Row) == DocumentStanding.Later)
            .Select(one => one.Row!.LaterOn).ToList();
        return new(asked.Count(one => StandingOf(one.Document, one.Row) == DocumentStanding.Missing), later.Count, later.Min());
    }

    public static DocumentStanding StandingOf(Document document, RequestedDocument? row) => row switch
    {
        { Files: > 0 } => DocumentStanding.Received,
        { Statement: DocumentStatement.DoNotHave } => DocumentStanding.DoNotHave,
        { Statement: DocumentStatement.Later } => DocumentStanding.Later,
        _ => document.UsuallyFetched ? DocumentStanding.Fetched : DocumentStanding.Missing,
    };
}

/// <summary>
/// The documents that a questionnaire asks for, given its answers: a file whose document is not asked for
/// any more is kept, and is in none of it.
/// </summary>
public sealed record DocumentSheet(IReadOnlyList<AskedDocument> Documents, long Size, UploadOptions Limits)
{
    /// <summary>How much may still be sent.</summary>
    public long Room => Math.Max(0, Limits.MostOfQuestionnaire - Size);

    public IEnumerable<AskedDocument> Of(VisibleQuestion question) => Documents.Where(document => document.Question.Key == question.Key);

    public AskedDocument? Find(string name) => Documents.FirstOrDefault(document => document.Name == name);

    public IEnumerable<AskedDocument> In(DocumentStanding standing) => Documents.Where(document => document.Standing == standing);

    /// <summary>What the answers call for, in the order of the questions.</summary>
    public static IEnumerable<(DocumentKey Key, Document Document, VisibleSection Section, VisibleQuestion Question)> Asked(
        QuestionnaireSheet sheet) =>
        from section in sheet.Sections
        from question in section.Questions
        from document in question.Documents
        select (new DocumentKey(document.Key, question.Key.Repetition, question.Key.Person), document, section, question);
}

/// <summary>What a document is called in an address: its key, and the repetition behind a point.</summary>
public static class DocumentName
{
    public static string Of(DocumentKey key) => key.Repetition is { } repetition ? $"{key.Document}.{repetition:N}" : key.Document;
}
