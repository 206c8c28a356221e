namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>What the office's page of a questionnaire shows of its documents (<c>_Documents.cshtml</c>).</summary>
public sealed record OfficeDocuments(Guid AssignmentId, DocumentSheet Sheet)
{
    /// <summary>All but those that the office gets by itself.</summary>
    public IEnumerable<AskedDocument> Listed => Sheet.Documents.Where(asked => asked.Standing != DocumentStanding.Fetched);

    public IEnumerable<AskedDocument> Fetched => Sheet.In(DocumentStanding.Fetched);

    public bool CanOpenAny => Sheet.Documents.Any(asked => asked.Files.Any(file => file.CanOpen));
}
