using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Tenancy;

namespace Accounton.Features.Settings.OfficeProfile;

/// <summary>How the office's mails look.</summary>
public sealed class StyleForm
{
    [PlainName, StringLength(100), Display(Name = "OwnOffice.Sender")]
    public string? Sender { get; set; }

    [MailAddress, StringLength(254), Display(Name = "OwnOffice.ReplyTo")]
    public string? ReplyTo { get; set; }

    [Required, RegularExpression("^#[0-9a-fA-F]{6}$", ErrorMessage = "OwnOffice.ColourWrong"), Display(Name = "OwnOffice.Colour")]
    public string Colour { get; set; } = MailHtml.DefaultColour;

    [Display(Name = "OwnOffice.Logo")]
    public IFormFile? Logo { get; set; }

    [Display(Name = "OwnOffice.RemoveLogo")]
    public bool RemoveLogo { get; set; }

    public static StyleForm From(Office office) =>
        new() { Sender = office.SenderName, ReplyTo = office.ReplyTo, Colour = office.Colour ?? MailHtml.DefaultColour };

    public void ApplyTo(Office office)
    {
        office.SenderName = string.IsNullOrWhiteSpace(Sender) ? null : Sender.Trim();
        office.ReplyTo = string.IsNullOrWhiteSpace(ReplyTo) ? null : ReplyTo.Trim();
        office.Colour = Colour.Equals(MailHtml.DefaultColour, StringComparison.OrdinalIgnoreCase) ? null : Colour.ToLowerInvariant();
    }
}
