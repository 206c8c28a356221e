namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>The names of columns in a sheet.</summary>
public static class CellAddress
{
    /// <summary>The letters of a column, from 0: <c>A</c>, <c>Z</c>, <c>AA</c>.</summary>
    public static string Column(int position)
    {
        var name = "";
        for (var rest = position + 1; rest > 0; rest = (rest - 1) / 26)
            name = (char)('A' + ((rest - 1) % 26)) + name;
        return name;
    }
}
