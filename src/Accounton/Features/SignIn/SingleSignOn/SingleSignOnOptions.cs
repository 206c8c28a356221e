using System.ComponentModel.DataAnnotations;

namespace Accounton.Features.SignIn.SingleSignOn;

/// <summary>Section <c>SingleSignOn</c>. Without an authority there is none.</summary>
public sealed class SingleSignOnOptions : IValidatableObject
{
    public const string Section = "SingleSignOn";

    /// <summary>The issuer; what it can do is read from its discovery document.</summary>
    public Uri? Authority { get; set; }
    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }

    /// <summary>What people call it: <c>Microsoft</c>. Stands on the button.</summary>
    public string? DisplayName { get; set; }

    /// <summary>An address of which the issuer says nothing counts as verified: Entra ID sends no <c>email_verified</c>.</summary>
    public bool TrustMail { get; set; }

    public bool IsOn => Authority is not null;

    public string Name => DisplayName ?? Authority?.Host ?? "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
            yield break;
        if (string.IsNullOrEmpty(ClientId) || string.IsNullOrEmpty(ClientSecret))
            yield return new("SingleSignOn:ClientId and SingleSignOn:ClientSecret are needed with SingleSignOn:Authority.");
        if (Authority is not { IsAbsoluteUri: true } || (Authority.Scheme != Uri.UriSchemeHttps && !Authority.IsLoopback))
            yield return new("SingleSignOn:Authority must be an https address.");
    }
}
