using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires;

/// <summary>A questionnaire of the office, such as <em>Personenbelasting</em> of an income year, in all languages.</summary>
public sealed class Template : IOfficeOwned
{
    /// <summary>The income year of a questionnaire that is about a closing date.</summary>
    public const int NoYear = 0;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Which questionnaire, in all years (<see cref="Definition.Kind"/>).</summary>
    public required string Kind { get; init; }

    /// <summary>The year in which the income was earned, or <see cref="NoYear"/>; the assessment year is the one after.</summary>
    public int IncomeYear { get; init; }
}
