using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Accounton.Tests.Vendors;

/// <summary>A server that misbehaves below HTTP: gives each request the bytes that a test has for its path, and hangs up.</summary>
public sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, byte[]?> _answer;
    private readonly X509Certificate2? _certificate;
    private int _calls;

    /// <param name="answer">The bytes for a path; null leaves the caller waiting.</param>
    /// <param name="tls">Speaks TLS, with a certificate that nobody trusts.</param>
    public RawServer(Func<string, byte[]?> answer, bool tls = false)
    {
        _answer = answer;
        _certificate = tls ? SelfSigned() : null;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Calls => _calls;
    public Uri Url => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>A whole answer.</summary>
    public static byte[] Ok(string json) =>
        Bytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\nConnection: close\r\n\r\n{json}");

    /// <summary>A whole answer in UTF-8, with whatever its header says of that.</summary>
    /// <param name="type">The Content-Type; null for none.</param>
    /// <param name="mark">Begins with a byte order mark.</param>
    public static byte[] Answer(string? type, bool mark, string text, string status = "200 OK")
    {
        byte[] body = [.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)];
        var header = type is null ? "" : $"Content-Type: {type}\r\n";
        return [.. Bytes($"HTTP/1.1 {status}\r\n{header}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];
    }

    public static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _certificate?.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using var _ = client;
        try
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(_certificate);
                stream = tls;
            }
            if (await ReadPathAsync(stream, stop) is not { } path)
                return;
            Interlocked.Increment(ref _calls);
            if (_answer(path) is { } bytes)
                await stream.WriteAsync(bytes, stop);
            else
                await Task.Delay(Timeout.Infinite, stop);
            await stream.FlushAsync(stop);
        }
        catch (Exception exception) when (exception is OperationCanceledException
            or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The other side gave up first, which is what some tests are about.
        }
    }

    /// <summary>The path asked for; empty for what is no HTTP, null when the other side hung up.</summary>
    private static async Task<string?> ReadPathAsync(Stream stream, CancellationToken stop)
    {
        var buffer = new byte[16_384];
        var length = 0;
        while (!Encoding.ASCII.GetString(buffer, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), stop);
            if (read == 0)
                return null;
            length += read;
            if (!char.IsAsciiLetterUpper((char)buffer[0]))
                return "";
        }
        return Encoding.ASCII.GetString(buffer, 0, length).Split(' ')[1];
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
