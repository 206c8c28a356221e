namespace Accounton.Sandbox.Syneton;

internal enum TokenKind
{
    Word,
    Number,
    Text,
    Open,
    Close,
    Comma,
    End,
}

internal readonly record struct FilterToken(TokenKind Kind, string Text, int At);

/// <summary>Cuts a filter in words, numbers, quoted texts and punctuation.</summary>
internal static class FilterTokens
{
    public static IEnumerable<FilterToken> Parse(string filter)
    {
        for (var at = 0; at < filter.Length;)
        {
            var letter = filter[at];
            if (char.IsWhiteSpace(letter))
            {
                at++;
                continue;
            }

            var token = letter switch
            {
                '(' => new FilterToken(TokenKind.Open, "(", at),
                ')' => new FilterToken(TokenKind.Close, ")", at),
                ',' => new FilterToken(TokenKind.Comma, ",", at),
                '\'' => Quoted(filter, at),
                _ when char.IsAsciiDigit(letter) || letter == '-' => Run(
                    filter, at, TokenKind.Number, c => char.IsAsciiDigit(c) || c is '-' or '.'),
                _ when char.IsAsciiLetter(letter) => Run(filter, at, TokenKind.Word, c => char.IsAsciiLetterOrDigit(c) || c == '_'),
                _ => throw new FilterException($"Unexpected '{letter}' at {at}"),
            };
            yield return token;
            at += token.Kind == TokenKind.Text ? QuotedLength(filter, at) : token.Text.Length;
        }

        yield return new FilterToken(TokenKind.End, "", filter.Length);
    }

    private static FilterToken Run(string filter, int from, TokenKind kind, Func<char, bool> belongs)
    {
        var to = from + 1;
        while (to < filter.Length && belongs(filter[to]))
            to++;
        return new FilterToken(kind, filter[from..to], from);
    }

    private static FilterToken Quoted(string filter, int from) =>
        new(TokenKind.Text, filter.Substring(from + 1, QuotedLength(filter, from) - 2).Replace("''", "'", StringComparison.Ordinal), from);

    /// <summary>With both quotes; a quote within is written twice.</summary>
    private static int QuotedLength(string filter, int from)
    {
        for (var at = from + 1; at < filter.Length; at++)
        {
            if (filter[at] != '\'')
                continue;
            if (at + 1 == filter.Length || filter[at + 1] != '\'')
                return at + 1 - from;
            at++;
        }

        throw new FilterException($"No closing quote for the text at {from}");
    }
}

internal sealed class FilterException(string message) : Exception(message);
