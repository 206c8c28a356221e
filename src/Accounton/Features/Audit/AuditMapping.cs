using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Audit;

public sealed class AuditMapping : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.HasIndex(e => new { e.OfficeId, e.At, e.Id });
        builder.HasIndex(e => new { e.OfficeId, e.UserId, e.At, e.Id });
        builder.HasIndex(e => new { e.OfficeId, e.Type, e.At, e.Id });
        builder.Property(e => e.Type).HasMaxLength(AuditEvent.TypeLength);
        builder.Property(e => e.Details).HasMaxLength(AuditEvent.DetailsLength);
        builder.Property(e => e.UserName).HasMaxLength(User.NameLength);
    }
}
