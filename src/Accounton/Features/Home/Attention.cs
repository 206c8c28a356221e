using Accounton.Features.Connections;
using Accounton.Web;

namespace Accounton.Features.Home;

/// <summary>Why a connection needs somebody's attention.</summary>
public enum AttentionReason
{
    /// <summary>It no longer works until somebody links again.</summary>
    Reconnect = 1,

    /// <summary>The last run failed, or not everything could be read; it is tried again by itself.</summary>
    Fault = 2,

    /// <summary>Somebody came back with another account than the linked one.</summary>
    OtherAccount = 3,

    /// <summary>So many clients are missing that nothing is marked gone until somebody confirms.</summary>
    Missing = 4,
}

/// <summary>One thing to look at, the worst first.</summary>
public sealed record Attention(Connection Connection, AttentionReason Reason)
{
    public State State => Reason == AttentionReason.Reconnect ? State.Danger : State.Warning;

    public static IReadOnlyList<Attention> From(IEnumerable<Connection> connections) =>
    [
        .. from connection in connections
           where connection.IsLinked
           from reason in Reasons(connection)
           orderby reason, connection.Vendor
           select new Attention(connection, reason),
    ];

    private static IEnumerable<AttentionReason> Reasons(Connection connection)
    {
        if (connection.State == ConnectionState.ReconnectNeeded)
            yield return AttentionReason.Reconnect;
        else if (connection.LastFault is not null)
            yield return AttentionReason.Fault;
        if (connection.OtherAccountId is not null)
            yield return AttentionReason.OtherAccount;
        if (connection.HeldMissing is > 0)
            yield return AttentionReason.Missing;
    }
}
