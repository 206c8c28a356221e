using Accounton.Features.OneTimeLinks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.SignIn;

/// <summary>
/// How often somebody tried a password lately, for one account and from one source. Counted whether or not somebody has the
/// address: a lock that only real accounts have would tell which are real.
/// </summary>
public sealed class SignInTry
{
    public required byte[] AccountHash { get; init; }
    public required byte[] SourceHash { get; init; }
    public int Tries { get; set; }
    public DateTimeOffset LastAt { get; set; }
}

public sealed class SignInTryMapping : IEntityTypeConfiguration<SignInTry>
{
    public void Configure(EntityTypeBuilder<SignInTry> builder)
    {
        builder.HasKey(t => new { t.AccountHash, t.SourceHash });
        builder.Property(t => t.AccountHash).HasMaxLength(OneTimeToken.HashLength);
        builder.Property(t => t.SourceHash).HasMaxLength(OneTimeToken.HashLength);
        builder.HasIndex(t => t.LastAt);
    }
}
