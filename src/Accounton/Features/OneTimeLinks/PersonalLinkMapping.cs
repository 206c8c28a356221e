using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.OneTimeLinks;

public sealed class PersonalLinkMapping : IEntityTypeConfiguration<PersonalLink>
{
    public void Configure(EntityTypeBuilder<PersonalLink> builder)
    {
        builder.HasIndex(l => l.TokenHash).IsUnique();
        builder.HasIndex(l => new { l.UserId, l.Purpose });
        builder.Property(l => l.Purpose).HasConversion<string>().HasMaxLength(20);
        builder.Property(l => l.TokenHash).HasMaxLength(OneTimeToken.HashLength).IsConcurrencyToken();
        builder.Property(l => l.Email).HasMaxLength(PersonalLink.EmailLength);
        builder.Property(l => l.NewEmail).HasMaxLength(PersonalLink.EmailLength);
        builder.Property(l => l.UsedAt).IsConcurrencyToken();
        builder.Property(l => l.ExpiresAt).IsConcurrencyToken();
    }
}
