using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Operators;

/// <summary>Which mails left, wait or were refused; not what they say, and to whom only half.</summary>
[Authorize(Policies.Operator)]
public sealed class OperatorMailController(
    AccountonContext db, OfficeActs acts, Mails mails, IMailTransport transport, Texts texts, TimeProvider clock) : Controller
{
    public const string Path = "/operator/mail";

    private const int Shown = 100;

    [HttpGet(Path)]
    public async Task<IActionResult> Index(bool refused, CancellationToken cancellationToken)
    {
        var platform = await db.PlatformMails.AsNoTracking()
            .Where(m => !refused || m.State == MailState.Refused || m.State == MailState.Uncertain)
            .OrderByDescending(m => m.CreatedAt).Take(Shown)
            .Select(m => new MailHealth(null, m.Id, null, m.To, m.CreatedAt, m.State, m.EndedAt, m.NotBefore, m.Fault))
            .ToListAsync(cancellationToken);
        var offices = await CrossOfficeQueries.MailsAsync(db, refused, Shown, cancellationToken);
        return View(
            "Mail",
            new MailPage([.. platform.Concat(offices).OrderByDescending(m => m.CreatedAt).Take(Shown)], refused, transport.IsConfigured));
    }

    /// <summary>Sends what was refused again, or what nobody knows of whether it arrived: that is for a person to decide.</summary>
    [HttpPost(Path + "/{id:guid}/again")]
    public async Task<IActionResult> Again(Guid id, Guid? officeId, CancellationToken cancellationToken)
    {
        MailRow? mail = null;
        if (officeId is { } office)
        {
            await acts.InAsync(office, async (own, _, _) =>
            {
                mail = await own.OutgoingMails.SingleOrDefaultAsync(
                    m => m.Id == id && (m.State == MailState.Refused || m.State == MailState.Uncertain), cancellationToken);
                await DueAsync(own, mail, cancellationToken);
            }, cancellationToken);
        }
        else
        {
            mail = await db.PlatformMails.SingleOrDefaultAsync(
                m => m.Id == id && (m.State == MailState.Refused || m.State == MailState.Uncertain), cancellationToken);
            await DueAsync(db, mail, cancellationToken);
        }

        if (mail is null)
            return NotFound();

        mails.Trigger(mail);
        this.Notify(State.Info, texts["OperatorMail.Trying"]);
        return LocalRedirect(Path);
    }

    /// <summary>Enough of an address to know it again, by who knows it.</summary>
    public static string Masked(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 1 ? "•••" : $"{address[..1]}•••{address[at..]}";
    }

    private async Task DueAsync(AccountonContext context, MailRow? mail, CancellationToken cancellationToken)
    {
        if (mail is null)
            return;

        mail.State = MailState.Waiting;
        mail.EndedAt = null;
        mail.Attempts = 0;
        mail.ClaimId = null;
        mail.NotBefore = clock.GetUtcNow();
        await context.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>The newest mails.</summary>
public sealed record MailPage(IReadOnlyList<MailHealth> Mails, bool OnlyRefused, bool IsConfigured);
