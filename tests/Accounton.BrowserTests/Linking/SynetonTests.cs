using System.Text.RegularExpressions;

namespace Accounton.BrowserTests.Linking;

public sealed class SynetonTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task Link_withKeyAndUrl_showsSyncActive()
    {
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));
        await Expect(integrations.Syneton.GetByRole(AriaRole.Link, new() { Name = "Documentatie" })).ToHaveAttributeAsync(
            "href", new Regex("^https://"));

        await integrations.LinkSynetonAsync(Stage.Sandbox.SynetonUrl, "klein");

        await IntegrationsPage.ExpectStateAsync(integrations.Syneton, "Sync actief");
        await Expect(IntegrationsPage.Fact(integrations.Syneton, "Klanten")).ToHaveTextAsync("25");
        await Expect(IntegrationsPage.Fact(integrations.Syneton, "Gekoppeld met")).ToHaveTextAsync(Stage.Sandbox.SynetonUrl);
    }

    [Fact]
    public async Task Link_withAWrongKey_saysSoBesideTheFieldAndKeepsOnlyTheUrl()
    {
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));

        await integrations.LinkSynetonAsync(Stage.Sandbox.SynetonUrl, "bestaat-niet");

        var key = integrations.Syneton.GetByLabel("API-sleutel");
        await Expect(key).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(key).ToHaveAccessibleDescriptionAsync(new Regex("weigert deze API-sleutel"));
        await Expect(key).ToHaveValueAsync("");
        await Expect(integrations.Syneton.GetByLabel("URL")).ToHaveValueAsync(Stage.Sandbox.SynetonUrl);
        Assert.DoesNotContain("bestaat-niet", await integrations.Page.ContentAsync(), StringComparison.Ordinal);
    }
}
