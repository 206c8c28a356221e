using Accounton.Data;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>The files of a client's questionnaire, for the office.</summary>
[Route(QuestionnairesController.Path)]
public sealed class OfficeFilesController(
    AccountonContext db, QuestionnaireSheets sheets, DocumentSheets documents, Texts texts) : Controller
{
    [HttpGet("{id:guid}/files/{file:guid}")]
    public async Task<IActionResult> File(Guid id, Guid file, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(id, file, cancellationToken) is not { } found)
            return NotFound();
        return found.CanOpen ? new StoredFileResult(found) : StoredFileResult.Refuse(found, texts);
    }

    /// <summary>All that can be opened of what is asked for, in one archive: pictures both as they came and joined.</summary>
    [HttpGet("{id:guid}/files.zip")]
    public async Task<IActionResult> All(Guid id, CancellationToken cancellationToken)
    {
        if (!await db.Assignments.AnyAsync(a => a.Id == id, cancellationToken))
            return NotFound();

        var sheet = await sheets.ReadAsync(id, cancellationToken);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var files = new List<(string, Upload)>();
        foreach (var asked in (await documents.ReadAsync(sheet, cancellationToken)).Documents)
        {
            var folder = FileNames.Of(asked.Document.Name.In(texts.Language), 80);
            foreach (var file in asked.Files.Append(asked.Joined).OfType<StoredFile>().Where(file => file.CanOpen))
                files.Add((FileNames.Unique($"{folder}/{file.SafeName}", taken), file.Upload));
        }

        var name = $"{sheet.ClientName ?? texts["Clients.Nameless"]} - {sheet.Template.TitleIn(texts, sheet.Assignment.ClosingDate)}.zip";
        return new StoredFilesResult(FileNames.Of(name), files);
    }
}
