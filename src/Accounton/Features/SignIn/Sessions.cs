using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.SignIn;

/// <summary>Starts, lists and ends <see cref="Session"/>s.</summary>
public sealed class Sessions(AccountonContext db, CurrentMember member, IHttpContextAccessor accessor, TimeProvider clock)
{
    /// <summary>A session for this browser, in place of the one that it had, whoever's that was; its id.</summary>
    public async Task<Guid> StartAsync(User user, Guid? officeId, CancellationToken cancellationToken)
    {
        await EndThisAsync(cancellationToken);
        var context = accessor.HttpContext!;
        var now = clock.GetUtcNow();
        var session = db.Sessions.Add(new Session
        {
            UserId = user.Id,
            SecurityStamp = user.SecurityStamp ?? "",
            OfficeId = officeId,
            StartedAt = now,
            LastSeenAt = now,
            Source = string.Concat((context.Connection.RemoteIpAddress?.ToString() ?? "").Take(Session.SourceLength)),
            Agent = string.Concat(context.Request.Headers.UserAgent.ToString().Take(Session.AgentLength)),
        }).Entity;
        await db.SaveChangesAsync(cancellationToken);
        return session.Id;
    }

    /// <summary>Goes on in another office.</summary>
    public async Task EnterAsync(Guid officeId, CancellationToken cancellationToken)
    {
        var id = member.SessionId;
        await db.UpdateSharedAsync<Session>(s => s.Id == id, set => set.SetProperty(s => s.OfficeId, officeId), cancellationToken);
    }

    /// <summary>The session of this request, when it has one.</summary>
    public async Task EndThisAsync(CancellationToken cancellationToken)
    {
        if (member.SessionId is { } id)
            await db.DeleteSharedAsync<Session>(s => s.Id == id, cancellationToken);
    }

    /// <summary>One of a user's; nothing when it is not theirs or has ended.</summary>
    public Task EndAsync(Guid userId, Guid id, CancellationToken cancellationToken) =>
        db.DeleteSharedAsync<Session>(s => s.UserId == userId && s.Id == id, cancellationToken);

    public Task EndAllAsync(Guid userId, CancellationToken cancellationToken) =>
        db.DeleteSharedAsync<Session>(s => s.UserId == userId, cancellationToken);

    /// <summary>Everybody's who works in the current office, or would once they choose.</summary>
    public Task EndInOfficeAsync(CancellationToken cancellationToken)
    {
        var office = db.OfficeId;
        return db.DeleteSharedAsync<Session>(
            s => s.OfficeId == office || (s.OfficeId == null && db.Memberships.Any(m => m.UserId == s.UserId)), cancellationToken);
    }

    /// <summary>
    /// Those in the current office of somebody who was a member of it; all of them when there is no other office to work in.
    /// </summary>
    public async Task EndInOfficeAsync(Guid userId, CancellationToken cancellationToken)
    {
        var office = db.OfficeId;
        var hasOther = await CrossOfficeQueries.FindUserAsync(db, userId, cancellationToken) is { Offices.Count: > 0 };
        await db.DeleteSharedAsync<Session>(s => s.UserId == userId && (!hasOther || s.OfficeId == office), cancellationToken);
    }

    /// <summary>Those of a user that hold, the one seen last first.</summary>
    public async Task<IReadOnlyList<Session>> OfAsync(SignedInUser user, CancellationToken cancellationToken)
    {
        var rows = await db.Sessions.AsNoTracking()
            .Where(s => s.UserId == user.Id && s.SecurityStamp == user.SecurityStamp).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return [.. rows.Where(s => s.HoldsAt(now)).OrderByDescending(s => s.Id == member.SessionId).ThenByDescending(s => s.LastSeenAt)];
    }
}
