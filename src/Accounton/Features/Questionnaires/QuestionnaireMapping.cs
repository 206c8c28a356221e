using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Questionnaires;

public sealed class QuestionnaireMapping : IEntityTypeConfiguration<Template>, IEntityTypeConfiguration<TemplateVersion>, IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Template> builder)
    {
        builder.Property(t => t.Kind).HasMaxLength(Definition.KindLength);
        builder.HasIndex(t => new { t.OfficeId, t.Kind, t.IncomeYear }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<TemplateVersion> builder)
    {
        builder.Property(v => v.Hash).HasMaxLength(TemplateVersion.HashLength);
        builder.HasOne<Template>().WithMany().HasForeignKey(v => new { v.OfficeId, v.TemplateId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(v => new { v.OfficeId, v.TemplateId, v.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(a => a.MailTrouble).HasConversion<string>().HasMaxLength(20);
        builder.Property(a => a.AssignedByName).HasMaxLength(User.NameLength);
        builder.HasOne<Template>().WithMany().HasForeignKey(a => new { a.OfficeId, a.TemplateId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<TemplateVersion>().WithMany().HasForeignKey(a => new { a.OfficeId, a.VersionId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Client>().WithMany().HasForeignKey(a => new { a.OfficeId, a.ClientId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(a => new { a.OfficeId, a.BatchId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(a => new { a.OfficeId, a.ClientId, a.TemplateId, a.ClosingDate }).IsUnique();
        builder.HasIndex(a => new { a.OfficeId, a.TemplateId, a.State });
        builder.HasIndex(a => new { a.OfficeId, a.TemplateId, a.MailTrouble }).HasFilter("\"MailTrouble\" IS NOT NULL");
        builder.HasIndex(a => new { a.OfficeId, a.BatchId }).HasFilter("\"BatchId\" IS NOT NULL");
    }
}
