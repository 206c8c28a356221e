using Accounton.Localisation;

namespace Accounton.Features.Account;

/// <summary>A browser as people know it, from what it calls itself: enough to recognise one's own, and proof of nothing.</summary>
public static class Device
{
    // The first that is found: most call themselves by the others' names too.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("Macintosh", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    public static (string? Browser, string? System) Parse(string agent) => (Find(Browsers, agent), Find(Systems, agent));

    public static string NameOf(string agent, Texts texts) => Parse(agent) switch
    {
        ({ } browser, { } system) => texts["Session.BrowserOn", browser, system],
        var (browser, system) => browser ?? system ?? texts["Session.Unknown"],
    };

    private static string? Find((string Mark, string Name)[] known, string agent) =>
        known.FirstOrDefault(k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
