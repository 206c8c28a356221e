using System.Globalization;
using System.Text;
using Accounton.Features.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Accounton.Development.Mail;

/// <summary>The mails that would have been sent, newest first, as plain text; for developers.</summary>
[AllowAnonymous]
public sealed class MailFolderController(IOptions<MailOptions> options, IHostEnvironment environment) : Controller
{
    private const int Shown = 50;

    [HttpGet("/development/mail")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment() || options.Value.Folder is not { } name)
            return NotFound();

        var folder = new DirectoryInfo(Path.GetFullPath(name, environment.ContentRootPath));
        var text = new StringBuilder();
        foreach (var file in (folder.Exists ? folder.GetFiles("*.eml") : [])
            .OrderByDescending(f => f.Name, StringComparer.Ordinal).Take(Shown))
        {
            using var mail = await MimeMessage.LoadAsync(file.FullName, cancellationToken);
            text.AppendLine(CultureInfo.InvariantCulture, $"{mail.Date:u}  {mail.To}")
                .AppendLine(mail.Subject).AppendLine().AppendLine(mail.TextBody).AppendLine(new string('-', 72));
        }

        return Content(text.Length == 0 ? "No mail." : text.ToString(), "text/plain; charset=utf-8");
    }
}
