using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>The scanner did not answer, or cannot be relied on as it is set up.</summary>
/// <param name="broke">It closed the connection while it got the file.</param>
public sealed class ScannerException(string message, bool broke = false) : Exception(message)
{
    public bool Broke { get; } = broke;
}

/// <summary>
/// Asks clamd about a file, by its own protocol: <c>INSTREAM</c>, pieces with their length before them, an empty one at the end.
/// </summary>
public sealed class ClamAv(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TrustedFor = TimeSpan.FromHours(1);

    /// <summary>More packages within one another than any setting of clamd looks into.</summary>
    private const int Nested = 120;
    private const int MostAnswer = 1000;

    private static readonly byte[] Deep = DeepPackage();

    private DateTimeOffset _trustedUntil;

    /// <summary>What it says of what is written to it.</summary>
    /// <param name="scanner">Where it listens.</param>
    /// <param name="send">Writes the content piece by piece.</param>
    /// <exception cref="ScannerException">It says nothing that can be relied on.</exception>
    public async Task<ScanState> ScanAsync(
        DnsEndPoint scanner, Func<Func<ReadOnlyMemory<byte>, ValueTask>, Task> send, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await EnsureTellsLimitsAsync(scanner, patience.Token);
            return Read(await AskAsync(scanner, send, patience.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ScannerException("The scanner did not answer in time.");
        }
    }

    /// <summary>
    /// What an answer means. Whatever was not looked at whole is not clean: past a limit, encrypted, or told as an error.
    /// </summary>
    public static ScanState Read(string answer)
    {
        if (answer.EndsWith(" OK", StringComparison.Ordinal))
            return ScanState.Clean;
        if (answer.EndsWith(" FOUND", StringComparison.Ordinal))
            return answer.Contains("Heuristics.Limits.Exceeded", StringComparison.Ordinal)
                || answer.Contains("Heuristics.Encrypted", StringComparison.Ordinal)
                ? ScanState.NotScannable
                : ScanState.Infected;
        if (answer.Contains("size limit exceeded", StringComparison.OrdinalIgnoreCase))
            return ScanState.NotScannable;
        throw new ScannerException("The scanner answered with an error.");
    }

    /// <summary>
    /// clamd says OK to what exceeds its limits unless it is set up to tell. A package that is nested too deep for any limit finds
    /// out: while that one is OK, no answer can be relied on.
    /// </summary>
    private async Task EnsureTellsLimitsAsync(DnsEndPoint scanner, CancellationToken cancellationToken)
    {
        if (_trustedUntil > clock.GetUtcNow())
            return;
        if (Read(await AskAsync(scanner, async write => await write(Deep), cancellationToken)) != ScanState.NotScannable)
            throw new ScannerException("clamd passes over what exceeds its limits: set AlertExceedsMax to yes in clamd.conf.");
        _trustedUntil = clock.GetUtcNow() + TrustedFor;
    }

    private static async Task<string> AskAsync(
        DnsEndPoint scanner, Func<Func<ReadOnlyMemory<byte>, ValueTask>, Task> send, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(scanner.Host, scanner.Port, cancellationToken);
        }
        catch (SocketException)
        {
            throw new ScannerException("The scanner cannot be reached.");
        }

        await using var stream = client.GetStream();
        var isBroken = false;
        try
        {
            await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellationToken);
            var length = new byte[sizeof(uint)];
            await send(async piece =>
            {
                BinaryPrimitives.WriteInt32BigEndian(length, piece.Length);
                await stream.WriteAsync(length, cancellationToken);
                await stream.WriteAsync(piece, cancellationToken);
            });
            await stream.WriteAsync(new byte[sizeof(uint)], cancellationToken);
        }
        catch (IOException)
        {
            // It may have said why before it closed: a file that is too large is not read to its end.
            isBroken = true;
        }

        var answer = await AnswerAsync(stream, cancellationToken);
        return answer.Length > 0 ? answer : throw new ScannerException("The scanner closed the connection.", broke: isBroken);
    }

    private static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var answer = new byte[MostAnswer];
        try
        {
            var length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static byte[] DeepPackage()
    {
        var content = "nothing"u8.ToArray();
        for (var depth = 0; depth < Nested; depth++)
        {
            using var package = new MemoryStream();
            using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
            {
                using var entry = archive.CreateEntry("a").Open();
                entry.Write(content);
            }

            content = package.ToArray();
        }

        return content;
    }
}
