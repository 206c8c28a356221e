using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Tenancy;

public sealed class OfficeMapping : IEntityTypeConfiguration<Office>,
    IEntityTypeConfiguration<Membership>, IEntityTypeConfiguration<OfficeKey>
{
    public void Configure(EntityTypeBuilder<Office> builder)
    {
        builder.Property(o => o.Name).HasMaxLength(Office.NameLength);
        builder.HasIndex(o => o.Name);
        builder.Property(o => o.Language).HasMaxLength(2);
        builder.Property(o => o.MembersVersion).IsConcurrencyToken();
        builder.Property(o => o.EnterpriseNumber).HasMaxLength(10);
        builder.Property(o => o.Street).HasMaxLength(200);
        builder.Property(o => o.PostalCode).HasMaxLength(20);
        builder.Property(o => o.City).HasMaxLength(100);
        builder.Property(o => o.TimeZone).HasMaxLength(60);
        builder.Property(o => o.ContactEmail).HasMaxLength(254);
        builder.Property(o => o.ContactPhone).HasMaxLength(40);
        builder.Property(o => o.SenderName).HasMaxLength(100);
        builder.Property(o => o.ReplyTo).HasMaxLength(254);
        builder.Property(o => o.Colour).HasMaxLength(7);
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
