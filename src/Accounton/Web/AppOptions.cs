using System.ComponentModel.DataAnnotations;

namespace Accounton.Web;

/// <summary>Section <c>App</c>: where the application is found.</summary>
public sealed class AppOptions
{
    public const string Section = "App";

    /// <summary>The address people use, without a path: for links in mails and for exact redirect URLs.</summary>
    [Required]
    public Uri? PublicUrl { get; set; }

    /// <summary>Addresses or CIDR ranges of the proxies whose forwarded headers are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>The zone in which nights and times of day are meant.</summary>
    [Required]
    public string TimeZone { get; set; } = "Europe/Brussels";

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
