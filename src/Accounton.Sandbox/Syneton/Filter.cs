using System.Globalization;
using System.Text.Json.Nodes;

namespace Accounton.Sandbox.Syneton;

/// <summary>
/// The language of Syneton's parameter <c>Filter</c>: conditions joined by "and". A condition is
/// <c>X eq|ne|gt|ge|lt|le value</c>, <c>X in (value, …)</c>, <c>X is null</c>, <c>X is not null</c> or <c>StartsWith(X, 'text')</c>.
/// </summary>
internal sealed class Filter
{
    private readonly List<Condition> conditions = [];
    private readonly FilterToken[] tokens;
    private int at;

    private Filter(string text) => tokens = [.. FilterTokens.Parse(text)];

    public IEnumerable<string> Fields => conditions.Select(condition => condition.Field);

    public bool Uses(string verb) => conditions.Exists(condition => condition.Operator == verb);

    public static Filter Parse(string? text)
    {
        var filter = new Filter(text ?? "");
        if (filter.tokens.Length == 1)
            return filter;
        do
            filter.conditions.Add(filter.ReadCondition());
        while (filter.Accept("and"));
        filter.Expect(TokenKind.End);
        return filter;
    }

    public bool Matches(JsonObject row) => conditions.TrueForAll(condition => condition.Matches(row));

    /// <summary>The values a field is limited to by "eq" or "in"; null when it is not.</summary>
    public IReadOnlyList<int>? KeysOf(string field)
    {
        var limit = conditions.Find(condition => condition.Operator is "eq" or "in" && condition.Is(field));
        return limit?.Values.Select(value => int.TryParse(value, CultureInfo.InvariantCulture, out var key) ? key : -1)
            .Distinct().ToArray();
    }

    private Condition ReadCondition()
    {
        var word = Expect(TokenKind.Word).Text;
        if (string.Equals(word, "StartsWith", StringComparison.OrdinalIgnoreCase) && tokens[at].Kind == TokenKind.Open)
        {
            Expect(TokenKind.Open);
            var field = Expect(TokenKind.Word).Text;
            Expect(TokenKind.Comma);
            var start = Expect(TokenKind.Text).Text;
            Expect(TokenKind.Close);
            return new Condition(field, "startswith", [start]);
        }

        var verb = Expect(TokenKind.Word).Text.ToLowerInvariant();
        switch (verb)
        {
            case "eq" or "ne" or "gt" or "ge" or "lt" or "le":
                return new Condition(word, verb, [ReadValue()]);
            case "in":
                return new Condition(word, verb, ReadValues());
            case "is":
                var not = Accept("not");
                if (!Accept("null"))
                    throw new FilterException($"Expected null at {tokens[at].At}");
                return new Condition(word, not ? "isnotnull" : "isnull", []);
            default:
                throw new FilterException($"Unknown operator '{verb}'");
        }
    }

    private List<string> ReadValues()
    {
        Expect(TokenKind.Open);
        var values = new List<string> { ReadValue() };
        while (tokens[at].Kind == TokenKind.Comma)
        {
            at++;
            values.Add(ReadValue());
        }

        Expect(TokenKind.Close);
        return values;
    }

    private string ReadValue() => tokens[at].Kind is TokenKind.Number or TokenKind.Text
        ? tokens[at++].Text
        : throw new FilterException($"Expected a value at {tokens[at].At}");

    private FilterToken Expect(TokenKind kind) => tokens[at].Kind == kind
        ? tokens[at++]
        : throw new FilterException($"Expected {kind} at {tokens[at].At}");

    private bool Accept(string word)
    {
        if (tokens[at].Kind != TokenKind.Word || !string.Equals(tokens[at].Text, word, StringComparison.OrdinalIgnoreCase))
            return false;
        // The end is a token of its own, so there is always a next one.
        at++;
        return true;
    }
}
