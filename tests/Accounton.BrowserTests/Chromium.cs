namespace Accounton.BrowserTests;

/// <summary>The browser there is on this machine: none is downloaded. Rather one without windows, menus and tabs of its own, which takes half the time.</summary>
public static class Chromium
{
    public const string HowToGetOne = "No Chromium: tests/run installs it (apt-get install chromium-headless-shell), or set ACCOUNTON_TEST_CHROMIUM to the path of one.";

    /// <summary>Null when there is none.</summary>
    public static string? Program { get; } =
        new[] { Environment.GetEnvironmentVariable("ACCOUNTON_TEST_CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome" }
            .FirstOrDefault(path => !string.IsNullOrEmpty(path)) is { } first && File.Exists(first) ? first : null;
}
