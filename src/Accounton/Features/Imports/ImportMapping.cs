using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Questionnaires;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Imports;

public sealed class ImportMapping :
    IEntityTypeConfiguration<ImportBatch>, IEntityTypeConfiguration<ImportRow>,
    IEntityTypeConfiguration<ImportTouch>, IEntityTypeConfiguration<ImportLines>,
    IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<ImportBatch> builder)
    {
        builder.Property(b => b.Source).HasConversion<string>().HasMaxLength(20);
        builder.Property(b => b.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(b => b.FileName).HasMaxLength(ImportBatch.FileNameLength);
        builder.Property(b => b.Columns).HasMaxLength(ImportBatch.TemplatesLength);
        builder.Property(b => b.TaskTemplates).HasMaxLength(ImportBatch.TemplatesLength);
        builder.Property(b => b.TaskTemplateNames).HasMaxLength(ImportBatch.TemplatesLength);
        builder.Property(b => b.ResponsibleEmail).HasMaxLength(ClientFields.EmailLength);
        builder.Property(b => b.ResponsibleName).HasMaxLength(ClientFields.ResponsibleName.Length);
        builder.Property(b => b.CreatedByName).HasMaxLength(User.NameLength);
        builder.Property(b => b.AppliedByName).HasMaxLength(User.NameLength);
        builder.Property(b => b.UndoneByName).HasMaxLength(User.NameLength);
        builder.Property(b => b.Fault).HasMaxLength(ImportBatch.FaultLength);
        builder.Ignore(b => b.IsOver);
        builder.HasOne<Connection>().WithMany().HasForeignKey(b => new { b.OfficeId, b.ConnectionId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Template>().WithMany().HasForeignKey(b => new { b.OfficeId, b.TemplateId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Template>().WithMany().HasForeignKey(b => new { b.OfficeId, b.ClosingTemplateId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(b => new { b.OfficeId, b.CreatedAt });
        builder.HasIndex(b => new { b.State, b.LeaseUntil });
    }

    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.MapClientColumns();
        builder.Property(r => r.Group).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.MatchedBy).HasConversion<string>().HasMaxLength(30);
        builder.Property(r => r.Decision).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.Result).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.VendorId).HasMaxLength(SourceClient.VendorIdLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(r => r.PartnerVendorId).HasMaxLength(SourceClient.VendorIdLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(r => r.SourceHash).HasMaxLength(ClientFields.HashLength);
        builder.Property(r => r.PartnerSourceHash).HasMaxLength(ClientFields.HashLength);
        builder.Property(r => r.Reasons).HasMaxLength(FieldReasons.Length);
        builder.Property(r => r.DecidedByName).HasMaxLength(User.NameLength);
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(r => new { r.OfficeId, r.BatchId }).OnDelete(DeleteBehavior.NoAction);

        // A group page by page, and what is still to be applied.
        builder.HasIndex(r => new { r.OfficeId, r.BatchId, r.Group, r.SortName, r.Id });
        builder.HasIndex(r => new { r.OfficeId, r.BatchId, r.Result, r.Id });
    }

    public void Configure(EntityTypeBuilder<ImportTouch> builder)
    {
        builder.Property(t => t.Why).HasConversion<string>().HasMaxLength(30);
        builder.HasOne<ImportRow>().WithMany().HasForeignKey(t => new { t.OfficeId, t.RowId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<ImportRow>().WithMany().HasForeignKey(t => new { t.OfficeId, t.OtherRowId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Client>().WithMany().HasForeignKey(t => new { t.OfficeId, t.ClientId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(t => new { t.OfficeId, t.BatchId, t.RowId });
    }

    /// <summary>An assignment knows the import that gave it, and nothing of imports.</summary>
    public void Configure(EntityTypeBuilder<Assignment> builder) =>
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(a => new { a.OfficeId, a.BatchId }).OnDelete(DeleteBehavior.NoAction);

    public void Configure(EntityTypeBuilder<ImportLines> builder)
    {
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(l => new { l.OfficeId, l.BatchId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(l => new { l.OfficeId, l.BatchId, l.FirstLine }).IsUnique();
    }
}
