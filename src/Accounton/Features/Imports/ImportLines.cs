using Accounton.Tenancy;

namespace Accounton.Features.Imports;

/// <summary>
/// Some rows of an uploaded workbook, its cells as text in JSON, sealed with the office's key: a column may
/// hold national numbers.
/// </summary>
public sealed class ImportLines : IOfficeOwned
{
    /// <summary>The purpose the cells are sealed for.</summary>
    public const string Purpose = "import-lines";

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid BatchId { get; init; }

    /// <summary>The workbook's row that the first of these is; 1 is the headings'.</summary>
    public int FirstLine { get; init; }
    public required string Cells { get; init; }
}
