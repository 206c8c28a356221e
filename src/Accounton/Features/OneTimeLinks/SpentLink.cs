using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.OneTimeLinks;

/// <summary>The answer to a link that works no more.</summary>
public static class SpentLink
{
    private const string View = "/Features/OneTimeLinks/Spent.cshtml";

    /// <param name="controller">Which answers.</param>
    /// <param name="remedy">What to do now.</param>
    public static IActionResult Spent(this Controller controller, string remedy)
    {
        controller.Response.StatusCode = StatusCodes.Status410Gone;
        return controller.View(View, remedy);
    }
}
