using System.Globalization;
using System.Text;
using Accounton.Features.Imports.Excel.Reading;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Accounton.Features.Imports.Excel.Template;

/// <summary>A note on each heading. Where it is drawn stands in a part of its own, in an older language.</summary>
public static class WorkbookNotes
{
    public static void Add(WorksheetPart sheet, IReadOnlyList<string> notes)
    {
        sheet.AddNewPart<WorksheetCommentsPart>().Comments = new Comments(
            new Authors(new Author("Accounton")),
            new CommentList(notes.Select((note, i) =>
                new Comment(new CommentText(new Run(new Text(note)))) { Reference = CellAddress.Column(i) + 1, AuthorId = 0 })));
        var drawing = sheet.AddNewPart<VmlDrawingPart>();
        using (var shapes = new MemoryStream(Encoding.UTF8.GetBytes(Shapes(notes))))
            drawing.FeedData(shapes);
        sheet.Worksheet!.Append(new LegacyDrawing { Id = sheet.GetIdOfPart(drawing) });
    }

    private static string Shapes(IReadOnlyList<string> notes)
    {
        var xml = new StringBuilder(
            """
            <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
              xmlns:x="urn:schemas-microsoft-com:office:excel">
            <v:shapetype id="note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
              <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
            """);
        for (var column = 0; column < notes.Count; column++)
        {
            // Beside its heading: from column and row, with offsets, to column and row; higher where there is more to say.
            var rows = 3 + (notes[column].Length / 30);
            xml.Append(CultureInfo.InvariantCulture, $"""
                <v:shape id="note{column}" type="#note" style="position:absolute;width:210pt;height:{rows
                    * 15}pt;visibility:hidden" fillcolor="#fdf1da" o:insetmode="auto">
                <v:fill color2="#fdf1da"/><v:textbox style="mso-direction-alt:auto"/>
                <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>
                  <x:Anchor>{column + 1}, 12, 0, 4, {column + 3}, 12, {rows}, 4</x:Anchor>
                    <x:AutoFill>False</x:AutoFill><x:Row>0</x:Row><x:Column>{column}</x:Column></x:ClientData>
                </v:shape>
                """);
        }

        return xml.Append("</xml>").ToString();
    }
}
