using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Accounton.Tests.Running;

/// <summary>The real virus scanner, with one signature: that of the text by which scanners are tried out. Ended when disposed.</summary>
public sealed class Clamd : IAsyncDisposable
{
    public const string HowToGetOne = "No clamd: tests/run installs it (apt-get install clamav-daemon).";

    private const string Program = "/usr/sbin/clamd";

    /// <summary>In two halves, so that no scanner stops this file.</summary>
    public static readonly string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private Clamd(Process process, int port, DirectoryInfo folder)
    {
        _process = process;
        Port = port;
        _folder = folder;
    }

    public static bool IsThere => File.Exists(Program);

    public int Port { get; }

    /// <param name="tellsLimits">Whether it says so when something exceeds its limits, as we ask for.</param>
    /// <param name="mostStream">The longest stream that it takes.</param>
    public static async Task<Clamd> StartAsync(bool tellsLimits = true, string mostStream = "25M")
    {
        Assert.SkipUnless(IsThere, HowToGetOne);
        var folder = Directory.CreateTempSubdirectory("accounton-clamd-");
        var database = folder.CreateSubdirectory("db");
        await File.WriteAllTextAsync(
            Path.Combine(database.FullName, "own.ndb"),
            $"Eicar-Test-Signature:0:0:{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Eicar))}\n");
        var port = ServerProcess.FreeUrl().Port;
        var settings = Path.Combine(folder.FullName, "clamd.conf");
        await File.WriteAllLinesAsync(settings,
        [
            $"TCPSocket {port}", "TCPAddr 127.0.0.1", $"DatabaseDirectory {database.FullName}",
            $"TemporaryDirectory {folder.FullName}", "Foreground yes", "MaxThreads 2",
            $"StreamMaxLength {mostStream}", "MaxFileSize 2M", "AlertEncrypted yes",
            $"AlertExceedsMax {(tellsLimits ? "yes" : "no")}", $"User {Environment.UserName}",
        ]);
        var process = Process.Start(
            new ProcessStartInfo(Program, ["--config-file", settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var clamd = new Clamd(process, port, folder);
        await Eventually.HoldsAsync(clamd.AnswersAsync, "clamd answers");
        return clamd;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            await client.GetStream().WriteAsync("zPING\0"u8.ToArray());
            return await client.GetStream().ReadAsync(new byte[10]) > 0;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
