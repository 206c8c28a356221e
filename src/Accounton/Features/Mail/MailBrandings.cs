using Accounton.Data;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Mail;

/// <summary>How the current office's mails look.</summary>
public sealed class MailBrandings(AccountonContext db)
{
    public async Task<MailBranding> CurrentAsync(CancellationToken cancellationToken)
    {
        var office = await db.Offices.AsNoTracking().SingleAsync(o => o.Id == db.OfficeId, cancellationToken);
        var logo = await db.OfficeLogos.AsNoTracking()
            .Select(l => new Logo(l.ContentType, l.Bytes)).SingleOrDefaultAsync(cancellationToken);
        return new(
            PlainNames.Clean(office.Name),
            PlainNames.Clean(office.SenderName ?? office.Name),
            office.ReplyTo,
            office.Colour ?? MailHtml.DefaultColour,
            logo);
    }
}
