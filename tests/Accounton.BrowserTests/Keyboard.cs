namespace Accounton.BrowserTests;

/// <summary>Somebody without a mouse: goes from one thing to the next with Tab, and must see where they are.</summary>
public sealed class Keyboard(IPage page)
{
    private const int MostTabs = 60;

    public IPage Page { get; } = page;

    /// <summary>Presses Tab until something has the focus, with a visible sign of it at each stop.</summary>
    public async Task GoToAsync(ILocator target)
    {
        await target.First.WaitForAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await Page.Keyboard.PressAsync("Tab");
            await ExpectVisibleFocusAsync();
            if (await target.First.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"{target} is not reached in {MostTabs} times Tab.");
    }

    public async Task UseAsync(ILocator target, string key = "Enter")
    {
        await GoToAsync(target);
        await Page.Keyboard.PressAsync(key);
    }

    public async Task FillInAsync(ILocator field, string text)
    {
        await GoToAsync(field);
        await Page.Keyboard.TypeAsync(text);
    }

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private async Task ExpectVisibleFocusAsync()
    {
        var unseen = await Page.EvaluateAsync<string?>("""
            () => {
              const element = document.activeElement;
              if (!element || element === document.body) return null;
              const style = getComputedStyle(element);
              const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 || style.boxShadow !== "none";
              const box = element.getBoundingClientRect();
              const there = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
              return marked && there ? null : element.outerHTML.slice(0, 200);
            }
            """);
        Assert.True(unseen is null, $"It has the focus, but nothing shows it: {unseen}");
    }
}
