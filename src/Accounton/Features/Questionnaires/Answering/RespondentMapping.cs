using Accounton.Features.OneTimeLinks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Questionnaires.Answering;

public sealed class RespondentMapping : IEntityTypeConfiguration<Respondent>,
    IEntityTypeConfiguration<RespondentLink>, IEntityTypeConfiguration<RespondentDevice>
{
    public void Configure(EntityTypeBuilder<Respondent> builder)
    {
        builder.Property(r => r.Person).HasConversion<string>().HasMaxLength(10);
        builder.Property(r => r.Language).HasMaxLength(2);
        builder.Property(r => r.Email).HasMaxLength(Respondent.EmailLength);
        builder.Property(r => r.OpenedAt).IsConcurrencyToken();
        builder.Property(r => r.Asked).IsConcurrencyToken();
        builder.HasOne<Assignment>().WithMany().HasForeignKey(r => new { r.OfficeId, r.AssignmentId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(r => new { r.OfficeId, r.AssignmentId, r.Person }).IsUnique();

        // An address names a respondent before its office is known.
        builder.HasIndex(r => r.Id);
    }

    public void Configure(EntityTypeBuilder<RespondentLink> builder)
    {
        builder.Property(l => l.TokenHash).HasMaxLength(OneTimeToken.HashLength);
        builder.HasOne<Respondent>().WithMany().HasForeignKey(l => new { l.OfficeId, l.RespondentId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(l => l.TokenHash);
    }

    public void Configure(EntityTypeBuilder<RespondentDevice> builder)
    {
        builder.Property(d => d.SecretHash).HasMaxLength(OneTimeToken.HashLength);
        builder.Property(d => d.CodeHash).HasMaxLength(OneTimeToken.HashLength);
        builder.Property(d => d.CodeTries).IsConcurrencyToken();
        builder.HasOne<Respondent>().WithMany().HasForeignKey(d => new { d.OfficeId, d.RespondentId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(d => new { d.OfficeId, d.RespondentId, d.SecretHash }).IsUnique();
    }
}
