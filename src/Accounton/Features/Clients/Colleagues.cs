using Accounton.Data;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>A member of the office, as somebody responsible for clients.</summary>
/// <param name="Email">In lower case, as clients keep it.</param>
public sealed record Colleague(string Email, string Name);

/// <summary>Who works for the office. Read once a request.</summary>
public sealed class Colleagues(AccountonContext db)
{
    private IReadOnlyList<Colleague>? _all;

    /// <summary>All members, by name.</summary>
    public async Task<IReadOnlyList<Colleague>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_all is not null)
            return _all;

        var members = await (
            from membership in db.Memberships
            join user in db.Users on membership.UserId equals user.Id
            orderby user.Name
            select new { user.Email, user.Name }).ToListAsync(cancellationToken);
        return _all = [.. members.Select(member => new Colleague((member.Email ?? "").ToLowerInvariant(), member.Name))];
    }

    /// <summary>How a client's responsible is called here; a stranger by what the client keeps.</summary>
    public async Task<Responsible?> OfAsync(IClientColumns client, CancellationToken cancellationToken) =>
        Get(client, await ReadAsync(cancellationToken));

    public static Responsible? Get(IClientColumns client, IReadOnlyList<Colleague> members)
    {
        if (client.ResponsibleEmail is null && client.ResponsibleName is null)
            return null;

        return members.FirstOrDefault(one => one.Email == client.ResponsibleEmail) is { } member
            ? new(member.Name, IsMember: true)
            : new(client.ResponsibleName ?? client.ResponsibleEmail!, IsMember: false);
    }
}

/// <summary>Who is responsible for a client. One who is no member of the office is kept as a name.</summary>
public sealed record Responsible(string Name, bool IsMember);
