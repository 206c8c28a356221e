using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Questionnaires.Answering;

public sealed class AnswerMapping :
    IEntityTypeConfiguration<Answer>, IEntityTypeConfiguration<AnswerChange>,
    IEntityTypeConfiguration<AnswerRepetition>, IEntityTypeConfiguration<Submission>,
    IEntityTypeConfiguration<SubmittedAnswer>
{
    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.Property(a => a.Question).HasMaxLength(Answer.QuestionLength).HasAnnotation(AccountonContext.Binary, true);
        builder.Property(a => a.Person).HasConversion<string>().HasMaxLength(10);
        builder.Property(a => a.Value).HasMaxLength(Answer.CipherLength);
        builder.Property(a => a.ByName).HasMaxLength(User.NameLength);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasOne<Assignment>().WithMany().HasForeignKey(a => new { a.OfficeId, a.AssignmentId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(a => new { a.OfficeId, a.AssignmentId, a.Question, a.RepetitionId, a.Person }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AnswerChange> builder)
    {
        builder.Property(c => c.Value).HasMaxLength(Answer.CipherLength);
        builder.Property(c => c.ByName).HasMaxLength(User.NameLength);
        builder.HasOne<Answer>().WithMany().HasForeignKey(c => new { c.OfficeId, c.AnswerId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(c => new { c.OfficeId, c.AnswerId, c.WriteId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AnswerRepetition> builder)
    {
        builder.Property(r => r.Group).HasMaxLength(Answer.QuestionLength);
        builder.HasOne<Assignment>().WithMany().HasForeignKey(r => new { r.OfficeId, r.AssignmentId }).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.Property(s => s.ByName).HasMaxLength(User.NameLength);
        builder.HasOne<Assignment>().WithMany().HasForeignKey(s => new { s.OfficeId, s.AssignmentId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(s => new { s.OfficeId, s.AssignmentId, s.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SubmittedAnswer> builder)
    {
        builder.HasOne<Submission>().WithMany().HasForeignKey(a => new { a.OfficeId, a.SubmissionId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Answer>().WithMany().HasForeignKey(a => new { a.OfficeId, a.AnswerId }).OnDelete(DeleteBehavior.NoAction);
    }
}
