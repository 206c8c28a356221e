using MimeKit;
using MimeKit.Utils;

namespace Accounton.Features.Mail;

/// <summary>How an office's mails look.</summary>
/// <param name="OfficeName">Stands at the foot.</param>
/// <param name="Sender">
/// The name that the mail comes from, with "via Accounton" behind it; the address stays the platform's, which alone may send.
/// </param>
/// <param name="ReplyTo">Where an answer goes.</param>
/// <param name="Colour">As <c>#rrggbb</c>.</param>
public sealed record MailBranding(string OfficeName, string Sender, string? ReplyTo, string Colour, Logo? Logo);

/// <summary>A picture and what it is.</summary>
public sealed record Logo(string ContentType, byte[] Bytes);

/// <summary>A mail as it leaves.</summary>
/// <param name="Text">With <see cref="MailRow.LinkMark"/> where <paramref name="Link"/> comes.</param>
public sealed record MailMessage(Guid Id, DateTimeOffset At, string To, string Subject, string Text, Uri? Link, MailBranding? Style)
{
    /// <summary>Plain text, and the same in the office's style.</summary>
    /// <exception cref="InvalidMailException">No mail can be made of it.</exception>
    public MimeMessage Compose(string from)
    {
        try
        {
            return Made(from);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidMailException(e);
        }
    }

    private MimeMessage Made(string from)
    {
        var message = new MimeMessage { Subject = Subject, Date = At, MessageId = $"{Id:N}@accounton" };
        var sender = MailboxAddress.Parse(from);
        message.From.Add(new MailboxAddress(Style is null ? "Accounton" : $"{Style.Sender} via Accounton", sender.Address));
        message.To.Add(MailboxAddress.Parse(To));
        if (Style?.ReplyTo is { } replyTo && MailboxAddress.TryParse(replyTo, out var address))
            message.ReplyTo.Add(address);
        // No server answers this one with an absence note.
        message.Headers.Add("Auto-Submitted", "auto-generated");

        var body = new BodyBuilder { TextBody = Text.Replace(MailRow.LinkMark, Link?.AbsoluteUri, StringComparison.Ordinal) };
        string? logo = null;
        if (Style?.Logo is { } picture)
        {
            var part = body.LinkedResources.Add("logo", picture.Bytes, ContentType.Parse(picture.ContentType));
            part.ContentId = MimeUtils.GenerateMessageId();
            logo = "cid:" + part.ContentId;
        }

        body.HtmlBody = MailHtml.Create(this, logo);
        message.Body = body.ToMessageBody();
        return message;
    }
}
