using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Sync;

public sealed class SyncMapping : IEntityTypeConfiguration<SyncRun>, IEntityTypeConfiguration<SourceClient>
{
    public void Configure(EntityTypeBuilder<SyncRun> builder)
    {
        builder.HasOne<Connection>().WithMany()
            .HasForeignKey(r => new { r.OfficeId, r.ConnectionId }).OnDelete(DeleteBehavior.NoAction);

        // One open run per connection, whoever asks; the quotes are understood by all three databases.
        builder.HasIndex(r => new { r.OfficeId, r.ConnectionId }, "OpenRun").IsUnique().HasFilter("\"EndedAt\" IS NULL");
        builder.HasIndex(r => new { r.OfficeId, r.ConnectionId, r.AskedAt });
        builder.HasIndex(r => new { r.EndedAt, r.NotBefore });
        builder.Property(r => r.Reason).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.Phase).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.Outcome).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.AskedByName).HasMaxLength(User.NameLength);
        builder.Property(r => r.Fault).HasMaxLength(SyncRun.FaultLength);
        builder.Ignore(r => r.IsOpen);
    }

    public void Configure(EntityTypeBuilder<SourceClient> builder)
    {
        builder.MapClientColumns();
        builder.Property(c => c.VendorId).HasMaxLength(SourceClient.VendorIdLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(c => c.CallId).HasMaxLength(SourceClient.VendorIdLength);
        builder.Property(c => c.PartnerVendorId).HasMaxLength(SourceClient.VendorIdLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(c => c.ContentHash).HasMaxLength(ClientFields.HashLength);
        builder.Property(c => c.Status).HasConversion<string>().HasMaxLength(20);
        builder.HasOne<Connection>().WithMany()
            .HasForeignKey(c => new { c.OfficeId, c.ConnectionId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(c => new { c.OfficeId, c.ConnectionId, c.VendorId }).IsUnique();
        builder.HasIndex(c => new { c.OfficeId, c.ConnectionId, c.SortName, c.Id });

        // What moved since an import: looked for by the start page and by an import that is about to be confirmed.
        builder.HasIndex(c => new { c.OfficeId, c.ConnectionId, c.FetchedAt });
        builder.HasIndex(c => new { c.OfficeId, c.ConnectionId, c.GoneSince }).HasFilter("\"GoneSince\" IS NOT NULL");
        builder.HasIndex(c => new { c.OfficeId, c.ConnectionId, c.NationalNumberAskedAt })
            .HasFilter("\"NationalNumberAskedAt\" IS NOT NULL");
    }
}
