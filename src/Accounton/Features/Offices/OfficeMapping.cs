using Accounton.Features.SignIn;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Offices;

public sealed class OfficeMapping : IEntityTypeConfiguration<Office>, IEntityTypeConfiguration<Membership>, IEntityTypeConfiguration<OfficeKey>
{
    public void Configure(EntityTypeBuilder<Office> builder)
    {
        builder.Property(o => o.Name).HasMaxLength(Office.NameLength);
        builder.Property(o => o.Language).HasMaxLength(2);
    }

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.HasIndex(m => new { m.OfficeId, m.UserId }).IsUnique();
        builder.HasIndex(m => m.UserId);
        builder.Property(m => m.Role).HasConversion<string>().HasMaxLength(20);
        builder.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<OfficeKey> builder)
    {
        builder.HasIndex(k => new { k.OfficeId, k.Number }).IsUnique();
        builder.Property(k => k.WrappedDataKey).HasMaxLength(1000);
        builder.Property(k => k.WrappedHashKey).HasMaxLength(1000);
    }
}
