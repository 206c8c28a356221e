namespace Accounton.Features.Help;

/// <summary>What a reader thinks of an article: one for each reader, article, language and version. It belongs to no office.</summary>
public sealed class ArticleOpinion
{
    public const int ReaderLength = 40;
    public const int ReasonsLength = 120;
    public const int RemarkLength = 2000;

    public Guid Id { get; init; }
    public required string Slug { get; init; }

    /// <summary>nl, fr or en: of the article as it was read.</summary>
    public required string Language { get; init; }
    public int Version { get; init; }

    /// <summary>A user, or a browser that gave an opinion before (<see cref="ArticleReader"/>).</summary>
    public required string Reader { get; init; }
    public bool IsUseful { get; set; }
    public OpinionReasons Reasons { get; set; }
    public string? Remark { get; set; }
    public DateTimeOffset GivenAt { get; set; }
}

/// <summary>Why an article was of no use. Stored by name.</summary>
[Flags]
public enum OpinionReasons
{
    None = 0,
    NotFound = 1,
    Unclear = 2,
    Incomplete = 4,
    Wrong = 8,
    TooLong = 16,
    Different = 32,
}
