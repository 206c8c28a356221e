using System.Text.RegularExpressions;
using Accounton.Localisation;
using Accounton.Tests;

namespace Accounton.BrowserTests.Pages;

/// <summary>
/// The pictures in the help's articles, taken of the running product in each language: <c>tests/pictures</c> makes them anew
/// and writes their sizes into the articles. A picture more is a line here, and a Markdown image in the article.
/// </summary>
[Collection(nameof(Scenery))]
public sealed partial class ArticlePictures(Stage stage, Scenery scenery) : BrowserTest(stage)
{
    /// <summary>
    /// Of what is photographed, without the sidebar, so high that nothing has to be scrolled to; twice as sharp as it is shown.
    /// </summary>
    private const int Width = 720;
    private const int Sharpness = 2;

    private static readonly (string Name, Who Who, string Address, string What)[] Pictures =
    [
        ("twee-back-offices", Who.NewAdmin, "/settings/integrations", ".cards"),
        ("wordt-voorbereid", Who.WaitingAdmin, "/settings/integrations", "#card-AdminPulse"),
        ("sync-actief", Who.Admin, "/settings/integrations", "#card-AdminPulse"),
        ("opnieuw-koppelen", Who.TroubledAdmin, "/settings/integrations", "#card-AdminPulse"),
        ("ander-account", Who.AskedAdmin, "/settings/integrations", "#card-AdminPulse"),
        ("eerste-stappen", Who.NewAdmin, "/", "#start > .panel"),
        ("grafieken", Who.Admin, "/", "#start > .cards"),
        ("geschiedenis", Who.Admin, "/settings/integrations/{connection}", "main > .panel:last-of-type"),
    ];

    [Fact(Explicit = true)]
    public async Task Pictures_ofTheArticles_areTaken()
    {
        foreach (var language in Language.All)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Source.Application, "wwwroot", "help", language.Code)).FullName;
            foreach (var (name, who, address, what) in Pictures)
            {
                var window = await scenery.OpenAsync(who, Options(language));
                await window.AddCookiesAsync([new() { Name = RequestLanguage.Cookie, Value = language.Code, Url = Stage.App.ToString() }]);
                var page = await WatchAsync(window);
                await page.GotoAsync(scenery.Fill(address));

                // What stays at the top while a page is scrolled would lie across the picture.
                await page.Locator(".topbar").EvaluateAsync("bar => bar.style.position = 'static'");
                var picture = await page.Locator(what).First.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
                var (width, height, webp) = await ShrinkAsync(picture);
                await File.WriteAllBytesAsync(Path.Combine(folder, name + ".webp"), webp, TestContext.Current.CancellationToken);
                await WriteSizeAsync(language, name, width / Sharpness, height / Sharpness);
            }
        }
    }

    private static BrowserNewContextOptions Options(Language language)
    {
        var options = PageLook.Window(language);
        options.ViewportSize = new() { Width = Width, Height = 2400 };
        options.DeviceScaleFactor = Sharpness;
        return options;
    }

    /// <summary>The browser makes a WebP of it, which is a quarter of the size.</summary>
    private async Task<(int Width, int Height, byte[] WebP)> ShrinkAsync(byte[] png)
    {
        await using var window = await Stage.OpenAsync(new());
        var page = await window.NewPageAsync();
        var made = await page.EvaluateAsync<string[]>("""
            async png => {
              const image = new Image();
              image.src = "data:image/png;base64," + png;
              await image.decode();
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [image.width, image.height];
              canvas.getContext("2d").drawImage(image, 0, 0);
              return [String(image.width), String(image.height), canvas.toDataURL("image/webp", 0.76).split(",")[1]];
            }
            """, Convert.ToBase64String(png));
        return (int.Parse(made[0], null), int.Parse(made[1], null), Convert.FromBase64String(made[2]));
    }

    /// <summary>So that the text under a picture does not jump when it arrives.</summary>
    private static async Task WriteSizeAsync(Language language, string name, int width, int height)
    {
        foreach (var file in Directory.EnumerateFiles(
            Path.Combine(Source.Application, "Features", "Help", "Articles", language.Code), "*.md"))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            var sized = PictureIn().Replace(text, match =>
                match.Groups["name"].Value == name ? $"{match.Groups["image"].Value}{{width={width} height={height}}}" : match.Value);
            if (sized != text)
                await File.WriteAllTextAsync(file, sized, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"(?<image>!\[[^\]]+\]\(/help/[a-z]{2}/(?<name>[a-z-]+)\.webp\))(\{[^}]*\})?")]
    private static partial Regex PictureIn();
}
