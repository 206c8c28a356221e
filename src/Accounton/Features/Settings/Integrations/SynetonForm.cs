using System.ComponentModel.DataAnnotations;
using Accounton.Vendors.Syneton;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Accounton.Features.Settings.Integrations;

/// <summary>The form that links Admin IS | Consult. The key is never sent back to the browser.</summary>
public sealed class SynetonForm
{
    public const int KeyLength = 200;

    [Required, StringLength(KeyLength), DataType(DataType.Password), Display(Name = "Integrations.Syneton.ApiKey")]
    public string ApiKey { get; set; } = "";

    [Required, StringLength(400), Display(Name = "Integrations.Syneton.Url")]
    public string Url { get; set; } = "";

    /// <summary>Somebody who typed an address with http has read that the key goes over the network in clear.</summary>
    [Display(Name = "Integrations.Syneton.MayBeInClear")]
    public bool MayBeInClear { get; set; }

    /// <summary>Where the help explains what was wrong with the attempt before.</summary>
    [BindNever]
    public string? Help { get; set; }

    /// <summary>Whether that has to be asked.</summary>
    public bool IsInClear => SynetonUrl.TryNormalise(Url, out var url) && SynetonUrl.IsInClear(url);
}
