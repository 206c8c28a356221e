using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Questionnaires.Uploads;

public sealed class UploadMapping : IEntityTypeConfiguration<Upload>,
    IEntityTypeConfiguration<UploadChunk>, IEntityTypeConfiguration<RequestedDocument>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.Property(u => u.Document).HasMaxLength(RequestedDocument.KeyLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(u => u.Person).HasConversion<string>().HasMaxLength(10);
        builder.Property(u => u.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(u => u.Name).HasMaxLength(Upload.NameCipherLength);
        builder.Property(u => u.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(u => u.ContentHash).HasMaxLength(32);
        builder.Property(u => u.Scan).HasConversion<string>().HasMaxLength(20);
        builder.Ignore(u => u.Key);
        builder.HasOne<Assignment>().WithMany().HasForeignKey(u => new { u.OfficeId, u.AssignmentId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(u => new { u.OfficeId, u.AssignmentId, u.Document });
        builder.HasIndex(u => u.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<UploadChunk> builder)
    {
        builder.Property(c => c.Content).HasMaxLength(UploadChunk.Length + OfficeCipher.SealedExtra);
        builder.HasOne<Upload>().WithMany().HasForeignKey(c => new { c.OfficeId, c.UploadId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(c => new { c.OfficeId, c.UploadId, c.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RequestedDocument> builder)
    {
        builder.Property(d => d.Document).HasMaxLength(RequestedDocument.KeyLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(d => d.Person).HasConversion<string>().HasMaxLength(10);
        builder.Property(d => d.Statement).HasConversion<string>().HasMaxLength(20);
        builder.Ignore(d => d.Key);
        builder.HasOne<Assignment>().WithMany().HasForeignKey(d => new { d.OfficeId, d.AssignmentId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(d => new { d.OfficeId, d.AssignmentId, d.Document, d.RepetitionId, d.Person }).IsUnique();
        builder.HasIndex(d => d.JoinAt).HasFilter("\"JoinAt\" IS NOT NULL");
    }
}
