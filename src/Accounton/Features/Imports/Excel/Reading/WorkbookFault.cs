namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>Why a workbook cannot be taken. Its words are <c>WorkbookFault.{name}</c>.</summary>
public enum WorkbookFault
{
    /// <summary>Another kind of file, whatever its name says.</summary>
    NotAWorkbook = 1,

    /// <summary>A workbook of which some part cannot be read.</summary>
    Damaged,
    PasswordProtected,

    /// <summary>The kind of Excel before 2007 (<c>.xls</c>).</summary>
    OldFormat,

    /// <summary>No row is filled in.</summary>
    Empty,
    NoHeadings,

    /// <summary>More bytes than <see cref="WorkbookLimits.Bytes"/>.</summary>
    TooLarge,

    /// <summary>More rows than <see cref="WorkbookLimits.Rows"/>.</summary>
    TooManyRows,

    /// <summary>It becomes far bigger when it is unpacked than workbooks do.</summary>
    TooMuchInside,
}

/// <summary>The workbook cannot be taken, and why.</summary>
public sealed class WorkbookException(WorkbookFault fault, Exception? inner = null) : Exception(
    $"The workbook cannot be taken: {fault}.", inner)
{
    public WorkbookFault Fault => fault;
}

/// <summary>How much of a workbook is taken. Beyond what people make, and within what a server can bear.</summary>
public static class WorkbookLimits
{
    public const int Megabytes = 20;
    public const int Bytes = Megabytes * 1024 * 1024;
    public const int Rows = 100_000;

    /// <summary>Columns further to the right are passed over.</summary>
    public const int Columns = 200;

    /// <summary>More of one cell's text is cut off: longer than any field, so that it is told as too long.</summary>
    public const int CellText = 500;

    /// <summary>All parts together, unpacked.</summary>
    public const long UnpackedBytes = 300L * 1024 * 1024;

    public const int Parts = 5000;

    /// <summary>How many times bigger a big part may become; text of worksheets stays under fifty.</summary>
    public const int Ratio = 200;
    public const long RatioFrom = 10L * 1024 * 1024;
    public const int SharedTextBytes = 100 * 1024 * 1024;
}
