using System.ComponentModel.DataAnnotations;
using Cronos;

namespace Accounton.Features.Sync;

/// <summary>Section <c>Sync</c>.</summary>
public sealed class SyncOptions : IValidatableObject
{
    public const string Section = "Sync";

    /// <summary>How long the first run after linking waits; the vendors' own preparation can take about five minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan InitialDelay { get; set; }

    /// <summary>How long "not ready yet" is asked again on a first run.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan FirstDataWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Cron, in <c>App:TimeZone</c>.</summary>
    [Required]
    public string Schedule { get; set; } = "0 2 * * *";

    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan RunDeadline { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How long a run stays held without a sign of life.</summary>
    [Range(typeof(TimeSpan), "00:00:03", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Before asking again after "not ready yet".</summary>
    public static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!CronExpression.TryParse(Schedule, out _))
            yield return new ValidationResult($"Sync:Schedule '{Schedule}' is not a cron expression.", [nameof(Schedule)]);
    }
}
