using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Web;

/// <summary>
/// Somebody's way to another site's sign-in page and back (OAuth, OpenID Connect). The code that comes back may be redeemed
/// once, while a browser may ask for the callback as often as it likes: whoever claims this row redeems it, and whoever comes
/// later gets the outcome. It belongs to no office and no user; whose attempt it is stands in the protected state.
/// </summary>
public sealed class AuthorizationAttempt
{
    public const int OutcomeLength = 200;

    public Guid Id { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Set by whoever redeems the code, and compared by the database: of two callbacks one gets it.</summary>
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>How it came out: a code of the feature that started it.</summary>
    public string? Outcome { get; set; }
}

public sealed class AuthorizationAttemptMapping : IEntityTypeConfiguration<AuthorizationAttempt>
{
    public void Configure(EntityTypeBuilder<AuthorizationAttempt> builder)
    {
        builder.HasIndex(a => a.ExpiresAt);
        builder.Property(a => a.ClaimedAt).IsConcurrencyToken();
        builder.Property(a => a.Outcome).HasMaxLength(AuthorizationAttempt.OutcomeLength);
    }
}
