using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.Routing;

namespace Accounton.Web;

/// <summary>Redirects to addresses of this site with what a header cannot hold percent-encoded: <c>/é</c> goes to <c>/%C3%A9</c>.</summary>
public sealed class AsciiRedirect(ILoggerFactory loggers, IUrlHelperFactory urls) : LocalRedirectResultExecutor(loggers, urls)
{
    public static string Encode(string address) => address.All(char.IsAscii)
        ? address
        : string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    public override Task ExecuteAsync(ActionContext context, LocalRedirectResult result)
    {
        result.Url = Encode(result.Url);
        return base.ExecuteAsync(context, result);
    }
}
