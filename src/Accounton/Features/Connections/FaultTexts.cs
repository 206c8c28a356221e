using System.Collections.Frozen;
using Accounton.Localisation;
using Accounton.Vendors;

namespace Accounton.Features.Connections;

/// <summary>Where a vendor's fault is told. What it means for the reader, and what they can do, differs by it.</summary>
public enum FaultPlace
{
    /// <summary>Beside the form or after coming back from the vendor: nothing is stored, and nothing is tried again.</summary>
    Link = 1,

    /// <summary>Of a link that is there: what was fetched stays, and most is tried again by itself.</summary>
    Sync = 2,

    /// <summary>Instead of what somebody asked for just now: they can ask again.</summary>
    Page = 3,

    /// <summary>To the Admins, of a link that does not hold any more.</summary>
    Mail = 4,

    /// <summary>In a list of what happened: the cause alone, since the rest is over.</summary>
    History = 5,
}

/// <summary>
/// The sentences about vendors' faults: what is wrong (<c>Fault.{fault}</c>, with <c>.OwnServer</c> behind it where the office has a server
/// of its own, and <c>.History</c> for one that says what to do), and by this table of faults and places what that means there
/// (<c>FaultThen.{place}.{what}</c>).
/// </summary>
public static class FaultTexts
{
    /// <summary>What a fault means at each place; null where it cannot be met.</summary>
    private sealed record Row(string? Link, string? Sync, string? Page, string? Mail = null)
    {
        public string? At(FaultPlace place) => place switch
        {
            FaultPlace.Link => Link,
            FaultPlace.Sync => Sync,
            FaultPlace.Page => Page,
            FaultPlace.Mail => Mail,
            _ => null,
        };
    }

    private static readonly FrozenDictionary<string, Row> Table = new Dictionary<string, Row>
    {
        //                                             Link         Sync         Page         Mail
        [nameof(VendorFault.NotReady)] = new Row("Later", "Retry", "Later"),
        [nameof(VendorFault.Unavailable)] = new Row("Later", "Retry", "Later"),
        [nameof(VendorFault.TimedOut)] = new Row("Later", "Retry", "Later"),
        [nameof(VendorFault.HostUnknown)] = new Row("Platform", "Platform", "Platform"),
        [nameof(VendorFault.ConnectionRefused)] = new Row("Later", "Retry", "Later"),
        [nameof(VendorFault.BadCertificate)] = new Row("Platform", "Platform", "Platform"),
        [nameof(VendorFault.BadAnswer)] = new Row("Later", "Retry", "Later"),
        [nameof(VendorFault.ListWithoutEnd)] = new Row("Vendor", "Vendor", "Vendor"),
        [nameof(VendorFault.Throttled)] = new Row("Later", "Retry", "Later"),
        [nameof(VendorFault.MissingRight)] = new Row("Right", "Right", "Right", "Right"),
        [nameof(VendorFault.ReconnectNeeded)] = new Row("Again", "Again", "Again", "Again"),
        [nameof(VendorFault.ClientRefused)] = new Row("Platform", "Platform", "Platform"),
        [nameof(VendorFault.Refused)] = new Row("Insist", "Insist", "Insist"),
        [nameof(SyncFault.RowsMoved)] = new Row(null, "Reread", "Later"),
        [nameof(SyncFault.RowsUnreadable)] = new Row(null, "Check", "Check"),
        [nameof(SyncFault.DeadlinePassed)] = new Row(null, "Retry", "Later"),
        [nameof(SyncFault.Unexpected)] = new Row("Insist", "Insist", "Insist"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What differs, or can only be, where the office gave the address of a server of its own.</summary>
    private static readonly FrozenDictionary<string, Row> OwnServer = new Dictionary<string, Row>
    {
        //                                             Link         Sync         Page         Mail
        [nameof(VendorFault.Unavailable)] = new Row("Server", "Server", "Server"),
        [nameof(VendorFault.TimedOut)] = new Row("Server", "Server", "Server"),
        [nameof(VendorFault.HostUnknown)] = new Row("Url", "Url", "Url"),
        [nameof(VendorFault.AddressNotPublic)] = new Row("PublicUrl", "PublicUrl", "PublicUrl"),
        [nameof(VendorFault.ConnectionRefused)] = new Row("Port", "Port", "Port"),
        [nameof(VendorFault.BadCertificate)] = new Row("Partner", "Partner", "Partner"),
        [nameof(VendorFault.NotThisVendor)] = new Row("Url", "Url", "Url"),
        [nameof(VendorFault.KeyRefused)] = new Row("Key", "Key", "Key", "Key"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every fault that can be told at a place, of a vendor.</summary>
    public static IReadOnlyList<string> At(FaultPlace place, Vendor vendor) =>
        [.. Table.Keys.Union(OwnServer.Keys)
            .Where(fault => Find(vendor, fault) is { } row && (place == FaultPlace.History || row.At(place) is not null))
            .Order(StringComparer.Ordinal)];

    /// <summary>What happened, and what it means at this place.</summary>
    /// <param name="texts">In the reader's language.</param>
    /// <param name="place">Where it is told.</param>
    /// <param name="vendor">Whose fault it is.</param>
    /// <param name="fault">
    /// A <see cref="VendorFault"/> or one of <see cref="SyncFault"/>; one that cannot be met there is told as an error of ours.
    /// </param>
    public static string Fault(this Texts texts, FaultPlace place, Vendor vendor, string? fault)
    {
        var name = texts["Vendor." + vendor];
        if (fault is null || Find(vendor, fault) is not { } row || (place != FaultPlace.History && row.At(place) is null))
        {
            fault = SyncFault.Unexpected;
            row = Table[SyncFault.Unexpected];
        }
        var what = texts["Fault." + fault + Variant(place, vendor, fault), name];
        return row.At(place) is { } then ? $"{what} {texts[$"FaultThen.{place}.{then}", name, texts.AskSupport]}" : what;
    }

    private static string Variant(FaultPlace place, Vendor vendor, string fault) =>
        HasOwnServer(vendor) && OwnServer.ContainsKey(fault) && Table.ContainsKey(fault) ? ".OwnServer"
        : place == FaultPlace.History && fault == nameof(VendorFault.ReconnectNeeded) ? ".History"
        : "";

    private static Row? Find(Vendor vendor, string fault) =>
        (HasOwnServer(vendor) ? OwnServer.GetValueOrDefault(fault) : null) ?? Table.GetValueOrDefault(fault);

    private static bool HasOwnServer(Vendor vendor) => vendor == Vendor.Syneton;
}
