using System.Text.Json.Nodes;

namespace Accounton.Sandbox.Faults;

/// <summary>Takes fields away from a row that is otherwise right.</summary>
internal static class Spoilt
{
    /// <summary>Both vendors' names together; a row only has its own.</summary>
    private static readonly string[] Usual = ["firstName", "communicationChannels", "address", "responsible", "tos", "Firstname", "Email", "Mobile", "VATNr", "Language"];

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
}
