using System.Text.Json.Serialization;
using Accounton.Sandbox.Calls;

namespace Accounton.Sandbox.Faults;

/// <summary>
/// A fault as it is asked for by <c>POST /faults</c> or on the page. A misspelt setting is refused, for a
/// test would pass without its fault.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultOrder
{
    public string? Account { get; init; }
    public string? Fault { get; init; }
    public Vendor? Vendor { get; init; }

    /// <summary>The endpoint it hits; any one that gives data when not said.</summary>
    public string? On { get; init; }
    public int? Page { get; init; }

    /// <summary>How many answers it hits; 0 means until it is cleared.</summary>
    public int? Times { get; init; }

    /// <summary>How long it lasts at most.</summary>
    public double? Seconds { get; init; }

    public int? Ms { get; init; }
    public int? Status { get; init; }
    public int? RetryAfter { get; init; }
    public bool RetryAfterAsDate { get; init; }
    public bool Mismatch { get; init; }
    public int? Rows { get; init; }
    public bool Insert { get; init; }
    public double? Share { get; init; }
    public string[]? Fields { get; init; }
    public string? Charset { get; init; }
    public bool Mark { get; init; }
}

/// <summary>A fault that is waiting for calls to hit.</summary>
internal sealed class Fault(int id, FaultKind kind, FaultOrder order, DateTimeOffset? until)
{
    public int Id => id;
    public FaultKind Kind => kind;
    public FaultOrder Order => order;
    public int Hit { get; private set; }

    /// <summary>How many answers are still to be hit; null when there is no end to it.</summary>
    public int? Left { get; private set; } = Remaining(kind, order);

    public bool IsOver(DateTimeOffset now) => Left == 0 || until <= now;

    public bool Matches(Vendor vendor, string on, int page) =>
        (order.Vendor is null || order.Vendor == vendor)
        && (order.On is null ? MatchesByItself(on) : string.Equals(order.On, on, StringComparison.OrdinalIgnoreCase))
        && (order.Page is null || order.Page == page || (kind == FaultKind.DeadToken && on == Endpoints.Token));

    public void Strike()
    {
        Hit++;
        Left--;
    }

    private bool MatchesByItself(string on) =>
        kind.Phase == Phase.Token ? on == Endpoints.Token
        : kind == FaultKind.DeadToken ? true
        : kind == FaultKind.BareArray || kind == FaultKind.NoCounts ? on == Endpoints.Relations
        : kind.OnClients ? on is Endpoints.Relations or Endpoints.Customers
        : on != Endpoints.Token;

    private static int? Remaining(FaultKind kind, FaultOrder order)
    {
        // A fault with a duration has no count unless it is given one.
        var times = order.Times ?? (order.Seconds is null ? kind.Times : 0);
        return times == 0 ? null : times;
    }
}

/// <summary>Endpoints that faults know by name.</summary>
internal static class Endpoints
{
    public const string Token = "token";
    public const string Relations = "relations";
    public const string Customers = "customers";
}
