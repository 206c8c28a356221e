namespace Accounton.BrowserTests;

/// <summary>
/// The browser there is on this machine: none is downloaded. Rather one without windows, menus and tabs of
/// its own, which takes half the time.
/// </summary>
public static class Chromium
{
    public const string HowToGetOne =
        "No Chromium: tests/run installs it (apt-get install chromium-headless-shell), or set ACCOUNTON_TEST_CHROMIUM to the path of one.";

    /// <summary>Where there may be one, the best first: the same that <c>tests/run</c> looks for.</summary>
    public static IReadOnlyList<string> Places { get; } =
    [
        "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome",
    ];

    /// <summary>Null when there is none.</summary>
    public static string? Program { get; } = Find(Environment.GetEnvironmentVariable("ACCOUNTON_TEST_CHROMIUM"), File.Exists);

    /// <summary>The first that exists: the one that was asked for, else one of <see cref="Places"/>.</summary>
    public static string? Find(string? asked, Func<string, bool> exists) =>
        Places.Prepend(asked).FirstOrDefault(path => !string.IsNullOrEmpty(path) && exists(path));
}
