using Accounton.Features.OneTimeLinks;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Settings.Members;

/// <summary>That somebody may become a member, by a link that was mailed. Gone once they did, or once it was withdrawn.</summary>
public sealed class Invitation : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }

    /// <summary>In small letters.</summary>
    public required string Email { get; init; }
    public OfficeRole Role { get; set; }
    public required byte[] TokenHash { get; set; }
    /// <summary>An operator made it, who may let in an office's first Admin and nobody after that.</summary>
    public bool ByOperator { get; set; }

    /// <summary>An operator proposed it to an office that has Admins: it works once one of them has approved it.</summary>
    public bool AwaitsApproval { get; set; }
    public string? InvitedByName { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset MailedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
}

public sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.HasIndex(i => new { i.OfficeId, i.Email }).IsUnique();
        builder.HasIndex(i => i.TokenHash);
        builder.HasIndex(i => i.Email);
        builder.Property(i => i.Email).HasMaxLength(PersonalLink.EmailLength);
        builder.Property(i => i.Role).HasConversion<string>().HasMaxLength(20);
        builder.Property(i => i.TokenHash).HasMaxLength(OneTimeToken.HashLength).IsConcurrencyToken();
        builder.Property(i => i.InvitedByName).HasMaxLength(User.NameLength);
    }
}
