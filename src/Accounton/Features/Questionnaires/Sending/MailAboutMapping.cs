using Accounton.Features.Mail;
using Accounton.Features.Questionnaires.Answering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Which questionnaire a mail is about.</summary>
public sealed class MailAboutMapping : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.HasOne<Assignment>().WithMany().HasForeignKey(m => new { m.OfficeId, m.AssignmentId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Respondent>().WithMany().HasForeignKey(m => new { m.OfficeId, m.RespondentId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(m => new { m.OfficeId, m.AssignmentId, m.CreatedAt }).HasFilter("\"AssignmentId\" IS NOT NULL");
        builder.HasIndex(m => new { m.OfficeId, m.RespondentId }).HasFilter("\"RespondentId\" IS NOT NULL");
    }
}
