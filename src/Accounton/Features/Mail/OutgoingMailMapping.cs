using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Mail;

public sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.HasIndex(m => new { m.SentAt, m.NotBefore });
        builder.Property(m => m.To).HasMaxLength(OutgoingMail.AddressLength);
        builder.Property(m => m.Subject).HasMaxLength(OutgoingMail.SubjectLength);
        builder.Property(m => m.Body).HasMaxLength(OutgoingMail.BodyLength);
    }
}
