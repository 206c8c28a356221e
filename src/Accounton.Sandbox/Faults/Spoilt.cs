using System.Text;
using System.Text.Json.Nodes;
using Accounton.Sandbox.Calls;

namespace Accounton.Sandbox.Faults;

/// <summary>Spoils a row or an answer that is otherwise right.</summary>
internal static class Spoilt
{
    /// <summary>Both vendors' names together; a row only has its own.</summary>
    private static readonly string[] Usual =
    [
        "firstName", "communicationChannels", "address", "responsible", "tos", "Firstname", "Email", "Mobile", "VATNr", "Language",
    ];

    public static JsonObject Fields(JsonObject row, Hits hits)
    {
        foreach (var name in hits[FaultKind.MissingFields] is { } missing ? missing.Fields ?? Usual : [])
            row.Remove(name);
        foreach (var name in hits[FaultKind.NullFields] is { } nulls ? nulls.Fields ?? Usual : [])
        {
            if (row.ContainsKey(name))
                row[name] = null;
        }

        return row;
    }

    /// <summary>The same bytes under another name, with or without a byte order mark in front.</summary>
    public static Answer Charset(Answer answer, Hits hits) =>
        hits[FaultKind.Charset] is not { } order || answer.Body.IsEmpty ? answer : answer with
        {
            ContentType = CharsetType(order),
            Body = order.Mark ? (byte[])[.. Encoding.UTF8.Preamble, .. answer.Body.Span] : answer.Body,
        };

    public static string CharsetType(FaultOrder order) => $"application/json; charset={order.Charset ?? "utf8"}";
}
