#pragma warning disable RS0030 // The one file that reads across offices, so that every such reader can be counted.
using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Features.Imports;
using Accounton.Features.Mail;
using Accounton.Features.Operators;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Features.SignIn;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features;

/// <summary>
/// Every reader that crosses offices. Each returns ids, or what belongs to the one user who asks, or how links and mails
/// are doing, for operators, or the respondent that an address names: never anything else about a client.
/// </summary>
public static class CrossOfficeQueries
{
    /// <summary>So many letters of a wrapped key, in base64, are the same for all that one key of the ring wrapped.</summary>
    public const int WrappedKeyPrefix = 24;

    /// <summary>So many files at a time; the next sweep finds the rest.</summary>
    private const int MostDueUploads = 500;

    private static readonly string[] OfficeFilter = [OfficeModel.Filter];

    /// <summary>A user with the offices they work for, by name; null when there is no such user.</summary>
    public static async Task<SignedInUser?> FindUserAsync(AccountonContext db, Guid userId, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().Where(u => u.Id == userId)
            .Select(u => new { u.Id, u.Name, u.Email, u.Language, u.IsOperator, u.SecurityStamp })
            .FirstOrDefaultAsync(cancellationToken);
        return user is null ? null : new SignedInUser(
            user.Id, user.Name, user.Email ?? "", user.Language, user.IsOperator, user.SecurityStamp ?? "", await OfficesOfAsync(
                db, userId, cancellationToken));
    }

    /// <summary>
    /// A session that holds, with its user and the offices they work for; null when it ended. Two reads, by
    /// the keys of their rows.
    /// </summary>
    public static async Task<SignedInSession?> FindSessionAsync(
        AccountonContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await (
            from session in db.Sessions.AsNoTracking()
            join user in db.Users on session.UserId equals user.Id
            where session.Id == id && session.SecurityStamp == user.SecurityStamp
            select new { Session = session, user.Name, user.Email, user.Language, user.IsOperator }).FirstOrDefaultAsync(cancellationToken);
        if (found is null || !found.Session.HoldsAt(now))
            return null;

        var row = found.Session;
        var offices = await OfficesOfAsync(db, found.Session.UserId, cancellationToken);
        return new SignedInSession(
            row, new SignedInUser(row.UserId, found.Name, found.Email ?? "", found.Language, found.IsOperator, row.SecurityStamp, offices));
    }

    private static async Task<IReadOnlyList<MemberOf>> OfficesOfAsync(
        AccountonContext db, Guid userId, CancellationToken cancellationToken) => await (
        from membership in db.Memberships.IgnoreQueryFilters(OfficeFilter)
        join office in db.Offices on membership.OfficeId equals office.Id
        where membership.UserId == userId
        orderby office.Name
        select new MemberOf(office.Id, office.Name, office.Language, membership.Role, office.SuspendedAt != null, office.TimeZone))
            .ToListAsync(cancellationToken);

    /// <summary>How the offices' wrapped keys begin, each beginning once: it names the key of the ring that wrapped them.</summary>
    public static async Task<IReadOnlyList<string>> WrappedKeysAsync(AccountonContext db, CancellationToken cancellationToken) =>
        await db.OfficeKeys.IgnoreQueryFilters(OfficeFilter)
            .Select(k => k.WrappedDataKey.Substring(0, WrappedKeyPrefix)).Distinct().ToListAsync(cancellationToken);

    /// <summary>Runs that are under way or may be now, of offices that are not suspended, with the lease of who holds them.</summary>
    public static async Task<IReadOnlyList<DueRun>> DueRunsAsync(
        AccountonContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.SyncRuns.IgnoreQueryFilters(OfficeFilter)
            .Where(r => r.EndedAt == null && r.NotBefore <= now)
            .Where(r => !db.Offices.Any(o => o.Id == r.OfficeId && o.SuspendedAt != null))
            .OrderBy(r => r.NotBefore)
            .Select(r => new DueRun(new OfficeRow(r.OfficeId, r.Id), r.IsBig, r.LeaseUntil)).ToListAsync(cancellationToken);

    /// <summary>Linked connections whose next sync is due.</summary>
    public static async Task<IReadOnlyList<OfficeRow>> DueConnectionsAsync(
        AccountonContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Connections.IgnoreQueryFilters(OfficeFilter)
            .Where(c => c.NextSyncAt <= now && c.State != ConnectionState.Unlinked && c.State != ConnectionState.ReconnectNeeded)
            .Where(c => !db.Offices.Any(o => o.Id == c.OfficeId && o.SuspendedAt != null))
            .OrderBy(c => c.NextSyncAt).Select(c => new OfficeRow(c.OfficeId, c.Id)).ToListAsync(cancellationToken);

    /// <summary>
    /// Imports that are under way or may be now, with the lease of who holds them; not those whose clients
    /// are still being fetched.
    /// </summary>
    public static async Task<IReadOnlyList<DueImport>> DueImportsAsync(AccountonContext db, CancellationToken cancellationToken) =>
        await db.ImportBatches.IgnoreQueryFilters(OfficeFilter)
            .Where(b => !db.Offices.Any(o => o.Id == b.OfficeId && o.SuspendedAt != null))
            .Where(b => b.State == ImportState.Comparing || b.State == ImportState.Applying || b.State == ImportState.Undoing
                || (b.State == ImportState.Fetching
                    && (!db.SyncRuns.IgnoreQueryFilters(OfficeFilter)
                        .Any(r => r.OfficeId == b.OfficeId && r.ConnectionId == b.ConnectionId && r.EndedAt == null)
                        || db.Connections.IgnoreQueryFilters(OfficeFilter)
                            .Any(c => c.OfficeId == b.OfficeId && c.Id == b.ConnectionId && c.LastSyncAt >= b.CreatedAt))))
            .OrderBy(b => b.CreatedAt).Select(b => new DueImport(new OfficeRow(b.OfficeId, b.Id), b.LeaseUntil))
            .ToListAsync(cancellationToken);

    /// <summary>Imports that nobody finished before this moment.</summary>
    public static async Task<IReadOnlyList<OfficeRow>> OldImportsAsync(
        AccountonContext db, DateTimeOffset before, CancellationToken cancellationToken) =>
        await db.ImportBatches.IgnoreQueryFilters(OfficeFilter)
            .Where(b => b.CreatedAt < before
                && (b.State == ImportState.Mapping || b.State == ImportState.Reviewing || b.State == ImportState.Failed))
            .OrderBy(b => b.CreatedAt).Select(b => new OfficeRow(b.OfficeId, b.Id)).ToListAsync(cancellationToken);

    /// <summary>Mails that somebody waits for, and that are due.</summary>
    public static Task<List<OfficeRow>> UrgentMailsAsync(AccountonContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        DueMails(db, now).Where(m => m.IsUrgent).OrderBy(m => m.NotBefore)
            .Select(m => new OfficeRow(m.OfficeId, m.Id)).ToListAsync(cancellationToken);

    /// <summary>The offices of which other mails are due.</summary>
    public static Task<List<Guid>> OfficesWithMailAsync(AccountonContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        DueMails(db, now).Where(m => !m.IsUrgent).Select(m => m.OfficeId).Distinct().ToListAsync(cancellationToken);

    /// <summary>
    /// The offices of which clients are to be reminded: one look into an index for each office, however many are planned.
    /// </summary>
    public static Task<List<Guid>> OfficesWithRemindersAsync(
        AccountonContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Offices
            .Where(o => o.SuspendedAt == null
                && db.Assignments.IgnoreQueryFilters(OfficeFilter).Any(a => a.OfficeId == o.Id && a.NextReminderAt <= now))
            .Select(o => o.Id).ToListAsync(cancellationToken);

    /// <summary>Sendings to many that are under way, with the lease of who holds them.</summary>
    public static Task<List<DueSending>> DueSendingsAsync(AccountonContext db, CancellationToken cancellationToken) =>
        db.BulkSendings.IgnoreQueryFilters(OfficeFilter).Where(s => s.EndedAt == null)
            .Where(s => !db.Offices.Any(o => o.Id == s.OfficeId && o.SuspendedAt != null))
            .OrderBy(s => s.CreatedAt).Select(s => new DueSending(new OfficeRow(s.OfficeId, s.Id), s.LeaseUntil))
            .ToListAsync(cancellationToken);

    private static IQueryable<OutgoingMail> DueMails(AccountonContext db, DateTimeOffset now) =>
        db.OutgoingMails.IgnoreQueryFilters(OfficeFilter)
            .Where(m => (m.State == MailState.Waiting || m.State == MailState.Sending) && m.NotBefore <= now)
            .Where(m => !db.Offices.Any(o => o.Id == m.OfficeId && o.SuspendedAt != null));

    /// <summary>Files that the sweep is to look at: those that stopped coming, and those to be scanned.</summary>
    public static async Task<IReadOnlyList<DueUpload>> DueUploadsAsync(
        AccountonContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Uploads.IgnoreQueryFilters(OfficeFilter).Where(u => u.DueAt <= now)
            .Where(u => !db.Offices.Any(o => o.Id == u.OfficeId && o.SuspendedAt != null))
            .OrderBy(u => u.DueAt).Take(MostDueUploads)
            .Select(u => new DueUpload(new OfficeRow(u.OfficeId, u.Id), u.State == UploadState.Receiving)).ToListAsync(cancellationToken);

    /// <summary>Documents whose pictures are to be joined, and are in nobody's hands.</summary>
    public static async Task<IReadOnlyList<OfficeRow>> DueJoinsAsync(
        AccountonContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.RequestedDocuments.IgnoreQueryFilters(OfficeFilter)
            .Where(d => d.JoinAt <= now && (d.LeaseUntil == null || d.LeaseUntil < now))
            .Where(d => !db.Offices.Any(o => o.Id == d.OfficeId && o.SuspendedAt != null))
            .OrderBy(d => d.JoinAt).Take(MostDueUploads).Select(d => new OfficeRow(d.OfficeId, d.Id)).ToListAsync(cancellationToken);

    /// <summary>The respondent of a link, whether or not it still works.</summary>
    public static Task<RespondentAt?> FindRespondentLinkAsync(
        AccountonContext db, byte[] tokenHash, CancellationToken cancellationToken) => (
        from link in db.RespondentLinks.IgnoreQueryFilters(OfficeFilter)
        join respondent in db.Respondents.IgnoreQueryFilters(
            OfficeFilter) on new { link.OfficeId, Id = link.RespondentId } equals new { respondent.OfficeId, respondent.Id }
        join office in db.Offices on link.OfficeId equals office.Id
        where link.TokenHash == tokenHash
        select new RespondentAt(
            office.Id, office.Name, office.TimeZone, office.SuspendedAt != null,
            respondent.Id, respondent.AssignmentId, respondent.Person, respondent.Language,
            respondent.WithdrawnAt != null || link.WithdrawnAt != null, link.ExpiresAt, false)).SingleOrDefaultAsync(cancellationToken);

    /// <summary>A respondent that an address names, and whether a browser with this secret is known to be theirs.</summary>
    public static Task<RespondentAt?> FindRespondentAsync(
        AccountonContext db, Guid respondentId, byte[]? secretHash, DateTimeOffset now, CancellationToken cancellationToken) => (
        from respondent in db.Respondents.IgnoreQueryFilters(OfficeFilter)
        join office in db.Offices on respondent.OfficeId equals office.Id
        where respondent.Id == respondentId
        select new RespondentAt(
            office.Id, office.Name, office.TimeZone, office.SuspendedAt != null,
            respondent.Id, respondent.AssignmentId, respondent.Person, respondent.Language,
            respondent.WithdrawnAt != null, null,
            db.RespondentDevices.IgnoreQueryFilters(OfficeFilter).Any(d =>
                d.OfficeId == respondent.OfficeId && d.RespondentId == respondent.Id
                    && d.SecretHash == secretHash && d.KnownUntil > now))).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The invitation of a token, while it works.</summary>
    public static async Task<OfficeRow?> FindInvitationAsync(
        AccountonContext db, byte[] tokenHash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await db.Invitations.IgnoreQueryFilters(OfficeFilter)
            .Where(i => i.TokenHash == tokenHash && i.ExpiresAt > now && !i.AwaitsApproval)
            .Select(i => new { i.OfficeId, i.Id }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new OfficeRow(found.OfficeId, found.Id);
    }

    /// <summary>The open invitations of an address that its owner has proved to have; those of a suspended office last.</summary>
    public static async Task<IReadOnlyList<OfficeRow>> InvitationsOfAsync(
        AccountonContext db, string email, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Invitations.IgnoreQueryFilters(OfficeFilter).Where(i => i.Email == email && i.ExpiresAt > now && !i.AwaitsApproval)
            .OrderBy(i => db.Offices.Any(o => o.Id == i.OfficeId && o.SuspendedAt != null))
            .ThenBy(i => i.CreatedAt).Select(i => new OfficeRow(i.OfficeId, i.Id)).ToListAsync(cancellationToken);

    /// <summary>How many members these offices have, and how their links are.</summary>
    public static async Task<IReadOnlyList<OfficeHealth>> HealthOfAsync(
        AccountonContext db, IReadOnlyCollection<Guid> offices, CancellationToken cancellationToken)
    {
        var members = await db.Memberships.IgnoreQueryFilters(OfficeFilter).Where(m => offices.Contains(m.OfficeId))
            .GroupBy(m => m.OfficeId).Select(g => new { OfficeId = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.OfficeId, g => g.Count, cancellationToken);
        var links = await db.Connections.IgnoreQueryFilters(OfficeFilter)
            .Where(c => offices.Contains(c.OfficeId) && c.State != ConnectionState.Unlinked)
            .OrderBy(c => c.Vendor).Select(c => new { c.OfficeId, Link = new LinkHealth(c.Vendor, c.State, c.LastSyncAt) })
            .ToListAsync(cancellationToken);
        return [.. offices.Select(
            id => new OfficeHealth(id, members.GetValueOrDefault(id), [.. links.Where(l => l.OfficeId == id).Select(l => l.Link)]))];
    }

    /// <summary>Offices' mails, newest first, as an operator may know them: where each is, not what it says.</summary>
    public static async Task<IReadOnlyList<MailHealth>> MailsAsync(
        AccountonContext db, bool onlyTrouble, int most, CancellationToken cancellationToken) =>
        await (from mail in db.OutgoingMails.IgnoreQueryFilters(OfficeFilter)
            .Where(m => !onlyTrouble || m.State == MailState.Refused || m.State == MailState.Uncertain)
               join office in db.Offices on mail.OfficeId equals office.Id
               orderby mail.CreatedAt descending
               select new MailHealth(
                   mail.OfficeId, mail.Id, office.Name, mail.To, mail.CreatedAt, mail.State, mail.EndedAt, mail.NotBefore, mail.Fault))
            .Take(most).ToListAsync(cancellationToken);
}
