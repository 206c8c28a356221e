using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Accounton.Tests.Localisation;

/// <summary>No view says anything that is not in the catalogues. Views of the development pages are for us alone.</summary>
public sealed partial class ViewsTests
{
    /// <summary>Attributes that people read or hear.</summary>
    private static readonly string[] Spoken =
        ["alt", "aria-description", "aria-label", "confirm-text", "heading", "hint", "intro", "label", "placeholder", "text", "title"];

    public static TheoryData<string> Views =>
        [.. Source.Files(".cshtml").Select(file => file.Path).Where(path => !path.StartsWith("Development/", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Views))]
    public void View_any_saysNothingOfItsOwn(string view)
    {
        var html = WithoutRazor(File.ReadAllText(Path.Combine(Source.Application, view)));
        var document = new HtmlParser().ParseDocument(html);

        var texts = document.Descendants<IText>()
            .SelectMany(text => text.Data.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => Letters().IsMatch(line) && !Code().IsMatch(line));
        var attributes = document.All
            .SelectMany(element => element.Attributes)
            .Where(attribute => Spoken.Contains(attribute.Name) && Letters().IsMatch(attribute.Value))
            .Select(attribute => $"{attribute.Name}={attribute.Value}");

        Assert.Empty(texts.Concat(attributes));
    }

    [Theory, MemberData(nameof(Views))]
    public void View_any_hasNoInlineScriptOrStyle(string view)
    {
        var document = new HtmlParser().ParseDocument(WithoutRazor(File.ReadAllText(Path.Combine(Source.Application, view))));

        Assert.Empty(document.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.DoesNotContain(
            document.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<p>Hallo</p>", "Hallo")]
    [InlineData("<p title=\"@T[\"A.B\"]\">@T[\"A.B\", x[\")\"]] @(a ? \"b\" : \"c\")</p>", "")]
    [InlineData("@if (x > 1)\n{\n<b>@Model.Name.First(a => a)</b>\n}\nelse\n{\n<i>Nee</i>\n}", "Nee")]
    [InlineData("@{\n  var x = 1;\n}\n@* niets *@", "")]
    public void WithoutRazor_ofASample_leavesTheTexts(string view, string expected)
    {
        var lines = new HtmlParser().ParseDocument(WithoutRazor(view)).Descendants<IText>().SelectMany(text => text.Data.Split('\n'));

        Assert.Equal(expected, string.Concat(lines.Where(line => Letters().IsMatch(line) && !Code().IsMatch(line.Trim()))));
    }

    /// <summary>The view with its directives and expressions taken out; lines of code that stay are told by <see cref="Code"/>.</summary>
    private static string WithoutRazor(string view)
    {
        var html = new StringBuilder();
        for (var at = 0; at < view.Length;)
        {
            if (view[at] != '@')
                html.Append(view[at++]);
            else if (view.AsSpan(at).StartsWith("@*"))
                at = view.IndexOf("*@", at, StringComparison.Ordinal) + 2;
            else if (Directive().Match(view, at) is { Success: true } directive)
                at += directive.Length;
            else
                at = AfterExpression(view, at + 1);
        }

        return html.ToString();
    }

    private static int AfterExpression(string view, int at)
    {
        if (Word().Match(view, at) is { Success: true } word)
            at += word.Length;
        while (at < view.Length)
        {
            if (view[at] is '(' or '[')
                at = AfterBracket(view, at);
            else if (Member().Match(view, at) is { Success: true } member)
                at += member.Length;
            else
                break;
        }

        return at;
    }

    private static int AfterBracket(string view, int at)
    {
        var depth = 0;
        do
        {
            if (view[at] == '"')
                at = view.IndexOf('"', at + 1);
            depth += view[at] is '(' or '[' ? 1 : view[at] is ')' or ']' ? -1 : 0;
            at++;
        }
        while (depth > 0);

        return at;
    }

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Letters();

    [GeneratedRegex(
        @"^(if|foreach|for|while|switch|else|case|break|var|await|return|using)\b.*$|^//|^\S.* => |[;{]$|^[{}]|^([?:+]|\|\||&&|\.\w) ")]
    private static partial Regex Code();

    [GeneratedRegex(@"\G@(using|model|inject|addTagHelper|inherits|removeTagHelper)\b[^\n]*|\G@section \w+")]
    private static partial Regex Directive();

    [GeneratedRegex(@"\G(await )?\w+ ?(?=\()|\G(await )?\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\G[?!]?\.\w+")]
    private static partial Regex Member();
}
