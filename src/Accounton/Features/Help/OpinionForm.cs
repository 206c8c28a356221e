using System.ComponentModel.DataAnnotations;

namespace Accounton.Features.Help;

/// <summary>Why an article was of no use.</summary>
public sealed class OpinionForm
{
    /// <summary>The reasons there are, in the order of the form.</summary>
    public static readonly IReadOnlyList<OpinionReasons> All = [.. Enum.GetValues<OpinionReasons>()
        .Where(reason => reason != OpinionReasons.None)];

    public List<OpinionReasons> Reasons { get; set; } = [];

    [StringLength(ArticleOpinion.RemarkLength), DataType(DataType.MultilineText), Display(Name = "Opinion.Remark")]
    public string? Remark
    {
        get;

        // Browsers send a line end as two characters, but count it as one.
        set => field = value?.ReplaceLineEndings("\n");
    }
}
