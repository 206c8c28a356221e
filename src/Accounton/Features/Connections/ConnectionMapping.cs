using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Connections;

public sealed class ConnectionMapping : IEntityTypeConfiguration<Connection>
{
    public void Configure(EntityTypeBuilder<Connection> builder)
    {
        builder.HasIndex(c => new { c.OfficeId, c.Vendor }).IsUnique();
        builder.HasIndex(c => c.NextSyncAt);
        builder.Property(c => c.Vendor).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.AccountId).HasMaxLength(Connection.UrlLength);
        builder.Property(c => c.AccountName).HasMaxLength(Connection.AccountLength);
        builder.Property(c => c.BaseUrl).HasMaxLength(Connection.UrlLength);
        builder.Property(c => c.LinkedByName).HasMaxLength(User.NameLength);
        builder.Property(c => c.AccessToken).HasMaxLength(Connection.CipherLength);
        builder.Property(c => c.RefreshToken).HasMaxLength(Connection.CipherLength);
        builder.Property(c => c.LastFault).HasMaxLength(Connection.FaultLength);
        builder.Property(c => c.OtherAccountId).HasMaxLength(Connection.UrlLength);
        builder.Property(c => c.OtherAccountName).HasMaxLength(Connection.AccountLength);
        builder.Property(c => c.OtherBaseUrl).HasMaxLength(Connection.UrlLength);
        builder.Property(c => c.OtherAccessToken).HasMaxLength(Connection.CipherLength);
        builder.Property(c => c.OtherRefreshToken).HasMaxLength(Connection.CipherLength);
    }
}
