using Accounton.Data;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.OneTimeLinks;

/// <summary>Makes and finds personal links. Used is what somebody sets in the row, saved with what the link is for.</summary>
public sealed class PersonalLinks(AccountonContext db, IOptions<AppOptions> app, TimeProvider clock)
{
    /// <summary>Adds a link, to be saved with the mail that brings it.</summary>
    public Uri Add(LinkPurpose purpose, string path, string email, TimeSpan holds, Guid? userId = null, string? newEmail = null)
    {
        var now = clock.GetUtcNow();
        var link = new PersonalLink
        {
            Purpose = purpose, Email = email, UserId = userId, NewEmail = newEmail, CreatedAt = now, ExpiresAt = now + holds,
        };
        db.PersonalLinks.Add(link);
        return Give(link, path);
    }

    /// <summary>Gives a link its token; one that it had before works no more.</summary>
    public Uri Give(PersonalLink link, string path)
    {
        var token = OneTimeToken.New();
        link.TokenHash = token.Hash;
        return token.At(app.Value.PublicUrl!, path);
    }

    /// <summary>The link of a token, while it works; null when it was used, is too old or never was.</summary>
    public async Task<PersonalLink?> FindAsync(LinkPurpose purpose, string? token, CancellationToken cancellationToken)
    {
        var hash = OneTimeToken.HashOf(token);
        var now = clock.GetUtcNow();
        return await db.PersonalLinks.SingleOrDefaultAsync(
            l => l.TokenHash == hash && l.Purpose == purpose && l.UsedAt == null && l.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Ends the links that a person still has for a purpose, with the next save.</summary>
    public async Task EndAsync(Guid userId, LinkPurpose purpose, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var link in await Open(now).Where(l => l.UserId == userId && l.Purpose == purpose).ToListAsync(cancellationToken))
            link.ExpiresAt = now;
    }

    /// <summary>
    /// Ends every link that could change a person's password or address, with the next save; those of a first sign-in as an
    /// operator too, which were made out to the address before there was a user. A link that is being used meanwhile loses.
    /// </summary>
    public async Task EndAllAsync(User user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var links = await Open(now).Where(l => l.UserId == user.Id || (l.UserId == null && l.Purpose == LinkPurpose.Operator))
            .ToListAsync(cancellationToken);
        foreach (var link in links.Where(l => l.UserId == user.Id || l.Email.Equals(user.Email, StringComparison.OrdinalIgnoreCase)))
            link.ExpiresAt = now;
    }

    private IQueryable<PersonalLink> Open(DateTimeOffset now) => db.PersonalLinks.Where(l => l.UsedAt == null && l.ExpiresAt > now);
}
