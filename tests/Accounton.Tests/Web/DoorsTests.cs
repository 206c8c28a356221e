using System.Text.RegularExpressions;
using Accounton.Tests.Running;

namespace Accounton.Tests.Web;

/// <summary>Ways in that are not meant: by an address that is another site's, by a published port.</summary>
public sealed class DoorsTests
{
    private const string Site = "https://accounton.test";

    [Fact]
    public async Task Start_behindHttpWithoutATrustedProxy_saysWhichSettingIsMissing()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var server = await ServerProcess.StartAsync(
            Programs.Accounton,
            [
                "--App:PublicUrl=https://accounton.test",
                "--DataProtection:AllowUnprotectedKeys=true",
                "--Jobs:RunServer=true",
                .. database.Settings.Select(s => $"--{s.Key}={s.Value}"),
            ],
            "Production");

        await Eventually.HoldsAsync(
            () => server.Output.Contains("App:TrustedProxies is empty", StringComparison.Ordinal), "the log names the setting");
    }

    [Theory]
    [InlineData("https://accounton.test//kwaad.test/x")]
    [InlineData("https://accounton.test/\\kwaad.test/x")]
    [InlineData("https://accounton.test///kwaad.test")]
    [InlineData("https://accounton.test/%09/kwaad.test")]
    public async Task ErrorPage_forWhoCameFromAnOddAddress_leadsBackToThisSite(string referer)
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync();

        var page = await app.GetAsync("/nowhere", ("Referer", referer));

        Assert.All(
            page.Html.QuerySelectorAll("main a"), a => Assert.Equal("accounton.test", new Uri(new Uri(Site), a.GetAttribute("href")).Host));
        var odd = await app.GetAsync("//kwaad.test/nowhere");
        Assert.All(
            odd.Html.QuerySelectorAll("input[name=returnUrl]"),
            input => Assert.Equal("accounton.test", new Uri(new Uri(Site), input.GetAttribute("value")).Host));
    }

    /// <summary>What is started to try things takes nobody in from the network.</summary>
    [Fact]
    public void Compose_publishesNothingToTheNetwork()
    {
        var published = Regex.Matches(File.ReadAllText(Path.Combine(Source.Root, "docker-compose.yml")), "\"([^\"/]*\\d+:\\d+)\"")
            .Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(published);
        Assert.All(published, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
    }
}
