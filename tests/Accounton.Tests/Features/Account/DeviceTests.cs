using Accounton.Features.Account;

namespace Accounton.Tests.Features.Account;

public sealed class DeviceTests
{
    private const string Blink = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) " + Blink + " Edg/142.0.0.0", "Edge", "Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) " + Blink, "Chrome", "Windows")]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
        "Safari",
        "macOS")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0.0.0 Safari/604.1", "Chrome", "iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox", "Linux")]
    [InlineData("Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0", "Firefox", "Android")]
    [InlineData("curl/8.5.0", null, null)]
    [InlineData("", null, null)]
    public void Device_fromWhatABrowserCallsItself_isWhatPeopleCallIt(string agent, string? browser, string? system) =>
        Assert.Equal((browser, system), Device.Parse(agent));
}
