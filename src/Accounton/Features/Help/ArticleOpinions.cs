using Accounton.Data;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Help;

/// <summary>What the reader of this request thinks, and thought before.</summary>
public sealed class ArticleOpinions(AccountonContext db, ArticleReader reader, TimeProvider clock)
{
    /// <summary>The reader's opinion of the article as it is now; null when there is none.</summary>
    public Task<ArticleOpinion?> FindAsync(Article article, CancellationToken cancellationToken) =>
        reader.Known is { } known ? FindAsync(article, known, cancellationToken) : Task.FromResult<ArticleOpinion?>(null);

    /// <summary>Keeps the reader's opinion, in the place of an earlier one.</summary>
    public async Task GiveAsync(Article article, bool isUseful, OpinionReasons reasons, string? remark, CancellationToken cancellationToken)
    {
        var who = reader.Remember();
        try
        {
            await SaveAsync();
        }
        catch (DbUpdateException) when (db.ChangeTracker.Entries<ArticleOpinion>().Any(entry => entry.State == EntityState.Added))
        {
            // Sent twice at the same moment: the later one changes the earlier.
            db.ChangeTracker.Clear();
            await SaveAsync();
        }

        async Task SaveAsync()
        {
            var opinion = await FindAsync(article, who, cancellationToken);
            if (opinion is null)
            {
                opinion = new ArticleOpinion
                {
                    Slug = article.Slug, Language = article.Language.Code, Version = article.Version, Reader = who,
                };
                db.ArticleOpinions.Add(opinion);
            }

            opinion.IsUseful = isUseful;
            opinion.Reasons = reasons;
            opinion.Remark = remark;
            opinion.GivenAt = clock.GetUtcNow();
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private Task<ArticleOpinion?> FindAsync(Article article, string who, CancellationToken cancellationToken) =>
        db.ArticleOpinions.SingleOrDefaultAsync(
            o => o.Slug == article.Slug && o.Language == article.Language.Code && o.Version == article.Version && o.Reader == who,
            cancellationToken);
}
