#pragma warning disable RS0030 // The one file that reads across offices, so that every such reader can be counted.
using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Features.Offices;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tenancy;

/// <summary>Every reader that crosses offices. Each returns ids, or what belongs to the one user who asks.</summary>
public static class CrossOffice
{
    private static readonly string[] OfficeFilter = [OfficeModel.Filter];

    /// <summary>A user with the offices they work for, by name; null when there is no such user.</summary>
    public static async Task<SignedInUser?> FindUserAsync(AccountonContext db, Guid userId, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().Where(u => u.Id == userId)
            .Select(u => new { u.Id, u.Name, u.Email, u.Language, u.IsOperator, u.SecurityStamp })
            .FirstOrDefaultAsync(cancellationToken);
        if (user is null)
            return null;

        var offices = await (
            from membership in db.Memberships.IgnoreQueryFilters(OfficeFilter)
            join office in db.Offices on membership.OfficeId equals office.Id
            where membership.UserId == userId
            orderby office.Name
            select new MemberOf(office.Id, office.Name, office.Language, membership.Role)).ToListAsync(cancellationToken);
        return new SignedInUser(user.Id, user.Name, user.Email ?? "", user.Language, user.IsOperator, user.SecurityStamp ?? "", offices);
    }

    /// <summary>Runs that may go on now: not held by anybody, or by somebody whose lease ran out.</summary>
    public static async Task<IReadOnlyList<DueRun>> DueRunsAsync(AccountonContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.SyncRuns.IgnoreQueryFilters(OfficeFilter)
            .Where(r => r.EndedAt == null && r.NotBefore <= now && (r.LeaseUntil == null || r.LeaseUntil < now))
            .OrderBy(r => r.NotBefore)
            .Select(r => new DueRun(new OfficeRow(r.OfficeId, r.Id), r.IsBig)).ToListAsync(cancellationToken);

    /// <summary>Linked connections whose next sync is due.</summary>
    public static async Task<IReadOnlyList<OfficeRow>> DueConnectionsAsync(AccountonContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Connections.IgnoreQueryFilters(OfficeFilter)
            .Where(c => c.NextSyncAt <= now && c.State != ConnectionState.Unlinked && c.State != ConnectionState.ReconnectNeeded)
            .OrderBy(c => c.NextSyncAt).Select(c => new OfficeRow(c.OfficeId, c.Id)).ToListAsync(cancellationToken);

    /// <summary>Mails that wait to be sent, and are not given up.</summary>
    public static async Task<IReadOnlyList<OfficeRow>> DueMailsAsync(AccountonContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.OutgoingMails.IgnoreQueryFilters(OfficeFilter)
            .Where(m => m.SentAt == null && m.NotBefore <= now && m.Attempts < OutgoingMail.MostAttempts)
            .OrderBy(m => m.NotBefore).Select(m => new OfficeRow(m.OfficeId, m.Id)).ToListAsync(cancellationToken);
}

/// <summary>The ids of a row: what a job gets as its arguments, office first.</summary>
public readonly record struct OfficeRow(Guid OfficeId, Guid Id);

/// <summary>A run to trigger, and whether it belongs in the queue of big ones.</summary>
public sealed record DueRun(OfficeRow Row, bool IsBig);

/// <summary>An office that a user works for.</summary>
public sealed record MemberOf(Guid OfficeId, string OfficeName, string OfficeLanguage, OfficeRole Role);
