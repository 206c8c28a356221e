using System.Numerics;

namespace Accounton.Features.Clients.Matching;

/// <summary>The keys that clients are looked up by.</summary>
internal enum KeyKind
{
    Number,
    Partner,
    Enterprise,
    Mail,
    Name,
    MailAndName,
}

/// <summary>A key, and where in its side the client is that has it.</summary>
internal readonly record struct KeyEntry(ulong Key, int At);

internal static class MatchIndex
{
    /// <summary>One key of the two; 0 when either is empty.</summary>
    public static ulong MailAndName(in MatchKeys keys) =>
        keys.Mail == 0 || keys.Name == 0 ? 0 : BitOperations.RotateLeft(keys.Mail, 32) ^ keys.Name;
}

/// <summary>One side of a comparison with its keys in sorted arrays: 16 bytes a key, a quarter of what a dictionary takes.</summary>
internal sealed class MatchIndex<T>
{
    private readonly Func<T, MatchKeys> _keys;
    private readonly KeyEntry[][] _entries;

    public MatchIndex(IReadOnlyList<T> all, Func<T, MatchKeys> keys, Func<T, Guid> id)
    {
        All = all;
        _keys = keys;
        _entries = [.. Enum.GetValues<KeyKind>().Select(kind => Sorted(kind, id))];
    }

    public IReadOnlyList<T> All { get; }

    public MatchKeys KeysOf(int at) => _keys(All[at]);

    public ReadOnlySpan<KeyEntry> With(KeyKind kind, ulong key)
    {
        if (key == 0)
            return [];

        var entries = _entries[(int)kind];
        var first = FirstAtLeast(entries, key);
        var end = key == ulong.MaxValue ? entries.Length : FirstAtLeast(entries, key + 1);
        return entries.AsSpan(first, end - first);
    }

    private static int FirstAtLeast(KeyEntry[] entries, ulong key)
    {
        var low = 0;
        var high = entries.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Key < key)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private KeyEntry[] Sorted(KeyKind kind, Func<T, Guid> id)
    {
        var count = 0;
        for (var i = 0; i < All.Count; i++)
            count += Key(kind, KeysOf(i)) == 0 ? 0 : 1;

        var entries = new KeyEntry[count];
        for (int i = 0, next = 0; i < All.Count; i++)
        {
            if (Key(kind, KeysOf(i)) is var key and not 0)
                entries[next++] = new(key, i);
        }

        // Ties by id, so that the order they were read in leaves no trace.
        Array.Sort(entries, (a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : id(All[a.At]).CompareTo(id(All[b.At])));
        return entries;
    }

    private static ulong Key(KeyKind kind, in MatchKeys keys) => kind switch
    {
        KeyKind.Number => keys.Number,
        KeyKind.Partner => keys.Partner,
        KeyKind.Enterprise => keys.Enterprise,
        KeyKind.Mail => keys.Mail,
        KeyKind.Name => keys.Name,
        _ => MatchIndex.MailAndName(keys),
    };
}
