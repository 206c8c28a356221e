using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.SignIn;

/// <summary>
/// A browser that is signed in. The cookie holds its id: without the row it opens nothing, so that whatever ends the row ends
/// every copy of the cookie. It holds while the user's security stamp is the one it began with; a new password ends all of them.
/// </summary>
public sealed class Session
{
    public const int SourceLength = 45;
    public const int AgentLength = 300;

    /// <summary>The claim that holds its id.</summary>
    public const string IdClaim = "session";

    /// <summary>Without a request for this long, it is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(10);

    /// <summary>However busy, it is over after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public required string SecurityStamp { get; init; }

    /// <summary>The office that is worked in; null until one is chosen, and for an operator.</summary>
    public Guid? OfficeId { get; set; }
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>To within a few minutes: see <see cref="SessionActivity"/>.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>The network address that it was started from.</summary>
    public required string Source { get; init; }

    /// <summary>What the browser calls itself.</summary>
    public required string Agent { get; init; }

    public bool HoldsAt(DateTimeOffset now) => now < StartedAt + Longest && now < LastSeenAt + Idle;
}

public sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => s.LastSeenAt);
        builder.Property(s => s.SecurityStamp).HasMaxLength(AccountonContext.StampLength);
        builder.Property(s => s.Source).HasMaxLength(Session.SourceLength);
        builder.Property(s => s.Agent).HasMaxLength(Session.AgentLength);
    }
}
