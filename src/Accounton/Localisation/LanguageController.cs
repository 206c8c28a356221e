using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Localisation;

/// <summary>Choosing the language of the screens.</summary>
[AllowAnonymous]
public sealed class LanguageController(IUserLanguage kept) : Controller
{
    [HttpPost("/language"), AnyOffice]
    public async Task<IActionResult> Choose(string? language, string? returnUrl)
    {
        if (Language.Find(language) is not { } chosen)
            return BadRequest();
        RequestLanguage.Remember(HttpContext, chosen);
        await kept.KeepAsync(HttpContext, chosen);
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
