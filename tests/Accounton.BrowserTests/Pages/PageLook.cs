using System.Collections.Concurrent;
using Accounton.Localisation;
using Deque.AxeCore.Commons;

namespace Accounton.BrowserTests.Pages;

/// <summary>
/// Looks at a page from all sides while it is loaded once: the colour scheme and the width are changed under it.
/// Keeps the HTML as the server sent it, and a picture of each side. How wide a page is, is looked at in any case.
/// </summary>
internal sealed class PageLook
{
    private const int Narrowest = 320;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly ViewportSize Desktop = new() { Width = 1280, Height = 800 };

    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    private static readonly Side[] All =
    [
        new("desktop", Desktop, ColorScheme.Light), new("desktop-dark", Desktop, ColorScheme.Dark),
        new("phone", Phone, ColorScheme.Light), new("phone-dark", Phone, ColorScheme.Dark),
    ];

    private readonly string _folder;
    private readonly Thoroughness _thoroughness;
    private int _checks;

    /// <param name="folder">Where the pictures and the HTML are kept.</param>
    public PageLook(string folder, Thoroughness thoroughness)
    {
        _folder = folder;
        _thoroughness = thoroughness;
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }

    /// <summary>What is wrong, page by page.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public int Checks => _checks;

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
        void Remember(object? _, IResponse response) =>
            answer = response is { Status: < 300 or >= 400 } && response.Request.IsNavigationRequest ? response : answer;

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
        foreach (var side in Sides(state))
        {
            await TurnAsync(page, side.Size, side.Scheme);
            await CheckAsync(page, state, side);
        }

        await page.SetViewportSizeAsync(Narrowest, 640);
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is var width and > Narrowest)
            Faults.Enqueue($"{state.Name}: scrolls sideways on {Narrowest} pixels, it is {width} wide, by {await WidestAsync(page)}");
    }

    /// <summary>The last of the elements that reach farthest to the right: the innermost one.</summary>
    private static Task<string> WidestAsync(IPage page) => page.EvaluateAsync<string>("""
        () => {
          const reach = element => Math.round(element.getBoundingClientRect().right);
          const all = [...document.body.querySelectorAll("*")].filter(element => !element.closest(".table-scroll *, .visually-hidden"));
          return all.findLast(element => reach(element) === Math.max(...all.map(reach)))?.outerHTML.slice(0, 200) ?? "";
        }
        """);

    private IEnumerable<Side> Sides(PageState state) =>
        All.Where(side => !state.OnPhone || side.Size == Phone).Where((side, i) => _thoroughness switch
        {
            Thoroughness.Words => i == 0,
            Thoroughness.Twice => side is { Name: "desktop" or "phone-dark" },
            _ => true,
        });

    private async Task CheckAsync(IPage page, PageState state, Side side)
    {
        Interlocked.Increment(ref _checks);
        var violations = await page.EvaluateAsync<string[]>("""
            async wordsOnly => {
              const options = { resultTypes: ["violations"], preload: false };
              if (wordsOnly) options.rules = { "color-contrast": { enabled: false }, "link-in-text-block": { enabled: false } };
              const found = await axe.run(document, options);
              return found.violations.flatMap(rule => rule.nodes.map(node =>
                `${rule.id}: ${node.html.slice(0, 300)} (${node.failureSummary.replace(/\s+/g, " ")})`));
            }
            """, _thoroughness == Thoroughness.Words);
        foreach (var violation in violations)
            Faults.Enqueue($"{state.Name}, {side.Name}: {violation}");
        if (_thoroughness != Thoroughness.Words)
            await page.ScreenshotAsync(
                new() { Path = FileName(state, side.Name + ".jpg"), FullPage = true, Type = ScreenshotType.Jpeg, Quality = 80 });
    }

    private static async Task TurnAsync(IPage page, ViewportSize size, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    private string FileName(PageState state, string end) =>
        Path.Combine(
            _folder, string.Concat(state.Name.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-') + "." + end);

    private sealed record Side(string Name, ViewportSize Size, ColorScheme Scheme);
}

/// <summary>From how many sides a page is looked at.</summary>
internal enum Thoroughness
{
    /// <summary>What words alone can break, on a desktop: names, labels, roles, landmarks. A language has no colours of its own.</summary>
    Words,

    /// <summary>On a desktop in light, on a phone in dark.</summary>
    Twice,

    /// <summary>Both widths in both colour schemes.</summary>
    AllSides,
}
