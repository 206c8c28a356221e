using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Accounton.BrowserTests;

/// <summary>
/// A test in a real browser. Whatever the browser complains about on the way (a script, a policy, a missing file) fails it.
/// </summary>
public abstract partial class BrowserTest(Stage stage) : IAsyncLifetime
{
    private readonly ConcurrentBag<IBrowserContext> _windows = [];
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentBag<(int Status, string End)> _expected = [];

    protected Stage Stage { get; } = stage;

    public virtual ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Chromium.Program is null, Chromium.HowToGetOne);
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            await KeepPicturesAsync();
        foreach (var window in _windows)
            await window.DisposeAsync();
        Assert.True(_complaints.IsEmpty, string.Join('\n', _complaints));
    }

    /// <summary>A page in a window of its own, signed out.</summary>
    /// <param name="app">Another application than the shared one.</param>
    protected async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null, Uri? app = null) =>
        await WatchAsync(await Stage.OpenAsync(options ?? new(), app));

    /// <summary>A page in a window of its own, signed in.</summary>
    protected async Task<IPage> SignInAsync(string email, BrowserNewContextOptions? options = null, Uri? app = null)
    {
        var page = await OpenAsync(options, app);
        await Stage.SignInAsync(page, email);
        return page;
    }

    /// <summary>Has a window of another's making listened to, and closed, like one's own.</summary>
    protected async Task<IPage> WatchAsync(IBrowserContext window)
    {
        _windows.Add(window);
        window.Page += (_, page) => Listen(page);
        return await window.NewPageAsync();
    }

    /// <summary>A script is to meet this status at the addresses that end so: the browser may complain about that.</summary>
    protected void Expecting(int status, string end) => _expected.Add((status, end));

    private void Listen(IPage page)
    {
        var pagesWithTrouble = new ConcurrentDictionary<string, bool>();
        page.Response += (_, answer) =>
        {
            // A form that is not accepted is no trouble either when it is sent as a piece of a page.
            if (answer.Status >= 400 && (answer.Request.IsNavigationRequest || answer.Status == 422))
                pagesWithTrouble[answer.Url] = true;
        };
        page.PageError += (_, error) => _complaints.Enqueue($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            // That a whole page came with an error's status is what the test looks at itself.
            var ofThePage = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                && pagesWithTrouble.Keys.Any(url => message.Location.StartsWith(url, StringComparison.Ordinal));
            var isExpected = _expected.Any(one =>
                message.Text.Contains($"a status of {one.Status} ", StringComparison.Ordinal)
                    && AddressOf(message.Location).EndsWith(one.End, StringComparison.Ordinal));
            // Only a test takes the network away.
            var isOffline = message.Text.Contains("net::ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !ofThePage && !isExpected && !isOffline)
                _complaints.Enqueue($"{page.Url}: {message.Text} ({message.Location})");
        };
    }

    /// <summary>A place that the browser names, without the line and the column.</summary>
    private static string AddressOf(string location) => LineAndColumn().Replace(location, "");

    [GeneratedRegex(@"(:\d+){1,2}$")]
    private static partial Regex LineAndColumn();

    private async Task KeepPicturesAsync()
    {
        var name = string.Concat(TestContext.Current.Test!.TestDisplayName.Split(Path.GetInvalidFileNameChars()));
        foreach (var (index, page) in _windows.SelectMany(window => window.Pages).Index())
            await page.ScreenshotAsync(new() { Path = Path.Combine("TestResults", $"{name}-{index}.png"), FullPage = true });
    }
}
