using System.Text;
using System.Xml;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>
/// The texts that a workbook's cells share, kept as UTF-8 in one piece: a quarter of the memory of as many
/// strings, and nothing on disk.
/// </summary>
public sealed class SharedStrings
{
    private readonly List<int> _ends = [];
    private byte[] _text = new byte[4096];
    private int _length;

    public int Count => _ends.Count;

    /// <summary>The text of a number; null when there is none.</summary>
    public string? this[int index] => index < 0 || index >= _ends.Count
        ? null
        : Encoding.UTF8.GetString(_text.AsSpan((index == 0 ? 0 : _ends[index - 1])..(_ends[index])));

    public static SharedStrings Read(XmlReader? reader)
    {
        var strings = new SharedStrings();
        while (reader?.Read() == true)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
                strings.Add(CellText.ReadRich(reader));
        }

        return strings;
    }

    private void Add(string text)
    {
        var most = _length + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > WorkbookLimits.SharedTextBytes)
            throw new WorkbookException(WorkbookFault.TooMuchInside);
        if (most > _text.Length)
            Array.Resize(ref _text, Math.Max(most, Math.Min(_text.Length * 2, WorkbookLimits.SharedTextBytes)));
        _length += Encoding.UTF8.GetBytes(text, _text.AsSpan(_length));
        _ends.Add(_length);
    }
}
