using System.ComponentModel.DataAnnotations;

namespace Accounton.Features.Settings.Integrations;

/// <summary>The form that links Admin IS | Consult. The key is never sent back to the browser.</summary>
public sealed class SynetonForm
{
    [Required, StringLength(200), DataType(DataType.Password), Display(Name = "Integrations.Syneton.ApiKey")]
    public string ApiKey { get; set; } = "";

    [Required, StringLength(400), Display(Name = "Integrations.Syneton.Url")]
    public string Url { get; set; } = "";
}
