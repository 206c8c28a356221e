using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Clients;

public sealed class ClientMapping :
    IEntityTypeConfiguration<Client>, IEntityTypeConfiguration<ClientLink>,
    IEntityTypeConfiguration<ClientChange>, IEntityTypeConfiguration<ClientWord>
{
    private const int FieldLength = 40;

    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.MapClientColumns();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Property(c => c.ArchiveReason).HasConversion<string>().HasMaxLength(20);
        builder.HasOne<Client>().WithMany().HasForeignKey(c => new { c.OfficeId, c.MergedIntoId }).OnDelete(DeleteBehavior.NoAction);

        // Lists, and what a client is recognised by.
        builder.HasIndex(c => new { c.OfficeId, c.IsArchived, c.SortName, c.Id });
        builder.HasIndex(c => new { c.OfficeId, c.IsArchived, c.ResponsibleEmail, c.SortName, c.Id });
        builder.HasIndex(c => new { c.OfficeId, c.IsArchived, c.ChangedAt, c.Id });
        builder.HasIndex(c => new { c.OfficeId, c.NationalNumberHash });
        builder.HasIndex(c => new { c.OfficeId, c.PartnerNationalNumberHash });
        builder.HasIndex(c => new { c.OfficeId, c.SortName });
        builder.HasIndex(c => new { c.OfficeId, c.EnterpriseNumber });
        builder.HasIndex(c => new { c.OfficeId, c.EmailKey });
        builder.HasIndex(c => new { c.OfficeId, c.Code });
    }

    public void Configure(EntityTypeBuilder<ClientLink> builder)
    {
        builder.Property(l => l.VendorId).HasMaxLength(ClientLink.VendorIdLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(l => l.Role).HasConversion<string>().HasMaxLength(20);
        builder.HasOne<Client>().WithMany().HasForeignKey(l => new { l.OfficeId, l.ClientId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Connection>().WithMany().HasForeignKey(l => new { l.OfficeId, l.ConnectionId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(l => new { l.OfficeId, l.ConnectionId, l.VendorId }).IsUnique();
        builder.HasIndex(l => new { l.OfficeId, l.BatchId });
    }

    public void Configure(EntityTypeBuilder<ClientChange> builder)
    {
        builder.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.Origin).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.Undo).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.Field).HasMaxLength(FieldLength);
        builder.Property(c => c.Before).HasMaxLength(ClientChange.ValueLength);
        builder.Property(c => c.After).HasMaxLength(ClientChange.ValueLength);
        builder.Property(c => c.ByName).HasMaxLength(User.NameLength);
        builder.HasOne<Client>().WithMany().HasForeignKey(c => new { c.OfficeId, c.ClientId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(c => new { c.OfficeId, c.ClientId, c.Version });
        builder.HasIndex(c => new { c.OfficeId, c.BatchId, c.ClientId });
    }

    public void Configure(EntityTypeBuilder<ClientWord> builder)
    {
        builder.Property(w => w.Word).HasMaxLength(ClientWord.WordLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(w => w.Start1).HasMaxLength(1).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(w => w.Start2).HasMaxLength(2).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(w => w.Start3).HasMaxLength(3).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(w => w.SortName).HasMaxLength(ClientFields.SortNameLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(w => w.PartnerWords).HasMaxLength(ClientWord.PartnerWordsLength).HasAnnotation(AccountonContext.Binary, true);
        builder.HasOne<Client>().WithMany().HasForeignKey(w => new { w.OfficeId, w.ClientId }).OnDelete(DeleteBehavior.NoAction);

        // All that a search by several words looks at stands in the index: a look at the row for each would take ten times as long.
        builder.HasIndex(w => new { w.OfficeId, w.IsArchived, w.Start1, w.SortName, w.ClientId, w.PartnerWords });
        builder.HasIndex(w => new { w.OfficeId, w.IsArchived, w.Start2, w.SortName, w.ClientId, w.PartnerWords });
        builder.HasIndex(w => new { w.OfficeId, w.IsArchived, w.Start3, w.SortName, w.ClientId, w.PartnerWords });
        builder.HasIndex(w => new { w.OfficeId, w.IsArchived, w.Word, w.SortName, w.ClientId, w.PartnerWords });
    }
}
