using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Mail;

/// <summary>Section <c>Mail</c>. Without a host no mail leaves: it waits in the database.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(100);

    public string? Host { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 587;
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    [Required, MailAddress]
    public string From { get; set; } = "noreply@accounton.example";

    /// <summary>How long a server may take for connecting, and for each mail. A mail is claimed for longer than that.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A folder to write mails to as files instead of sending them; for development.</summary>
    public string? Folder { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > LongestTimeout)
            yield return new ValidationResult($"{Section}:{nameof(Timeout)} is between a second and {LongestTimeout}.", [nameof(Timeout)]);
    }
}

/// <summary>Where mails go.</summary>
public interface IMailTransport
{
    /// <summary>False while nobody said where mails go: then they wait.</summary>
    bool IsConfigured { get; }

    /// <summary>For one mail or many, one after the other.</summary>
    IMailConnection Open();
}

/// <summary>A way to the mail server, which is kept open from one mail to the next.</summary>
public interface IMailConnection : IAsyncDisposable
{
    /// <summary>Reaches the server, when that was not done yet or the connection is gone.</summary>
    Task ConnectAsync(CancellationToken cancellationToken);

    /// <exception cref="InvalidMailException">No mail can be made of it, however often it is tried.</exception>
    /// <exception cref="UncertainDeliveryException">It may have arrived, or not. Any other exception says that it did not.</exception>
    Task SendAsync(MailMessage letter, CancellationToken cancellationToken);
}

/// <summary>A letter of which no mail can be made, such as one to what is no address.</summary>
public sealed class InvalidMailException(Exception inner) : Exception("No mail can be made of a letter.", inner);

/// <summary>What went wrong came after the server was given the letter's content.</summary>
public sealed class UncertainDeliveryException(Exception inner) : Exception("Nobody knows whether a letter arrived.", inner);

/// <summary>Over SMTP, or into a folder.</summary>
public sealed class MailTransport(IOptions<MailOptions> options, IHostEnvironment environment) : IMailTransport
{
    public bool IsConfigured => options.Value is { Host.Length: > 0 } or { Folder.Length: > 0 };

    public IMailConnection Open() => options.Value.Folder is { Length: > 0 } folder
        ? new MailFolder(Path.GetFullPath(folder, environment.ContentRootPath), options.Value.From)
        : new SmtpConnection(options.Value);
}

/// <summary>Writes each mail to a file.</summary>
public sealed class MailFolder(string path, string from) : IMailConnection
{
    public Task ConnectAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(path);
        return Task.CompletedTask;
    }

    public async Task SendAsync(MailMessage letter, CancellationToken cancellationToken)
    {
        using var message = letter.Compose(from);
        var file = Path.Combine(path, $"{letter.At:yyyyMMdd-HHmmss}-{letter.Id:N}.eml");
        // Under its name only once it is whole, because others look into the folder.
        await message.WriteToAsync(file + ".new", cancellationToken);
        File.Move(file + ".new", file, overwrite: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
