using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires;

/// <summary>A questionnaire of the office, such as <em>Personenbelasting</em> of an income year, in all languages.</summary>
public sealed class Template : IOfficeOwned
{
    public const int TitleLength = 100;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Which standard questionnaire; its title and questions are <c>Questionnaire.{kind}…</c> in the catalogues.</summary>
    public TemplateKind Kind { get; init; }

    /// <summary>The year in which the income was earned; the assessment year is the one after.</summary>
    public int IncomeYear { get; init; }

    /// <summary>Which edition of its questions.</summary>
    public int Version { get; init; } = 1;
}

/// <summary>The standard questionnaires. Stored by name.</summary>
public enum TemplateKind
{
    PersonalIncomeTax = 1,
}
