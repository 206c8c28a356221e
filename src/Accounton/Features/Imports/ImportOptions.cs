using System.ComponentModel.DataAnnotations;

namespace Accounton.Features.Imports;

/// <summary>Settings of imports.</summary>
public sealed class ImportOptions
{
    public const string Section = "Imports";

    /// <summary>A client table older than this is fetched again before it is compared.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan SourceMayBeOld { get; init; } = TimeSpan.FromHours(1);

    /// <summary>An import that nobody finished is erased after this.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(30);
}
