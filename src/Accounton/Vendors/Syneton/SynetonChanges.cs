using System.Globalization;

namespace Accounton.Vendors.Syneton;

/// <summary>
/// Notices rows that come or go while the list is read, which moves others from one page to the next: the server's log
/// of changes is looked at before the first page and after the last.
/// </summary>
public sealed class SynetonChanges(ISynetonApi api, TimeProvider time)
{
    /// <summary>The most that one call gives.</summary>
    private const int Most = 1000;

    /// <summary>
    /// How far back to look, in turn, until it is not too much. Its clock is local, so ahead of ours: a
    /// window always holds the present.
    /// </summary>
    private static readonly TimeSpan[] Windows =
    [
        TimeSpan.FromHours(36), TimeSpan.FromHours(12), TimeSpan.FromHours(3), TimeSpan.FromHours(1), TimeSpan.Zero,
    ];

    private static readonly TimeSpan Ahead = TimeSpan.FromHours(36);

    /// <summary>A window that can be read whole, with what is in it now; null when the server cannot tell.</summary>
    public async Task<ChangeLog?> OpenAsync(VendorAccess access, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var window in Windows)
        {
            var filter = Filter(now - window, now + Ahead);
            if (await ReadAsync(access, filter, cancellationToken) is not { } seen)
                return null;
            if (seen.Count < Most)
                return new(filter, seen);
        }
        return null;
    }

    /// <summary>Whether clients came or went since the log was opened; null when the server cannot tell any more.</summary>
    public async Task<bool?> HasMovedAsync(VendorAccess access, ChangeLog log, CancellationToken cancellationToken) =>
        await ReadAsync(access, log.Filter, cancellationToken) is { } seen
            ? !seen.Order(StringComparer.Ordinal).SequenceEqual(log.Seen.Order(StringComparer.Ordinal))
            : null;

    private async Task<List<string>?> ReadAsync(VendorAccess access, string filter, CancellationToken cancellationToken)
    {
        try
        {
            // As a first page: a server without this call, or not ready for it, is not asked again and again.
            var page = await api.GetChangesAsync(SynetonLists.Query(Most, filter), new(access, FirstPage: true), new(), cancellationToken);
            return [.. page.Items.Select(change => $"{change?.TableName} {change?.Id} {change?.ActionType}")];
        }
        catch (VendorException)
        {
            // The log only tells whether to read once more. What keeps the clients from being read shows by itself.
            return null;
        }
    }

    private static string Filter(DateTimeOffset from, DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture,
        $"TableName in ('CUSTOMER','CUSTOMER_ADRESS','CUSTOMER_EMAIL') and DateAction ge "
            + $"'{from:yyyy-MM-dd HH:mm:ss}' and DateAction lt '{until:yyyy-MM-dd HH:mm:ss}'");
}

/// <summary>A window of the server's log, and what was in it.</summary>
public sealed record ChangeLog(string Filter, IReadOnlyList<string> Seen);
