using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Customisation;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Questionnaires;

public sealed class QuestionnaireMapping : IEntityTypeConfiguration<Template>,
    IEntityTypeConfiguration<TemplateVersion>, IEntityTypeConfiguration<TemplateDraft>, IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Template> builder)
    {
        builder.Property(t => t.Kind).HasMaxLength(Definition.KindLength);
        builder.HasIndex(t => new { t.OfficeId, t.Kind, t.IncomeYear }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<TemplateVersion> builder)
    {
        builder.Property(v => v.Hash).HasMaxLength(TemplateVersion.HashLength);
        builder.Property(v => v.MadeByName).HasMaxLength(User.NameLength);
        builder.HasOne<Template>().WithMany().HasForeignKey(v => new { v.OfficeId, v.TemplateId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(v => new { v.OfficeId, v.TemplateId, v.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<TemplateDraft> builder)
    {
        builder.Property(d => d.Stamp).IsConcurrencyToken();
        builder.Property(d => d.ChangedByName).HasMaxLength(User.NameLength);
        builder.HasOne<Template>().WithMany().HasForeignKey(d => new { d.OfficeId, d.TemplateId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(d => new { d.OfficeId, d.TemplateId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(a => a.MailTrouble).HasConversion<string>().HasMaxLength(20);
        builder.Property(a => a.SortName).HasMaxLength(ClientFields.SortNameLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(a => a.ResponsibleEmail).HasMaxLength(ClientFields.EmailLength);
        builder.Property(a => a.AssignedByName).HasMaxLength(User.NameLength);
        builder.HasOne<Template>().WithMany().HasForeignKey(a => new { a.OfficeId, a.TemplateId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<TemplateVersion>().WithMany().HasForeignKey(a => new { a.OfficeId, a.VersionId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Client>().WithMany().HasForeignKey(a => new { a.OfficeId, a.ClientId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(a => new { a.OfficeId, a.ClientId, a.TemplateId, a.ClosingDate }).IsUnique();
        builder.HasIndex(a => new { a.OfficeId, a.TemplateId, a.MailTrouble }).HasFilter("\"MailTrouble\" IS NOT NULL");
        builder.HasIndex(a => new { a.OfficeId, a.NextReminderAt }).HasFilter("\"NextReminderAt\" IS NOT NULL");

        // The board: all that run, one state, one of somebody's or of a questionnaire, and what is due.
        builder.HasIndex(a => new { a.OfficeId, a.IsArchived, a.SortName, a.Id }).HasFilter("\"State\" <> 'Processed'");
        builder.HasIndex(a => new { a.OfficeId, a.IsArchived, a.State, a.SortName, a.Id });
        builder.HasIndex(a => new { a.OfficeId, a.IsArchived, a.TemplateId, a.State, a.SortName, a.Id });
        builder.HasIndex(a => new { a.OfficeId, a.IsArchived, a.ResponsibleEmail, a.State, a.SortName, a.Id });
        builder.HasIndex(a => new { a.OfficeId, a.IsArchived, a.State, a.DueOn });
        builder.HasIndex(a => new { a.OfficeId, a.BatchId }).HasFilter("\"BatchId\" IS NOT NULL");
    }
}
