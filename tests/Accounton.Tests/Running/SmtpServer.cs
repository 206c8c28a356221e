using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using MimeKit;

namespace Accounton.Tests.Running;

/// <summary>A real mail server, the distribution's own, that keeps in a folder what it takes. Ended when disposed.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    public const string HowToGetOne = "No mail server: tests/run installs it (apt-get install python3-aiosmtpd).";

    private const string Python = "/usr/bin/python3";

    private static readonly string Program = Path.Combine(Source.Root, "tests", "Accounton.Tests", "Running", "mail_server.py");

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private SmtpServer(Process process, int port, DirectoryInfo folder)
    {
        _process = process;
        Port = port;
        _folder = folder;
    }

    public int Port { get; }

    /// <summary>How the application is told of it.</summary>
    public (string Key, string Value)[] Settings =>
        [("Mail:Host", "127.0.0.1"), ("Mail:Port", Port.ToString(CultureInfo.InvariantCulture)), ("Mail:Security", "None")];

    /// <param name="options">As its program has them, such as <c>--size 2000</c>.</param>
    public static async Task<SmtpServer> StartAsync(params string[] options)
    {
        Assert.SkipUnless(await IsThereAsync(), HowToGetOne);
        var folder = Directory.CreateTempSubdirectory("accounton-smtp-");
        var port = ServerProcess.FreeUrl().Port;
        string[] arguments =
        [
            Program, "--port", port.ToString(CultureInfo.InvariantCulture), "--folder", Path.Combine(folder.FullName, "mail"), .. options,
        ];
        var process = Process.Start(new ProcessStartInfo(Python, arguments))!;
        var server = new SmtpServer(process, port, folder);
        await Eventually.HoldsAsync(() => server.AnswersAsync(), "the mail server answers");
        return server;
    }

    /// <summary>What came, oldest first.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailsAsync()
    {
        var mails = new List<MimeMessage>();
        foreach (var file in new DirectoryInfo(Path.Combine(_folder.FullName, "mail", "new")).GetFiles().OrderBy(f => f.CreationTimeUtc))
            mails.Add(await MimeMessage.LoadAsync(file.FullName));
        return mails;
    }

    /// <summary>How many mails came to each address.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync() =>
        (await MailsAsync()).CountBy(mail => mail.To.Mailboxes.Single().Address).ToDictionary(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> IsThereAsync()
    {
        if (!File.Exists(Python))
            return false;

        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
