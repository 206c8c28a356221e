using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Help;

public sealed class ArticleOpinionMapping : IEntityTypeConfiguration<ArticleOpinion>
{
    public void Configure(EntityTypeBuilder<ArticleOpinion> builder)
    {
        builder.Property(o => o.Slug).HasMaxLength(Article.SlugLength);
        builder.Property(o => o.Language).HasMaxLength(2);
        builder.Property(o => o.Reader).HasMaxLength(ArticleOpinion.ReaderLength);
        builder.Property(o => o.Reasons).HasConversion<string>().HasMaxLength(ArticleOpinion.ReasonsLength);
        builder.Property(o => o.Remark).HasMaxLength(ArticleOpinion.RemarkLength);
        builder.HasIndex(o => new { o.Slug, o.Language, o.Version, o.Reader }).IsUnique();
        builder.HasIndex(o => o.GivenAt);
    }
}
