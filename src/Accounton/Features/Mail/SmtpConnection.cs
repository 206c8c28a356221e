using MailKit;
using MailKit.Net.Smtp;

namespace Accounton.Features.Mail;

/// <summary>A connection to a mail server.</summary>
public sealed class SmtpConnection(MailOptions settings) : IMailConnection
{
    private readonly ContentWatch _watch = new();
    private SmtpClient? _client;

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true })
            return;

        _client?.Dispose();
        _client = new SmtpClient(_watch);
        using var patience = Patience(cancellationToken);
        await _client.ConnectAsync(settings.Host!, settings.Port, settings.Security, patience.Token);
        if (settings.UserName is not null)
            await _client.AuthenticateAsync(settings.UserName, settings.Password ?? "", patience.Token);
    }

    public async Task SendAsync(MailMessage letter, CancellationToken cancellationToken)
    {
        using var message = letter.Compose(settings.From);
        for (var isFirst = true; ; isFirst = false)
        {
            await ConnectAsync(cancellationToken);
            _watch.Begin();
            using var patience = Patience(cancellationToken);
            try
            {
                await _client!.SendAsync(message, patience.Token);
                return;
            }
            catch (Exception) when (isFirst && !_watch.HasContent && _watch.IsUsed && !_client!.IsConnected)
            {
                // A server may end a connection that it has had enough of; the content of this mail was not begun.
            }
            catch (Exception e) when (_watch.HasContent && !IsRefusal(e))
            {
                throw new UncertainDeliveryException(e);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is null)
            return;

        try
        {
            using var patience = Patience(CancellationToken.None);
            await _client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ProtocolException or CommandException)
        {
            // All that was to be sent was answered.
        }

        _client.Dispose();
    }

    /// <summary>
    /// The server said that it does not take the mail: for good once it had it, or before it was given any of it. What it says about trying
    /// later once it had it is not believed: servers that time out over a mail may deliver it all the same.
    /// </summary>
    private static bool IsRefusal(Exception e) =>
        e is SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 }
            or SmtpCommandException { ErrorCode: SmtpErrorCode.UnexpectedStatusCode };

    private CancellationTokenSource Patience(CancellationToken cancellationToken)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Timeout);
        return patience;
    }

    /// <summary>Watches what is said to the server for the command after which a mail's content comes. Keeps nothing of it.</summary>
    private sealed class ContentWatch : IProtocolLogger
    {
        private bool _isBegun;

        /// <summary>The content of the mail was begun.</summary>
        public bool HasContent { get; private set; }

        /// <summary>The connection has brought a mail before.</summary>
        public bool IsUsed { get; private set; }

        public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

        public void Begin()
        {
            IsUsed = _isBegun;
            _isBegun = true;
            HasContent = false;
        }

        public void LogConnect(Uri uri) => _isBegun = false;

        public void LogClient(byte[] buffer, int offset, int count)
        {
            var said = buffer.AsSpan(offset, count);
            HasContent |= _isBegun && (said.StartsWith("DATA\r\n"u8) || said.StartsWith("BDAT "u8));
        }

        public void LogServer(byte[] buffer, int offset, int count)
        {
        }

        public void Dispose()
        {
        }
    }
}
