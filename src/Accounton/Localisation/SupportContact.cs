using System.ComponentModel.DataAnnotations;
using Accounton.Data;

namespace Accounton.Localisation;

/// <summary>
/// Section <c>App:Support</c>: whom an office turns to with what it cannot put right itself. All of it is
/// optional; empty is not set.
/// </summary>
public sealed class SupportContact : IValidatableObject
{
    public const string Section = "App:Support";
    private const int MostCharacters = 120;

    /// <summary>Who it is; without it "the Accounton helpdesk" in the reader's language.</summary>
    [StringLength(MostCharacters)]
    public string? Name
    {
        get;
        set => field = Set(value);
    }

    [StringLength(MostCharacters), MailAddress]
    public string? Email
    {
        get;
        set => field = Set(value);
    }

    /// <summary>As it is shown, such as <c>09 123 45 67</c>.</summary>
    [StringLength(MostCharacters), Phone]
    public string? Phone
    {
        get;
        set => field = Set(value);
    }

    /// <summary>When the telephone is answered, as it is shown; the same text in every language.</summary>
    [StringLength(MostCharacters)]
    public string? Hours
    {
        get;
        set => field = Set(value);
    }

    public bool CanBeReached => Email is not null || Phone is not null;

    /// <summary>All that is known: an e-mail address, a telephone number and its hours.</summary>
    public IEnumerable<string> Ways => ((string?[])[Email, Phone, Hours]).OfType<string>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (((string?[])[Name, Email, Phone, Hours]).Any(value => value?.Any(char.IsControl) == true))
            yield return new ValidationResult($"{Section}: each setting is one line.");
        if (Hours is not null && Phone is null)
            yield return new ValidationResult(
                $"{Section}:{nameof(Hours)} is when the telephone is answered: set {Section}:{nameof(Phone)} too.", [nameof(Hours)]);
    }

    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
