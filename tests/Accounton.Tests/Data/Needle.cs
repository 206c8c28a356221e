using System.Text;

namespace Accounton.Tests.Data;

/// <summary>A value that must not be found, in every form that it could be written in.</summary>
internal sealed class Needle
{
    private readonly List<(string Form, byte[] Bytes)> _forms = [];

    public Needle(string name, string value)
        : this(name, Encoding.UTF8.GetBytes(value))
    {
        _forms.Add(("UTF-16", Encoding.Unicode.GetBytes(value)));
        _forms.Add(("UTF-16 BE", Encoding.BigEndianUnicode.GetBytes(value)));
        var escaped = Uri.EscapeDataString(value);
        if (escaped != value)
        {
            Add("URL", escaped);
            Add("URL", escaped.ToLowerInvariant());
        }
    }

    public Needle(string name, byte[] value)
    {
        Name = name;
        _forms.Add(("plain", value));
        Add("hex", Convert.ToHexString(value));
        Add("hex", Convert.ToHexStringLower(value));
        for (var before = 0; before < 3; before++)
        {
            // What surrounds it turns the characters at its edges, so they are left out.
            var text = Convert.ToBase64String([.. new byte[before], .. value]);
            var inner = text[(before == 0 ? 0 : before + 1)..((before + value.Length) * 8 / 6)];
            Add("Base64", inner);
            Add("Base64", inner.Replace('+', '-').Replace('/', '_'));
            Add("Base64, URL", Uri.EscapeDataString(inner));
        }
    }

    public string Name { get; }

    /// <summary>The forms in which a haystack holds it.</summary>
    public IEnumerable<string> In(ReadOnlyMemory<byte> haystack) =>
        _forms.Where(form => haystack.Span.IndexOf(form.Bytes) >= 0).Select(form => form.Form).Distinct();

    private void Add(string form, string text) => _forms.Add((form, Encoding.ASCII.GetBytes(text)));
}
