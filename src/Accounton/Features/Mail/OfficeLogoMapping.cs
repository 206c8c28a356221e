using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Mail;

public sealed class OfficeLogoMapping : IEntityTypeConfiguration<OfficeLogo>
{
    public void Configure(EntityTypeBuilder<OfficeLogo> builder)
    {
        builder.HasIndex(l => l.OfficeId).IsUnique();
        builder.Property(l => l.ContentType).HasMaxLength(20);
        builder.Property(l => l.Bytes).HasMaxLength(OfficeLogo.MostBytes);
    }
}
