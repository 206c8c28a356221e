using Accounton.Data;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Questionnaires.Messages;

public sealed class MessageMapping :
    IEntityTypeConfiguration<QuestionThread>, IEntityTypeConfiguration<ThreadMessage>, IEntityTypeConfiguration<CorrectionRequest>,
    IEntityTypeConfiguration<CorrectionQuestion>
{
    public void Configure(EntityTypeBuilder<QuestionThread> builder)
    {
        builder.Property(t => t.Question).HasMaxLength(Answer.QuestionLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(t => t.Person).HasConversion<string>().HasMaxLength(10);
        builder.Property(t => t.ResolvedByName).HasMaxLength(User.NameLength);
        builder.HasOne<Assignment>().WithMany().HasForeignKey(t => new { t.OfficeId, t.AssignmentId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(t => new { t.OfficeId, t.AssignmentId, t.Question, t.RepetitionId, t.Person }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ThreadMessage> builder)
    {
        builder.Property(m => m.Text).HasMaxLength(ThreadMessage.CipherLength);
        builder.Property(m => m.MemberName).HasMaxLength(User.NameLength);
        builder.HasOne<QuestionThread>().WithMany().HasForeignKey(m => new { m.OfficeId, m.ThreadId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(m => new { m.OfficeId, m.ThreadId, m.WriteId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CorrectionRequest> builder)
    {
        builder.Property(r => r.Reason).HasMaxLength(ThreadMessage.CipherLength);
        builder.Property(r => r.MemberName).HasMaxLength(User.NameLength);
        builder.HasOne<Assignment>().WithMany().HasForeignKey(r => new { r.OfficeId, r.AssignmentId }).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<CorrectionQuestion> builder)
    {
        builder.Property(q => q.Question).HasMaxLength(Answer.QuestionLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(q => q.Person).HasConversion<string>().HasMaxLength(10);
        builder.HasOne<CorrectionRequest>().WithMany()
            .HasForeignKey(q => new { q.OfficeId, q.RequestId }).OnDelete(DeleteBehavior.NoAction);
    }
}
