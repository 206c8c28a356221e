using Accounton.Vendors;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>
/// When something is shown. Exactly one of: all of, any of, the client's type, the region, or an earlier question, of which is
/// said what its answer is; alone it says that there is an answer. A question that is hidden has none.
/// </summary>
public sealed record Condition
{
    public IReadOnlyList<Condition>? All { get; init; }
    public IReadOnlyList<Condition>? Any { get; init; }
    public IReadOnlyList<ClientType>? Clients { get; init; }
    public IReadOnlyList<Region>? Regions { get; init; }

    /// <summary>The key of an earlier question: of the same repetition, or one that is asked once.</summary>
    public string? Question { get; init; }

    /// <summary>Answered with one of these; where several are chosen, with at least one.</summary>
    public IReadOnlyList<string>? Is { get; init; }

    /// <summary>Answered, with none of these.</summary>
    public IReadOnlyList<string>? IsNot { get; init; }

    /// <summary>Answered with a higher number.</summary>
    public decimal? MoreThan { get; init; }
}
