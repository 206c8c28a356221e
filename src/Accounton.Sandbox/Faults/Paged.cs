using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Calls;

namespace Accounton.Sandbox.Faults;

/// <summary>What faults make of a list's pages, at both vendors.</summary>
internal static class Paged
{
    private const int Usual = 100;

    /// <summary>The most rows that a page has.</summary>
    public static int Most(Call call, int most) =>
        call.Hits[FaultKind.PageSize] is { } order ? Math.Clamp(order.Rows ?? Usual, 1, most) : most;

    /// <summary>Which page is given, and for the how many-th time when the list begins again after its last page.</summary>
    public static (int Page, int Lap) Where(Call call, int size, int total)
    {
        var pages = Math.Max((total + size - 1) / size, 1);
        return call.Hits[FaultKind.Endless] is { } order ? (call.Page % pages, order.Insert ? call.Page / pages : 0) : (call.Page, 0);
    }

    /// <summary>The same client, who is somebody else each time.</summary>
    public static Dossier OfLap(Dossier client, int lap) => lap == 0 ? client : client with
    {
        Number = client.Number + (lap * 1_000_000),
        Uid = $"{client.Uid}{lap}",
        RelationId = $"{client.RelationId[..24]}{lap:000000000000}",
    };
}
