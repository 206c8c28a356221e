using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Questionnaires.Sending;

public sealed class ClientMailSettingsMapping : IEntityTypeConfiguration<ClientMailSettings>
{
    public void Configure(EntityTypeBuilder<ClientMailSettings> builder)
    {
        builder.HasIndex(s => s.OfficeId).IsUnique();
        builder.Property(s => s.InvitationNl).HasMaxLength(ClientMailSettings.WordsLength);
        builder.Property(s => s.InvitationFr).HasMaxLength(ClientMailSettings.WordsLength);
        builder.Property(s => s.InvitationEn).HasMaxLength(ClientMailSettings.WordsLength);
        builder.Property(s => s.ReminderNl).HasMaxLength(ClientMailSettings.WordsLength);
        builder.Property(s => s.ReminderFr).HasMaxLength(ClientMailSettings.WordsLength);
        builder.Property(s => s.ReminderEn).HasMaxLength(ClientMailSettings.WordsLength);
    }
}
