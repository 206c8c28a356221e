using System.ComponentModel.DataAnnotations;

namespace Accounton.Features.Questionnaires;

/// <summary>Section <c>Questionnaires</c>.</summary>
public sealed class QuestionnaireOptions : IValidatableObject
{
    public const string Section = "Questionnaires";

    /// <summary>How long a link in a mail works, and how long a device is known.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromDays(60);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LinkLifetime < TimeSpan.FromHours(1) || LinkLifetime > TimeSpan.FromDays(400))
            yield return new ValidationResult($"{Section}:{nameof(LinkLifetime)} is between an hour and 400 days.", [nameof(LinkLifetime)]);
    }
}
