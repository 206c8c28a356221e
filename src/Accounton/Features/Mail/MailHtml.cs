using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Accounton.Features.Mail;

/// <summary>
/// A letter's text as HTML in the office's style. Styles stand on the elements, because that is all that mail programs
/// read; everything that was typed is escaped.
/// </summary>
public static partial class MailHtml
{
    public const string DefaultColour = "#0b6b5d";

    private const string Font = "font-family:Segoe UI,Helvetica,Arial,sans-serif";

    /// <param name="letter">The letter.</param>
    /// <param name="logo">Where its picture is found; null without one.</param>
    public static string Create(MailMessage letter, string? logo)
    {
        var colour = Colour().IsMatch(letter.Style?.Colour ?? "") ? letter.Style!.Colour : DefaultColour;
        var name = Escape(letter.Style?.OfficeName ?? "Accounton");
        var head = logo is null
            ? $"<strong style=\"font-size:18px;color:{colour}\">{name}</strong>"
            : $"<img src=\"{Escape(logo)}\" alt=\"{name}\" style=\"max-height:64px;max-width:240px\">";
        var paragraphs = letter.Text.ReplaceLineEndings("\n").Split("\n\n").Select(text => Paragraph(text, letter.Link, colour));
        return $"""
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
            <body style="margin:0;padding:24px 12px;background:#f6f7f9;color:#17202b;{Font};font-size:15px;line-height:1.5">
            <div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-top:4px solid {colour};border-radius:6px">
            <div style="margin-bottom:24px">{head}</div>
            {string.Join('\n', paragraphs)}
            </div></body></html>
            """;
    }

    /// <summary>Black or white, whichever is easier to read on a colour.</summary>
    public static string On(string colour)
    {
        double Part(int at)
        {
            var part = Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5) > 0.179 ? "#000000" : "#ffffff";
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    public static partial Regex Colour();

    private static string Paragraph(string text, Uri? link, string colour)
    {
        if (link is not null && text.Contains(MailRow.LinkMark, StringComparison.Ordinal))
        {
            // The words before the link are its button; the address itself follows, for who may not click.
            var words = text.Replace(MailRow.LinkMark, "", StringComparison.Ordinal).Trim().TrimEnd(':').Trim();
            var address = Escape(link.AbsoluteUri);
            return $"<p style=\"margin:24px 0\"><a href=\"{address}\" style=\"display:inline-block;padding:12px "
                + $"20px;border-radius:6px;background:{colour};color:{On(
                    colour)};text-decoration:none;font-weight:600\">{Escape(words)}</a></p>"
                + $"<p style=\"font-size:13px;color:#4d5866;word-break:break-all\">{address}</p>";
        }

        return $"<p style=\"margin:0 0 16px\">{Address().Replace(Escape(text), "<a href=\"$0\" style=\"color:inherit\">$0</a>")
            .Replace("&#xA;", "<br>", StringComparison.Ordinal)}</p>";
    }

    private static string Escape(string text) => HtmlEncoder.Default.Encode(text);

    [GeneratedRegex(@"https?://[^\s<&]+(?<![.,;:])")]
    private static partial Regex Address();
}
