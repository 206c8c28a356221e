using System.ComponentModel.DataAnnotations;

namespace Accounton.Features.Questionnaires;

/// <summary>Section <c>Questionnaires</c>.</summary>
public sealed class QuestionnaireOptions : IValidatableObject
{
    public const string Section = "Questionnaires";

    /// <summary>How long a link in a mail works, and how long a device is known.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromDays(60);

    /// <summary>When clients are not mailed, in <c>App:TimeZone</c> (<see cref="Sending.QuietHours"/>); empty for never.</summary>
    public string QuietHours { get; set; } = "20:00-08:00, Sunday";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LinkLifetime < TimeSpan.FromHours(1) || LinkLifetime > TimeSpan.FromDays(400))
            yield return new ValidationResult($"{Section}:{nameof(LinkLifetime)} is between an hour and 400 days.", [nameof(LinkLifetime)]);
        if (Sending.QuietHours.Parse(QuietHours) is null)
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(QuietHours)} is written as \"20:00-08:00, Sunday\" (hours, days of the "
                    + $"week by their English names) and leaves some day.", [nameof(QuietHours)]);
        }
    }
}
