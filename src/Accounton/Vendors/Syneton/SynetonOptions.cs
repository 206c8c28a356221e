using System.ComponentModel.DataAnnotations;

namespace Accounton.Vendors.Syneton;

/// <summary>Settings for Syneton's Admin IS | Consult.</summary>
public sealed class SynetonOptions : IValidatableObject
{
    public const string Section = "Syneton";

    /// <summary>The vendor's page about activating the API. A setting, since vendors move pages.</summary>
    [Required]
    public Uri DocumentationUrl { get; set; } =
        new("https://syneton.zendesk.com/hc/nl/articles/360015107099-Admin-IS-Admin-Consult-API-activatie-en-configuratie");

    /// <summary>Hosts, addresses or CIDR ranges that may be called although they are not public.</summary>
    public string[] AllowedPrivateHosts { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(DocumentationUrl.IsAbsoluteUri && DocumentationUrl.Scheme is "http" or "https"))
            yield return new($"{Section}:{nameof(DocumentationUrl)} must be a whole http or https address.", [nameof(DocumentationUrl)]);
        foreach (var entry in AllowedPrivateHosts.Where(entry => !AllowedHosts.IsValid(entry)))
            yield return new(
                $"{Section}:{nameof(AllowedPrivateHosts)} has '{entry}', which is no host, address or CIDR range.",
                [nameof(AllowedPrivateHosts)]);
    }
}
