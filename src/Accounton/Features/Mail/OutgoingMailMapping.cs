using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Mail;

public sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>, IEntityTypeConfiguration<PlatformMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        Map(builder);
        builder.Property(m => m.Reason).HasMaxLength(OutgoingMail.ReasonLength);
        builder.HasIndex(m => new { m.OfficeId, m.State, m.NotBefore });
    }

    public void Configure(EntityTypeBuilder<PlatformMail> builder) => Map(builder);

    private static void Map<T>(EntityTypeBuilder<T> builder)
        where T : MailRow
    {
        builder.HasIndex(m => new { m.State, m.NotBefore });
        builder.HasIndex(m => m.CreatedAt);
        builder.Property(m => m.To).HasMaxLength(MailRow.AddressLength);
        builder.Property(m => m.Subject).HasMaxLength(MailRow.SubjectLength);
        builder.Property(m => m.Body).HasMaxLength(MailRow.BodyLength);
        builder.Property(m => m.Link).HasMaxLength(MailRow.LinkLength);
        builder.Property(m => m.Code).HasMaxLength(MailRow.LinkLength);
        builder.Property(m => m.Fault).HasMaxLength(MailRow.FaultLength);
        builder.Property(m => m.State).HasConversion<string>().HasMaxLength(10);
        builder.Property(m => m.ClaimId).IsConcurrencyToken();
    }
}
