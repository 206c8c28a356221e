using System.Net;
using System.Net.Sockets;
using System.Text;
using Accounton.Features;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Uploads;

/// <summary>What the scanner says decides what can be opened: the real one, and one that goes wrong as a real one seldom does.</summary>
public sealed class ScanTests(ScanSite scanned) : IClassFixture<ScanSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_thatIsClean_opensOnceItWasScannedAndTheClientIsNotHeldUp()
    {
        Assert.SkipUnless(Clamd.IsThere, Clamd.HowToGetOne);
        var site = scanned.Site;
        var (given, client, home) = await site.AskAsync();
        using var sent = await UploadsSite.SendAsync(client, home, "attest.pdf", SampleFiles.Pdf());
        var upload = (await site.UploadsAsync(given)).Single();
        var office = await site.MemberAsync(given.Office);

        using var before = await office.GetAsync($"/questionnaires/{given.Assignment}/files/{upload.Id}");
        var pending = await office.LookAsync($"/questionnaires/{given.Assignment}");
        using var archiveBefore = await office.GetAsync($"/questionnaires/{given.Assignment}/files.zip");
        await ScanAsync(site, upload);
        using var after = await office.GetAsync($"/questionnaires/{given.Assignment}/files/{upload.Id}");

        Assert.Equal(0, (await site.AssignmentAsync(given)).MissingDocuments);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (before.StatusCode, after.StatusCode));
        Assert.Contains("Wordt nagekeken", pending.Text, StringComparison.Ordinal);
        Assert.Empty(new System.IO.Compression.ZipArchive(await archiveBefore.Content.ReadAsStreamAsync(Cancelled)).Entries);
        Assert.Equal(ScanState.Clean, (await site.UploadsAsync(given)).Single().Scan);
    }

    [Fact]
    public async Task File_withAVirus_cannotBeOpenedAndIsNoneThatWasReceived()
    {
        Assert.SkipUnless(Clamd.IsThere, Clamd.HowToGetOne);
        var site = scanned.Site;
        var (given, client, home) = await site.AskAsync();
        (await UploadsSite.SendAsync(client, home, "eicar.txt", Encoding.ASCII.GetBytes(Clamd.Eicar))).Dispose();
        var upload = (await site.UploadsAsync(given)).Single();

        await ScanAsync(site, upload);
        using var office = await (await site.MemberAsync(given.Office)).GetAsync($"/questionnaires/{given.Assignment}/files/{upload.Id}");
        using var own = await client.GetAsync($"{home}/files/{upload.Id}");
        var page = await client.LookAsync($"{home}/s/Household");
        using var removed = await client.PostAsync($"{UploadsSite.Path(home)}/files/{upload.Id}/remove");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (office.StatusCode, own.StatusCode));
        Assert.Equal(1, (await site.AssignmentAsync(given)).MissingDocuments);
        Assert.Contains(
            "Hier zit een virus in", page.Html.QuerySelector($"#d-{UploadsSite.Document}")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await site.UploadsAsync(given));
    }

    /// <summary>The scanner reads files of 2 MB at most.</summary>
    [Fact]
    public async Task File_overTheScannersLimits_isNeverClean()
    {
        Assert.SkipUnless(Clamd.IsThere, Clamd.HowToGetOne);
        var site = scanned.Site;
        var (given, client, home) = await site.AskAsync();
        (await UploadsSite.SendAsync(client, home, "groot.pdf", SampleFiles.Pdf(3 * 1024 * 1024))).Dispose();
        var upload = (await site.UploadsAsync(given)).Single();

        await ScanAsync(site, upload);
        using var office = await (await site.MemberAsync(given.Office)).GetAsync($"/questionnaires/{given.Assignment}/files/{upload.Id}");

        Assert.Equal(ScanState.NotScannable, (await site.UploadsAsync(given)).Single().Scan);
        Assert.Equal(HttpStatusCode.Conflict, office.StatusCode);
    }

    [Fact]
    public async Task Stream_longerThanTheScannerTakes_isNotScannableHoweverItSaysSo()
    {
        await using var clamd = await Clamd.StartAsync(mostStream: "1M");

        Assert.Equal(ScanState.NotScannable, await SayAsync(clamd.Port, new byte[3_000_000]));
    }

    [Fact]
    public async Task Scanner_thatPassesOverItsLimits_isNotReliedOn()
    {
        await using var clamd = await Clamd.StartAsync(tellsLimits: false);

        var fault = await Assert.ThrowsAsync<ScannerException>(() => SayAsync(clamd.Port, "clean"u8.ToArray()));
        Assert.Contains("AlertExceedsMax", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stream: OK", ScanState.Clean)]
    [InlineData("stream: Win.Trojan.Agent-1 FOUND", ScanState.Infected)]
    [InlineData("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND", ScanState.NotScannable)]
    [InlineData("stream: Heuristics.Limits.Exceeded.MaxScanTime FOUND", ScanState.NotScannable)]
    [InlineData("stream: Heuristics.Encrypted.PDF FOUND", ScanState.NotScannable)]
    [InlineData("INSTREAM size limit exceeded. ERROR", ScanState.NotScannable)]
    [InlineData("stream: Can't allocate memory ERROR", null)]
    [InlineData("stream: OKAY", null)]
    [InlineData("UNKNOWN COMMAND", null)]
    public void Answer_any_isCleanOnlyWhenItSaysSo(string answer, ScanState? expected)
    {
        if (expected is { } state)
            Assert.Equal(state, ClamAv.Read(answer));
        else
            Assert.Throws<ScannerException>(() => ClamAv.Read(answer));
    }

    /// <summary>What is sent: the command, pieces with their length before them, an empty piece at the end.</summary>
    [Fact]
    public async Task Protocol_isTheScannersOwn()
    {
        await using var scanner = new PretendScanner("stream: Heuristics.Limits.Exceeded.MaxRecursion FOUND\0", "stream: OK\0");

        var found = await new ClamAv(TimeProvider.System).ScanAsync(scanner.Address, async write =>
        {
            await write("een"u8.ToArray());
            await write("twee"u8.ToArray());
        }, Cancelled);

        Assert.Equal(ScanState.Clean, found);
        Assert.Equal("zINSTREAM\0\0\0\0\u0003een\0\0\0\u0004twee\0\0\0\0"u8.ToArray(), scanner.Received[1]);
    }

    /// <summary>
    /// A scanner that is not there, or breaks off, leaves the file waiting; one that breaks off at the same
    /// file each time has said enough.
    /// </summary>
    [Fact]
    public async Task Scanner_thatFails_leavesTheFileWaitingAndTheClientWithoutAWait()
    {
        await using var scanner = new PretendScanner("stream: Heuristics.Limits.Exceeded.MaxRecursion FOUND\0", null, null, null);
        await using var site = new QuestionnaireSite(("Uploads:ClamAv", $"127.0.0.1:{scanner.Address.Port}"));
        await site.InitializeAsync();
        var (given, client, home) = await site.AskAsync();
        using var sent = await UploadsSite.SendAsync(client, home, "attest.pdf", SampleFiles.Pdf(3_000_000));
        var upload = (await site.UploadsAsync(given)).Single();

        await ScanAsync(site, upload);
        var first = (await site.UploadsAsync(given)).Single();
        await ScanAsync(site, upload);
        var tooEarly = (await site.UploadsAsync(given)).Single();
        for (var again = 0; again < 2; again++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(2));
            await ScanAsync(site, upload);
        }

        var last = (await site.UploadsAsync(given)).Single();
        Assert.Equal((ScanState.Pending, 1), (first.Scan, first.ScanFaults));
        Assert.Equal(first.DueAt, tooEarly.DueAt);
        Assert.Equal((ScanState.NotScannable, null), (last.Scan, last.DueAt));
    }

    [Fact]
    public async Task Scanner_thatIsNotThere_isAskedAgain()
    {
        await using var site = new QuestionnaireSite(("Uploads:ClamAv", $"127.0.0.1:{ServerProcess.FreeUrl().Port}"));
        await site.InitializeAsync();
        var (given, client, home) = await site.AskAsync();
        using var sent = await UploadsSite.SendAsync(client, home, "attest.pdf", SampleFiles.Pdf());

        await ScanAsync(site, (await site.UploadsAsync(given)).Single());
        var upload = (await site.UploadsAsync(given)).Single();

        Assert.Equal((ScanState.Pending, 0, true), (upload.Scan, upload.ScanFaults, upload.DueAt > site.Clock.GetUtcNow()));
        await using var sweep = site.App.Services.CreateAsyncScope();
        var db = sweep.ServiceProvider.GetRequiredService<Accounton.Data.AccountonContext>();
        Assert.Contains(
            await CrossOfficeQueries.DueUploadsAsync(db, site.Clock.GetUtcNow() + TimeSpan.FromMinutes(2), Cancelled),
            due => due.Row.Id == upload.Id);
    }

    private static Task<ScanState> SayAsync(int port, byte[] content) =>
        new ClamAv(TimeProvider.System).ScanAsync(new DnsEndPoint("127.0.0.1", port), async write =>
        {
            foreach (var piece in content.Chunk(500_000))
                await write(piece);
        }, Cancelled);

    private static Task<int> ScanAsync(QuestionnaireSite site, Upload upload) => site.WorkedAsync(async (db, services) =>
    {
        await ActivatorUtilities.CreateInstance<ScanJob>(services).RunAsync(db.OfficeId, upload.Id, Cancelled);
        return 0;
    });

    /// <summary>Answers one question after the other; null closes the connection before it is asked to the end.</summary>
    private sealed class PretendScanner : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _work;

        public PretendScanner(params string?[] answers)
        {
            _listener.Start();
            _work = WorkAsync(answers);
        }

        public DnsEndPoint Address => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

        public List<byte[]> Received { get; } = [];

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            try
            {
                await _work;
            }
            catch (SocketException)
            {
                // It was still waiting for the next question.
            }
        }

        private async Task WorkAsync(string?[] answers)
        {
            foreach (var answer in answers)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                if (answer is null)
                {
                    await stream.ReadExactlyAsync(new byte[20]);
                    client.Client.LingerState = new LingerOption(true, 0);
                    continue;
                }

                var received = new MemoryStream();
                var buffer = new byte[100_000];
                while (!received.ToArray().AsSpan().EndsWith("\0\0\0\0"u8))
                    received.Write(buffer, 0, await stream.ReadAsync(buffer));
                Received.Add(received.ToArray());
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
        }
    }
}
