using Accounton.Features.Clients;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Questionnaires.Sending;

public sealed class BulkSendingMapping : IEntityTypeConfiguration<BulkSending>
{
    public void Configure(EntityTypeBuilder<BulkSending> builder)
    {
        builder.Ignore(s => s.Filter);
        builder.Property(s => s.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(s => s.Due).HasConversion<string>().HasMaxLength(20);
        builder.Property(s => s.Mark).HasConversion<string>().HasMaxLength(20);
        builder.Property(s => s.ClientState).HasConversion<string>().HasMaxLength(20);
        builder.Property(s => s.ClientType).HasConversion<string>().HasMaxLength(20);
        builder.Property(s => s.Search).HasMaxLength(ClientFilter.SearchLength);
        builder.Property(s => s.Responsible).HasMaxLength(BulkSending.ResponsibleLength);
        builder.Property(s => s.CreatedByName).HasMaxLength(User.NameLength);
        builder.HasOne<Template>().WithMany().HasForeignKey(s => new { s.OfficeId, s.TemplateId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(s => s.EndedAt);
        builder.HasIndex(s => new { s.OfficeId, s.TemplateId });
    }
}
