using System.Net;
using System.Net.Http.Headers;
using Accounton.Features.Mail;
using Accounton.Features.Settings.OfficeProfile;
using Accounton.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Settings.OfficeProfile;

public sealed class OwnOfficeTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string Path = "/settings/office";

    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facts_areKeptAndTimesFollowTheZone()
    {
        using var browser = await running.App.BrowserAsync(App.OtherAdmin);
        var page = await Page.GetAsync(browser, Path);
        using var answer = await page.PostAsync(Path, Facts("Kantoor Ander", "BE 0403.019.261", "Europe/London"));
        var after = await Page.GetAsync(browser, Path);

        Assert.Equal(Path, answer.Headers.Location?.ToString());
        Assert.Equal("0403.019.261", after.Html.QuerySelector("#Facts_EnterpriseNumber")!.GetAttribute("value"));
        Assert.Equal("Kerkstraat 1", after.Html.QuerySelector("#Facts_Street")!.GetAttribute("value"));
        var log = await Page.GetAsync(browser, "/audit");
        var shown = log.Html.QuerySelector(".events time")!;
        var moment = DateTimeOffset.Parse(shown.GetAttribute("datetime")!, null);
        Assert.EndsWith(
            $"{TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")):HH:mm}",
            shown.GetAttribute("title"),
            StringComparison.Ordinal);
        Assert.Contains("ondernemingsnummer", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0403.019.262", "Facts_EnterpriseNumber")]
    [InlineData("12345", "Facts_EnterpriseNumber")]
    [InlineData("2403019261", "Facts_EnterpriseNumber")]
    public async Task Facts_withAWrongNumber_areNotKeptAndNothingIsLost(string number, string field)
    {
        using var browser = await running.App.BrowserAsync(App.Admin);
        var page = await Page.GetAsync(browser, Path);

        var answer = await Page.OfAsync(browser, await page.PostAsync(Path, Facts("Andere naam", number, "Europe/Brussels")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Html.QuerySelector($"#{field}[aria-invalid]"));
        Assert.Equal(number, answer.Html.QuerySelector($"#{field}")!.GetAttribute("value"));
        Assert.Equal("Andere naam", answer.Html.QuerySelector("#Facts_Name")!.GetAttribute("value"));
        Assert.NotEqual(Guid.Empty, await running.App.OfficeIdAsync(App.DemoOffice));
    }

    [Fact]
    public async Task Style_isKeptAndTheLogoIsServedToTheOfficeOnly()
    {
        using var browser = await running.App.BrowserAsync(App.Admin);
        using var kept = await SendAsync(browser, Path + "/style", Png, "logo.exe", "application/x-msdownload");
        using var logo = await browser.GetAsync(new Uri(Path + "/style/logo", UriKind.Relative), Cancelled);
        using var other = await running.App.BrowserAsync(App.OtherAdmin);
        using var theirs = await other.GetAsync(new Uri(Path + "/style/logo", UriKind.Relative), Cancelled);

        Assert.Equal(Path, kept.Headers.Location?.ToString());
        Assert.Equal("image/png", logo.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", logo.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(Png, await logo.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        await using var scope = await running.App.OfficeScopeAsync();
        var style = await scope.ServiceProvider.GetRequiredService<MailBrandings>().CurrentAsync(Cancelled);
        Assert.Equal(("Afzender", "antwoord@demo.test", "#aa0055"), (style.Sender, style.ReplyTo, style.Colour));
        Assert.Equal(Png, style.Logo!.Bytes);
    }

    [Fact]
    public async Task Preview_showsWhatIsInTheFormAndKeepsNothing()
    {
        using var browser = await running.App.BrowserAsync(App.OtherAdmin);

        using var answer = await SendAsync(browser, Path + "/style/preview", Png, "logo.png", "image/png");

        var html = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("#aa0055", html, StringComparison.Ordinal);
        Assert.StartsWith(
            "data:image/png;base64,", Visitor.Parse(html).QuerySelector("img")!.GetAttribute("src"), StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        await using var scope = await running.App.OfficeScopeAsync(App.OtherOffice);
        Assert.Equal(
            MailHtml.DefaultColour, (await scope.ServiceProvider.GetRequiredService<MailBrandings>().CurrentAsync(Cancelled)).Colour);
    }

    [Fact]
    public async Task Logo_thatIsNoPicture_isRefusedWhateverItIsCalled()
    {
        using var browser = await running.App.BrowserAsync(App.Admin);

        using var answer = await SendAsync(browser, Path + "/style", "<svg onload='alert(1)'/>"u8.ToArray(), "logo.png", "image/png");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("geen PNG- of JPEG-afbeelding", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public void LogoFile_ofAnything_isWhatItsBytesSay()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 17, 8, 0, 10, 0, 20, 3, 0, 0];
        byte[] wide = [.. Png];
        wide[18] = 0x10;
        wide[19] = 0;

        Assert.Equal("image/png", LogoFile.Read(Png).Logo?.ContentType);
        Assert.Equal("image/jpeg", LogoFile.Read(jpeg).Logo?.ContentType);
        Assert.Equal(LogoFault.TooManyPixels, LogoFile.Read(wide).Fault);
        Assert.Equal(LogoFault.NoPicture, LogoFile.Read([]).Fault);
        Assert.Equal(LogoFault.NoPicture, LogoFile.Read("GIF89a"u8.ToArray()).Fault);
        Assert.Equal(LogoFault.NoPicture, LogoFile.Read(jpeg[..7]).Fault);
        Assert.Equal(LogoFault.TooBig, LogoFile.Read(new byte[OfficeLogo.MostBytes + 1]).Fault);
    }

    [Theory]
    [InlineData("#0b6b5d", "#ffffff")]
    [InlineData("#ffee00", "#000000")]
    [InlineData("#ffffff", "#000000")]
    [InlineData("#000000", "#ffffff")]
    public void Button_inAnyColour_canBeRead(string colour, string expected) => Assert.Equal(expected, MailHtml.On(colour));

    private static Dictionary<string, string> Facts(string name, string number, string zone) => new()
    {
        ["Facts.Name"] = name,
        ["Facts.EnterpriseNumber"] = number,
        ["Facts.Street"] = "Kerkstraat 1",
        ["Facts.Language"] = "nl",
        ["Facts.TimeZone"] = zone,
    };

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string address, byte[] logo, string name, string type)
    {
        var page = await Page.GetAsync(browser, Path);
        var token = page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var file = new ByteArrayContent(logo);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent("Afzender"), "Style.Sender" },
            { new StringContent("antwoord@demo.test"), "Style.ReplyTo" },
            { new StringContent("#AA0055"), "Style.Colour" },
            { file, "Style.Logo", name },
        };
        return await browser.PostAsync(new Uri(address, UriKind.Relative), form, Cancelled);
    }
}
