using System.Collections.Concurrent;
using Accounton.Localisation;
using Deque.AxeCore.Commons;

namespace Accounton.BrowserTests.Pages;

/// <summary>
/// Looks at a page from all sides while it is loaded once: the colour scheme and the width are changed under it.
/// Keeps the HTML as the server sent it, and a picture of each side.
/// </summary>
internal sealed class PageLook
{
    private const int Narrowest = 320;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly string _folder;
    private readonly bool _allSides;
    private int _checks;

    /// <param name="folder">Where the pictures and the HTML are kept.</param>
    /// <param name="allSides">
    /// All four sides with their pictures, or what words alone can break, on a desktop: names, labels, roles, landmarks and
    /// how wide the page is. A language has no colours of its own.
    /// </param>
    public PageLook(string folder, bool allSides)
    {
        (_folder, _allSides) = (folder, allSides);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }

    /// <summary>What is wrong, page by page.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public int Checks => _checks;

    private static ViewportSize Desktop => new() { Width = 1280, Height = 800 };

    private static ViewportSize Phone => new() { Width = 390, Height = 844 };

    public static BrowserNewContextOptions Window(Language language) => new()
    {
        ViewportSize = Desktop,
        Locale = language.Culture.Name,
        ColorScheme = ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
    };

    /// <summary>Goes to a page and looks at it; returns the path it was found at.</summary>
    public async Task<string> AtAsync(Visit visit, PageState state)
    {
        var page = visit.Page;
        IResponse? answer = null;
        void Remember(object? _, IResponse response) => answer = response is { Status: < 300 or >= 400 } && response.Request.IsNavigationRequest ? response : answer;

        try
        {
            await TurnAsync(page, state.OnPhone ? Phone : Desktop, ColorScheme.Light);
            page.Response += Remember;
            await visit.GoAsync(state.Address);
            if (state.Then is not null)
                await state.Then(visit);
            page.Response -= Remember;
            await File.WriteAllTextAsync(FileName(state, "html"), await answer!.TextAsync());
            await LookAsync(page, state);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            page.Response -= Remember;
            Faults.Enqueue($"{state.Name}: {e.Message}");
        }

        return new Uri(page.Url).AbsolutePath;
    }

    private async Task LookAsync(IPage page, PageState state)
    {
        if (await page.EvaluateAsync<string>("() => document.documentElement.lang + document.title") is "")
            Faults.Enqueue($"{state.Name}: no language or title");
        await page.EvaluateAsync(Axe);
        if (!state.OnPhone)
            await CheckAsync(page, state, "desktop", _allSides ? Rules.All : Rules.WithoutColours);
        if (_allSides && !state.OnPhone)
        {
            await TurnAsync(page, Desktop, ColorScheme.Dark);
            await CheckAsync(page, state, "desktop, dark", Rules.Colours);
        }

        if (_allSides)
        {
            await TurnAsync(page, Phone, ColorScheme.Dark);
            await CheckAsync(page, state, "phone, dark", Rules.Colours);
        }

        if (_allSides || state.OnPhone)
        {
            await TurnAsync(page, Phone, ColorScheme.Light);
            await CheckAsync(page, state, "phone", _allSides ? Rules.All : Rules.WithoutColours);
        }

        await page.SetViewportSizeAsync(Narrowest, 640);
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is var width and > Narrowest)
            Faults.Enqueue($"{state.Name}: scrolls sideways on {Narrowest} pixels, it is {width} wide");
    }

    private async Task CheckAsync(IPage page, PageState state, string side, Rules rules)
    {
        Interlocked.Increment(ref _checks);
        var violations = await page.EvaluateAsync<string[]>("""
            async rules => {
              const colours = ["color-contrast", "link-in-text-block"];
              const options = { resultTypes: ["violations"], preload: false };
              if (rules === "Colours") options.runOnly = colours;
              if (rules === "WithoutColours") options.rules = Object.fromEntries(colours.map(rule => [rule, { enabled: false }]));
              const found = await axe.run(document, options);
              return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 300)} (${node.failureSummary.replace(/\s+/g, " ")})`));
            }
            """, rules.ToString());
        foreach (var violation in violations)
            Faults.Enqueue($"{state.Name}, {side}: {violation}");
        if (_allSides)
            await page.ScreenshotAsync(new() { Path = FileName(state, side.Replace(", ", "-", StringComparison.Ordinal) + ".jpg"), FullPage = true, Type = ScreenshotType.Jpeg, Quality = 80 });
    }

    private static async Task TurnAsync(IPage page, ViewportSize size, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    private string FileName(PageState state, string end) =>
        Path.Combine(_folder, string.Concat(state.Name.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-') + "." + end);

    /// <summary>A colour scheme changes nothing but colours, and comparing them is most of axe's work.</summary>
    private enum Rules
    {
        All,
        Colours,
        WithoutColours,
    }
}
