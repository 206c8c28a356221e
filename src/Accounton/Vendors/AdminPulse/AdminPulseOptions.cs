using System.ComponentModel.DataAnnotations;

namespace Accounton.Vendors.AdminPulse;

/// <summary>Settings for AdminPulse. Without a <see cref="ClientId"/> it is off.</summary>
public sealed class AdminPulseOptions : IValidatableObject
{
    public const string Section = "AdminPulse";

    [Required]
    public Uri ApiBaseUrl { get; set; } = new("https://api.adminpulse.be");

    public Uri? AuthorizationEndpoint { get; set; }
    public Uri? TokenEndpoint { get; set; }
    public Uri? RevocationEndpoint { get; set; }

    /// <summary>Where the endpoints are read from a discovery document, as far as they are not given.</summary>
    public Uri? Authority { get; set; }

    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }

    /// <summary>With spaces between them.</summary>
    public string? Scopes { get; set; }

    public bool UsePkce { get; set; } = true;

    [Range(1, 100_000)]
    public int CallsPerMinute { get; set; } = 480;

    [Range(1, 10_000_000)]
    public int? PlatformCallsPerMinute { get; set; }

    public bool IsConfigured => !string.IsNullOrWhiteSpace(ClientId);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, url) in new (string, Uri?)[]
        {
            (nameof(ApiBaseUrl), ApiBaseUrl), (nameof(AuthorizationEndpoint), AuthorizationEndpoint),
            (nameof(TokenEndpoint), TokenEndpoint), (nameof(RevocationEndpoint), RevocationEndpoint), (nameof(Authority), Authority),
        })
        {
            if (url is not null && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
                yield return new($"{Section}:{name} must be a whole http or https address.", [name]);
        }
        if (!IsConfigured)
            yield break;
        if (string.IsNullOrWhiteSpace(ClientSecret))
            yield return new($"{Section}:{nameof(ClientSecret)} goes with {nameof(ClientId)}.", [nameof(ClientSecret)]);
        if (Authority is null && (AuthorizationEndpoint is null || TokenEndpoint is null))
            yield return new(
                $"{Section} needs {nameof(Authority)}, or {nameof(AuthorizationEndpoint)} and {nameof(TokenEndpoint)}.",
                [nameof(Authority)]);
    }
}
