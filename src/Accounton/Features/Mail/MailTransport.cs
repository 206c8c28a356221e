using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Accounton.Features.Mail;

/// <summary>Section <c>Mail</c>. Without a host no mail leaves: it waits in the database.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public string? Host { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 587;
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    [Required, MailAddress]
    public string From { get; set; } = "noreply@accounton.example";

    /// <summary>A folder to write mails to as files instead of sending them; for development.</summary>
    public string? Folder { get; set; }
}

/// <summary>Brings a mail to where it goes.</summary>
public interface IMailTransport
{
    /// <summary>False while nobody said where mails go: then they wait.</summary>
    bool IsConfigured { get; }

    /// <exception cref="UnmakableLetterException">No mail can be made of it, however often it is tried.</exception>
    Task SendAsync(Letter letter, CancellationToken cancellationToken);
}

/// <summary>A letter of which no mail can be made, such as one to what is no address.</summary>
public sealed class UnmakableLetterException(Exception inner) : Exception("No mail can be made of a letter.", inner);

/// <summary>Over SMTP, or into a folder.</summary>
public sealed class MailTransport(IOptions<MailOptions> options, IHostEnvironment environment) : IMailTransport
{
    public bool IsConfigured => options.Value is { Host.Length: > 0 } or { Folder.Length: > 0 };

    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var message = Made(letter, settings.From);
        if (settings.Folder is { Length: > 0 })
        {
            var folder = Directory.CreateDirectory(Path.GetFullPath(settings.Folder, environment.ContentRootPath)).FullName;
            var file = Path.Combine(folder, $"{letter.At:yyyyMMdd-HHmmss}-{letter.Id:N}.eml");
            // Under its name only once it is whole, because others look into the folder.
            await message.WriteToAsync(file + ".new", cancellationToken);
            File.Move(file + ".new", file, overwrite: true);
            return;
        }

        using var client = new SmtpClient();
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Security, cancellationToken);
        if (settings.UserName is not null)
            await client.AuthenticateAsync(settings.UserName, settings.Password ?? "", cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private static MimeMessage Made(Letter letter, string from)
    {
        try
        {
            return letter.Compose(from);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new UnmakableLetterException(e);
        }
    }
}
