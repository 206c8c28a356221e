using System.Text.Json.Nodes;
using Accounton.Sandbox.Calls;
using Accounton.Sandbox.Faults;
using Microsoft.AspNetCore.WebUtilities;

namespace Accounton.Sandbox.Syneton;

/// <summary>Lists: bare arrays, with the next page in a header, and "not found" for no rows at all.</summary>
internal static class ListApi
{
    public const int DefaultPerPage = 100;
    public const int MaximumPerPage = 500;

    /// <summary>The name the server knows itself by inside the office; from outside it does not resolve.</summary>
    private const string InternalHost = "http://syneton-intern:2100/api/v1";

    private const int MaximumChanges = 1_000;

    public static Func<Call, Answer> Create(Table table, string path) => call =>
    {
        try
        {
            return Page(call, path, Rows(call, table));
        }
        catch (FilterException wrong)
        {
            return Answer.Json(new JsonObject { ["ErrorMessage"] = wrong.Message }, 400);
        }
    };

    /// <summary>The change list has no pages: it stops at a thousand.</summary>
    public static Answer Changes(Call call)
    {
        try
        {
            JsonObject[] rows = [.. Table.Changes.Select(Filter.Parse(call.Request.Query["Filter"]), call.Account, call.Register)
                .Take(MaximumChanges)];
            return rows.Length == 0 ? NothingFound() : Answer.Json(new JsonArray([.. rows]));
        }
        catch (FilterException wrong)
        {
            return Answer.Json(new JsonObject { ["ErrorMessage"] = wrong.Message }, 400);
        }
    }

    public static Answer NothingFound() => Answer.Json(new JsonObject { ["ErrorMessage"] = "Nothing found" }, 404);

    /// <summary>Kept serialised, for the other pages of the same reading, unless the filter names the customers it wants.</summary>
    private static byte[][] Rows(Call call, Table table)
    {
        var text = call.Request.Query["Filter"].ToString();
        var filter = Filter.Parse(text);
        if (call.Hits.Has(FaultKind.NoIn) && filter.Uses("in"))
            throw new FilterException("Unknown operator 'in'");
        byte[][] Serialise() => [.. table.Select(filter, call.Account, call.Register).Select(Answer.Bytes)];
        return table.Fixed is not null || (table.Key is { } key && filter.KeysOf(key) is not null)
            ? Serialise()
            : call.Register.Rows.GetOrAdd($"{table.Name}?{text}", _ => Serialise());
    }

    private static Answer Page(Call call, string path, byte[][] all)
    {
        var size = Math.Clamp(
            int.TryParse(call.Request.Query["per_page"], out var asked) ? asked : DefaultPerPage, 1, Paged.Most(call, MaximumPerPage));
        var (page, lap) = Paged.Where(call, size, all.Length);
        var from = (int)Math.Min((long)page * size, all.Length);
        var rows = new ArraySegment<byte[]>(all, from, Math.Min(size, all.Length - from));
        if (rows.Count == 0 || call.Hits.Has(FaultKind.NotReady))
            return NothingFound();

        var twice = from > 0 && call.Hits.Has(FaultKind.Twice) ? all[(from - 1)..from] : [];
        var answer = new Answer(200, Join(call.Hits.Any ? [.. twice.Concat(rows).Select(row => Spoil(row, call.Hits, lap))] : [.. rows]));
        return from + size >= all.Length && !call.Hits.Has(FaultKind.Endless)
            ? answer
            : answer with { Headers = new Dictionary<string, string> { ["Link"] = NextPage(call, path, size) } };
    }

    private static string NextPage(Call call, string path, int size)
    {
        var query = new Dictionary<string, string?> { ["per_page"] = $"{size}", ["page"] = $"{call.Page + 2}" };
        if (call.Request.Query["Filter"].ToString() is { Length: > 0 } filter)
            query["Filter"] = filter;
        return $"<{QueryHelpers.AddQueryString($"{InternalHost}/{path}", query)}>; rel=\"next\"";
    }

    private static byte[] Spoil(byte[] row, Hits hits, int lap)
    {
        var json = JsonNode.Parse(row)!.AsObject();
        if (lap > 0)
            json["CustomerId"] = json["CustomerId"]!.GetValue<int>() + (lap * 1_000_000);
        return Answer.Bytes(Spoilt.Fields(json, hits));
    }

    private static byte[] Join(byte[][] rows)
    {
        var whole = new byte[rows.Sum(row => row.Length + 1) + 1];
        var at = 0;
        foreach (var row in rows)
        {
            whole[at] = (byte)(at == 0 ? '[' : ',');
            row.CopyTo(whole, at + 1);
            at += row.Length + 1;
        }

        whole[at] = (byte)']';
        return whole;
    }
}
