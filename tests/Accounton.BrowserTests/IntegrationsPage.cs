namespace Accounton.BrowserTests;

/// <summary><em>Instellingen > Integraties</em>, as somebody uses it.</summary>
public sealed class IntegrationsPage(IPage page)
{
    public const string Path = "/settings/integrations";

    public IPage Page { get; } = page;

    public ILocator AdminPulse { get; } = page.Locator("#card-AdminPulse");

    public ILocator Syneton { get; } = page.Locator("#card-Syneton");

    public static async Task<IntegrationsPage> GoAsync(IPage page)
    {
        await page.GotoAsync(Path);
        return new(page);
    }

    /// <summary>From the button to the consent, and back.</summary>
    public async Task LinkAdminPulseAsync(string account)
    {
        await GoToAdminPulseAsync(account);
        await AgreeAsync();
    }

    /// <summary>From the button to the question whether Accounton may read the clients.</summary>
    public async Task GoToAdminPulseAsync(string account)
    {
        await ClickAsync(AdminPulse, "Connecteer AdminPulse");
        await SignInAtAdminPulseAsync(account);
    }

    public async Task SignInAtAdminPulseAsync(string account)
    {
        await Page.GetByLabel("Account").FillAsync(account);
        await Page.GetByLabel("Wachtwoord").FillAsync("sandbox");
        await ClickAsync("Aanmelden");
    }

    public Task AgreeAsync() => ClickAsync("Toestaan");

    public async Task LinkSynetonAsync(string url, string key)
    {
        await Syneton.GetByLabel("URL").FillAsync(url);
        await Syneton.GetByLabel("API-sleutel").FillAsync(key);
        await ClickAsync(Syneton, "Verbinden");
    }

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public static Task ClickAsync(ILocator card, string button) =>
        card.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>What the card says its state is, without anybody loading the page again.</summary>
    public static Task ExpectStateAsync(ILocator card, string state, int milliseconds = 20_000) =>
        Expect(card.GetByRole(AriaRole.Status).GetByText(state)).ToBeVisibleAsync(new() { Timeout = milliseconds });

    /// <summary>The value beside a word in the card's list of facts.</summary>
    public static ILocator Fact(ILocator card, string word) =>
        card.Locator("dt", new() { HasTextString = word }).Locator("xpath=following-sibling::dd[1]");
}
