using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.Clients.Identifiers;
using Accounton.Tenancy;

namespace Accounton.Features.Settings.OfficeProfile;

/// <summary>The facts about an office.</summary>
public sealed class FactsForm
{
    [Required, PlainName, StringLength(Office.NameLength), Display(Name = "Operators.OfficeName")]
    public string Name { get; set; } = "";

    [StringLength(60), Display(Name = "OwnOffice.EnterpriseNumber")]
    public string? EnterpriseNumber { get; set; }

    [StringLength(200), Display(Name = "OwnOffice.Street")]
    public string? Street { get; set; }

    [StringLength(20), Display(Name = "OwnOffice.PostalCode")]
    public string? PostalCode { get; set; }

    [StringLength(100), Display(Name = "OwnOffice.City")]
    public string? City { get; set; }

    [Required, StringLength(2), Display(Name = "Layout.Language")]
    public string Language { get; set; } = "nl";

    [Required, StringLength(60), Display(Name = "OwnOffice.TimeZone")]
    public string? TimeZone { get; set; }

    [MailAddress, StringLength(254), Display(Name = "OwnOffice.ContactEmail")]
    public string? ContactEmail { get; set; }

    [StringLength(40), DataType(DataType.PhoneNumber), Display(Name = "OwnOffice.ContactPhone")]
    public string? ContactPhone { get; set; }

    public static FactsForm From(Office office) => new()
    {
        Name = office.Name,
        EnterpriseNumber = office.EnterpriseNumber is { } number ? EnterpriseNumbers.Print(number) : null,
        Street = office.Street,
        PostalCode = office.PostalCode,
        City = office.City,
        Language = office.Language,
        TimeZone = office.TimeZone ?? TimeZones.Default,
        ContactEmail = office.ContactEmail,
        ContactPhone = office.ContactPhone,
    };

    public void ApplyTo(Office office, string? enterpriseNumber)
    {
        office.Name = Name.Trim();
        office.EnterpriseNumber = enterpriseNumber;
        office.Language = Language;
        office.Street = Text(Street);
        office.PostalCode = Text(PostalCode);
        office.City = Text(City);
        office.TimeZone = TimeZone == TimeZones.Default ? null : TimeZone;
        office.ContactEmail = Text(ContactEmail);
        office.ContactPhone = Text(ContactPhone);
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}

/// <summary>The zones that an office may keep: those of Europe, by the names that every system knows.</summary>
public static class TimeZones
{
    public const string Default = "Europe/Brussels";

    public static readonly IReadOnlyList<string> All =
        [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)
            .Where(id => id.StartsWith("Europe/", StringComparison.Ordinal)).Append(Default).Distinct().Order(StringComparer.Ordinal)];
}
