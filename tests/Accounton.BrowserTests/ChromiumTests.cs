using System.Text.RegularExpressions;

namespace Accounton.BrowserTests;

/// <summary>These need no browser.</summary>
public sealed class ChromiumTests
{
    /// <summary>What <c>tests/run</c> takes for a browser that is installed.</summary>
    public static TheoryData<string> Known =>
        [.. Regex.Matches(File.ReadAllText(RunPath()), "/usr/bin/(chromium|google)[a-z-]*").Select(match => match.Value).Distinct()];

    [Theory, MemberData(nameof(Known))]
    public void Find_withOneProgramAlone_findsIt(string program) => Assert.Equal(program, Chromium.Find(null, path => path == program));

    [Fact]
    public void Places_andWhatTestsRunLooksFor_areTheSame() => Assert.Equal(Chromium.Places, Known.Select(row => row.Data));

    [Fact]
    public void Find_withOneAskedFor_prefersIt() => Assert.Equal("/opt/chrome", Chromium.Find("/opt/chrome", _ => true));

    [Theory]
    [InlineData("/opt/there-is-none")]
    [InlineData("")]
    [InlineData(null)]
    public void Find_withoutTheOneAskedFor_findsAnother(string? asked) =>
        Assert.Equal("/usr/bin/google-chrome", Chromium.Find(asked, path => path == "/usr/bin/google-chrome"));

    [Fact]
    public void Find_withNone_isNull() => Assert.Null(Chromium.Find("/opt/there-is-none", _ => false));

    private static string RunPath([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "run"));
}
