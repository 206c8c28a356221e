using System.Runtime.CompilerServices;
using Accounton.Features.Clients;
using Accounton.Features.Imports.Excel.Reading;

namespace Accounton.Features.Imports.Compare;

/// <summary>The rows of an uploaded workbook.</summary>
public sealed class WorkbookCandidates(WorkbookLines lines, ImportBatch batch) : ICandidateSource
{
    private const int PageSize = 500;

    public ValidationLevel ValidationLevel => ValidationLevel.Complete;

    public async IAsyncEnumerable<IReadOnlyList<Candidate>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new List<Candidate>(PageSize);
        await foreach (var line in lines.ReadAsync(batch, cancellationToken))
        {
            page.Add(new Candidate(line.Given) { Key = KeyOf(line.Line), LineNumber = line.Line, Reasons = line.Reasons });
            if (page.Count < PageSize)
                continue;

            yield return page;
            page = new(PageSize);
        }

        if (page.Count > 0)
            yield return page;
    }

    private static Guid KeyOf(int line) => new(line, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
