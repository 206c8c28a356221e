using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Accounton.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Connections;

/// <summary>Tells an office's admins that a link no longer holds; saved with the change that it tells of.</summary>
public sealed class ReconnectMail(AccountonContext db, Mails mails, Texts texts, IOptions<AppOptions> app)
{
    public async Task AddAsync(Vendor vendor, string fault)
    {
        var office = await db.Offices.AsNoTracking().SingleAsync(o => o.Id == db.OfficeId);
        var admins = await db.Memberships.Where(m => m.Role == OfficeRole.Admin)
            .Join(db.Users, m => m.UserId, u => u.Id, (_, user) => new { user.Email, user.Name, user.Language }).ToListAsync();
        foreach (var admin in admins.Where(a => a.Email is not null))
        {
            var t = texts.In(Language.Find(admin.Language ?? office.Language) ?? Language.Dutch);
            var name = t["Vendor." + vendor];
            mails.Add(
                admin.Email!,
                t["Mail.Reconnect.Subject", name],
                t.ForUser(t[
                    "Mail.Reconnect.Body",
                    PlainNames.Clean(admin.Name),
                    name,
                    PlainNames.Clean(office.Name),
                    t.Fault(FaultPlace.Mail, vendor, fault),
                    new Uri(app.Value.PublicUrl!, ConnectionPages.Path)]));
        }
    }
}
