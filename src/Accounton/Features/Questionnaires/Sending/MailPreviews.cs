using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Localisation;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Mails to clients as their readers see them, before any leaves.</summary>
public sealed class MailPreviews(AccountonContext db, MailBrandings styles, Texts texts, TimeProvider clock)
{
    /// <summary>Leads nowhere.</summary>
    private static readonly Uri Nowhere = new("https://accounton.example/");

    /// <summary>A mail about a questionnaire, with the words that are kept.</summary>
    public async Task<string> ShowAsync(QuestionnaireMail kind, SendOffer offer, CancellationToken cancellationToken)
    {
        var settings = await db.ClientMailSettings.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return await ShowAsync(
            kind,
            new(offer.Assignment, offer.Client, offer.Template),
            settings?.WordsOf(kind, offer.Language),
            offer.Language,
            cancellationToken);
    }

    /// <summary>A mail about a questionnaire, with words that may not be kept yet.</summary>
    public async Task<string> ShowAsync(
        QuestionnaireMail kind, MailedQuestionnaire about, string? words, Language language, CancellationToken cancellationToken)
    {
        var style = await styles.CurrentAsync(cancellationToken);
        var written = ClientMails.Write(kind, about, style.OfficeName, words, texts.In(language));
        var letter = new MailMessage(
            Guid.Empty, clock.GetUtcNow(), about.Client.Email ?? "", written.Subject, written.Body, Nowhere, style);
        return MailHtml.Create(
            letter, style.Logo is { } logo ? $"data:{logo.ContentType};base64,{Convert.ToBase64String(logo.Bytes)}" : null);
    }
}
