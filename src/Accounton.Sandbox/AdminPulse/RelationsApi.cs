using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Calls;
using Accounton.Sandbox.Faults;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>The clients: by page and one by one.</summary>
internal static class RelationsApi
{
    private const int MaximumPageSize = 400;

    public static int PageSize(Call call) =>
        Math.Clamp(
            int.TryParse(call.Request.Query["pageSize"], out var asked) ? asked : MaximumPageSize, 1, Paged.Most(call, MaximumPageSize));

    public static Answer List(Call call)
    {
        var size = PageSize(call);
        if (call.Hits.Any)
            return new Answer(200, Page(call, size));
        return new Answer(200, call.Register.Answers.GetOrAdd($"relations/{call.Page}/{size}", _ => Page(call, size)));
    }

    public static Answer One(Call call, string id) => call.Register.ByRelationId.TryGetValue(id, out var client)
        ? Answer.Json(Spoilt.Fields(RelationJson.From(client, Company.IdOf(call.Account)), call.Hits))
        : Answer.Json(new JsonObject { ["message"] = "Relation not found" }, 404);

    private static byte[] Page(Call call, int size)
    {
        var all = call.Hits[FaultKind.NotReady] is null ? call.Register.All : [];
        var (page, lap) = Paged.Where(call, size, all.Length);
        var from = (int)Math.Min((long)page * size, all.Length);
        IEnumerable<Dossier> rows = all.Skip(from).Take(size).Select(client => Paged.OfLap(client, lap));
        if (call.Hits.Has(FaultKind.Twice) && from > 0)
            rows = rows.Prepend(all[from - 1]);

        var companyId = Company.IdOf(call.Account);
        var results = new JsonArray([.. rows.Select(client => Spoilt.Fields(RelationJson.From(client, companyId), call.Hits))]);
        return Answer.Bytes(call.Hits.Has(FaultKind.BareArray) ? results : Envelope.Around(results, call, size, all.Length));
    }
}

internal static class Envelope
{
    public static JsonObject Around(JsonArray results, Call call, int size, int total)
    {
        if (call.Hits.Has(FaultKind.NoCounts))
            return new JsonObject { ["results"] = results };
        var pages = (total + size - 1) / size;
        if (call.Hits.Has(FaultKind.Endless))
        {
            pages = call.Page + 2;
            total = (call.Page + 2) * size;
        }
        return new JsonObject
        {
            ["results"] = results, ["currentPage"] = call.Page, ["pageCount"] = pages, ["pageSize"] = size, ["totalRowCount"] = total,
        };
    }
}
