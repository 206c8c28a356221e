using System.Net;

namespace Accounton.Tests.Web.Components;

/// <summary>The components as the design page draws them.</summary>
public sealed class ComponentsTests
{
    [Fact]
    public async Task Field_withAnError_saysItToEveryone()
    {
        await using var app = await WebApp.StartAsync("Development");
        var page = await app.GetAsync("/design");

        page = await app.PostAsync(
            "/design", [("Sample.Name", "veel te lang voor dit veld"), ("Sample.Email", "jan"), ("Sample.ApiKey", "geheim"), (
                "__RequestVerificationToken", page.Token("form[novalidate]"))]);

        var name = page.Html.GetElementById("Sample_Name")!;
        Assert.Equal("veel te lang voor dit veld", name.GetAttribute("value"));
        Assert.Equal("true", name.GetAttribute("aria-invalid"));
        Assert.Equal("Sample_Name-hint Sample_Name-error", name.GetAttribute("aria-describedby"));
        Assert.Equal("organization", name.GetAttribute("autocomplete"));
        Assert.Equal("Hoogstens 20 tekens.", page.Html.GetElementById("Sample_Name-error")!.TextContent);
        Assert.StartsWith(
            "Vul een geldig e-mailadres in", page.Html.GetElementById("Sample_Email-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Kijk 2 velden na.", page.Html.QuerySelector("form .notice")!.TextContent);
        Assert.DoesNotContain("geheim", page.Body);
    }

    [Fact]
    public async Task Field_anyKind_hasALabelOfItsOwn()
    {
        await using var app = await WebApp.StartAsync("Development");

        var page = await app.GetAsync("/design");

        var controls = page.Html.QuerySelectorAll("form[novalidate] :is(input:not([type=hidden]), select, textarea)");
        Assert.Equal(
            ["text", "email", "password", "date", null, null, "checkbox"], controls.Select(control => control.GetAttribute("type")));
        Assert.All(controls, control => Assert.NotNull(page.Html.QuerySelector($"label[for='{control.Id}']")));
    }

    [Fact]
    public async Task Notice_afterARedirect_isShownOnce()
    {
        await using var app = await WebApp.StartAsync("Development");
        var page = await app.GetAsync("/design");

        var sent = await app.PostAsync(
            "/design", [("Sample.Name", "Jan"), ("Sample.ApiKey", "x"), ("__RequestVerificationToken", page.Token("form[novalidate]"))]);

        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        Assert.Equal(
            "AdminPulse is gekoppeld.",
            (await app.GetAsync("/design")).Html.QuerySelector("#notices .notice.is-success")!.TextContent.Trim());
        Assert.Null((await app.GetAsync("/design")).Html.QuerySelector("#notices .notice"));
    }

    [Fact]
    public async Task Page_any_hasNothingInlineAndATokenInEveryForm()
    {
        await using var app = await WebApp.StartAsync("Development");

        var page = await app.GetAsync("/design");

        Assert.Empty(page.Html.QuerySelectorAll("[style], style, script:not([src])"));
        Assert.DoesNotContain(
            page.Html.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.All(
            page.Html.QuerySelectorAll("form:not([method=get])"),
            form => Assert.Single(form.QuerySelectorAll("input[name=__RequestVerificationToken]")));
        Assert.Equal(
            page.Html.QuerySelectorAll("[id]").Length, page.Html.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count());
    }

    [Fact]
    public async Task Confirm_any_opensWithoutAScript()
    {
        await using var app = await WebApp.StartAsync("Development");

        var page = await app.GetAsync("/design");

        var dialog = page.Html.QuerySelector("dialog[popover]")!;
        Assert.Equal(dialog.Id, page.Html.QuerySelector("button[popovertarget^=confirm]")!.GetAttribute("popovertarget"));
        Assert.Equal("AdminPulse ontkoppelen?", page.Html.GetElementById(dialog.GetAttribute("aria-labelledby")!)!.TextContent);
    }

    [Fact]
    public async Task Icon_any_isInTheSprite()
    {
        await using var app = await WebApp.StartAsync("Development");
        var sprite = await File.ReadAllTextAsync(
            Path.Combine(Source.Application, "wwwroot", "icons.svg"), TestContext.Current.CancellationToken);

        var used = (await app.GetAsync("/design")).Html.QuerySelectorAll("svg.icon use")
            .Select(use => use.GetAttribute("href")!.Split('#')[1]);

        Assert.All(used, name => Assert.Contains($"id=\"{name}\"", sprite));
    }
}
