using System.Collections.Concurrent;
using Accounton.Localisation;
using Deque.AxeCore.Commons;

namespace Accounton.BrowserTests.Pages;

/// <summary>
/// Looks at a page from all sides while it is loaded once: the colour scheme and the width are changed under it.
/// Keeps a picture of each side and the HTML as the server sent it.
/// </summary>
internal sealed class PageLook
{
    private const int Narrowest = 320;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly string _folder;
    private readonly bool _sides;
    private int _checks;

    /// <param name="folder">Where the pictures and the HTML are kept.</param>
    /// <param name="sides">
    /// All four sides, or only one of them (desktop and light): a language has no colours of its own, so that
    /// all four are needed in one language only. How wide words are is looked at in every one.
    /// </param>
    public PageLook(string folder, bool sides)
    {
        (_folder, _sides) = (folder, sides);
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
            await CheckAsync(page, state, "desktop");
        if (_sides && !state.OnPhone)
        {
            await TurnAsync(page, Desktop, ColorScheme.Dark);
            await CheckAsync(page, state, "desktop, dark", onlyColours: true);
        }

        if (_sides || state.OnPhone)
        {
            await TurnAsync(page, Phone, ColorScheme.Dark);
            await CheckAsync(page, state, "phone, dark", onlyColours: _sides);
        }

        if (_sides)
        {
            await TurnAsync(page, Phone, ColorScheme.Light);
            await CheckAsync(page, state, "phone");
        }

        await page.SetViewportSizeAsync(Narrowest, 640);
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is var width and > Narrowest)
            Faults.Enqueue($"{state.Name}: scrolls sideways on {Narrowest} pixels, it is {width} wide");
    }

    private async Task CheckAsync(IPage page, PageState state, string side, bool onlyColours = false)
    {
        Interlocked.Increment(ref _checks);
        // A colour scheme changes nothing but colours.
        var violations = await page.EvaluateAsync<string[]>("""
            async onlyColours => {
              const options = { resultTypes: ["violations"], preload: false };
              if (onlyColours) options.runOnly = ["color-contrast", "link-in-text-block"];
              const found = await axe.run(document, options);
              return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 300)} (${node.failureSummary.replace(/\s+/g, " ")})`));
            }
            """, onlyColours);
        foreach (var violation in violations)
            Faults.Enqueue($"{state.Name}, {side}: {violation}");
        if (_sides || side == "desktop")
            await page.ScreenshotAsync(new() { Path = FileName(state, side.Replace(", ", "-", StringComparison.Ordinal) + ".jpg"), FullPage = true, Type = ScreenshotType.Jpeg, Quality = 80 });
    }

    private static async Task TurnAsync(IPage page, ViewportSize size, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    private string FileName(PageState state, string end) =>
        Path.Combine(_folder, string.Concat(state.Name.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-') + "." + end);
}
