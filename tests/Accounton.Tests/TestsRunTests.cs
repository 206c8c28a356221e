using System.Diagnostics;
using System.Runtime.Versioning;

namespace Accounton.Tests;

/// <summary>README's second command, with a <c>dotnet</c> that only writes the reports of a test run.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TestsRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("accounton-run-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Run_withSkippedTests_endsWithTheirNumberAndTheRemedy(int exitCode)
    {
        var (result, output) = await RunAsync(exitCode);

        Assert.Equal(exitCode, result);
        Assert.Equal(
            ["2 skipped: No Chromium: set \"it\" & run", "1 skipped: No PostgreSQL: apt-get install postgresql"],
            output.TrimEnd().Split('\n')[^2..]);
    }

    /// <summary>As <c>.ci/run</c> calls it, which reads the reports itself.</summary>
    [Fact]
    public async Task Run_withAFolderForReports_leavesThemThereAndReadsNoOlderOnes()
    {
        var reports = _folder.CreateSubdirectory("reports");
        var old = Path.Combine(reports.FullName, "old.xml");
        await File.WriteAllTextAsync(old, "<reason>Of yesterday</reason>", Cancelled);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-1));

        var (_, output) = await RunAsync(0, "--results-directory", reports.FullName, "--report-xunit-xml");

        Assert.True(File.Exists(Path.Combine(reports.FullName, "one.xunit.xml")));
        Assert.Contains("2 skipped: No Chromium", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Of yesterday", output, StringComparison.Ordinal);
        Assert.Contains(
            "arguments: test --solution Accounton.sln --max-parallel-test-modules 1 --results-directory", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Result, string Output)> RunAsync(int exitCode, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "tests/run is for Linux.");
        Program("apt-get", "exit 0");
        Program("dotnet", $"""
            echo "arguments: $*"
            while [[ $1 != --results-directory ]]; do shift; done
            echo '<reason>No Chromium: set &quot;it&quot; &amp; run</reason><x/>' \
              '<reason>No Chromium: set &quot;it&quot; &amp; run</reason>' \
              >"$2/one.xunit.xml"
            echo '<reason>No PostgreSQL: apt-get install postgresql</reason>' >"$2/two.xunit.xml"
            exit {exitCode}
            """);
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Source.Root, "tests", "run"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        return (process.ExitCode, output);
    }

    private void Program(string name, string body)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, "#!/bin/bash\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
