using System.Net;
using System.Text.Json;

namespace Accounton.Vendors.Syneton;

/// <summary>Tells Syneton's refusals apart by their text, since its statuses say too little. The text is never passed on.</summary>
public static class SynetonErrors
{
    /// <summary>403 "you are throttling the system".</summary>
    public static async ValueTask<bool> IsThrottlingAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.Forbidden && await SaysAsync(response, "throttl", cancellationToken);

    /// <summary>404 "nothing found", which is an empty list.</summary>
    public static async ValueTask<bool> IsNothingFoundAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.NotFound && await SaysAsync(response, "nothing found", cancellationToken);

    /// <summary>403 "no valid configuration for token": another token would not help.</summary>
    public static async ValueTask<bool> IsMissingRightAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.Forbidden && await SaysAsync(response, "no valid configuration", cancellationToken);

    /// <summary>A fault that may be about one call that not every server or key has, while the others work.</summary>
    public static bool IsOfThisCallOnly(VendorFault fault) =>
        fault is VendorFault.Refused or VendorFault.BadAnswer or VendorFault.NotThisVendor
            or VendorFault.MissingRight or VendorFault.Unavailable or VendorFault.ListWithoutEnd;

    /// <summary>The fault of a call, by status and text.</summary>
    public static async ValueTask<VendorFault?> FaultOfAsync(HttpResponseMessage response) => VendorFaults.From(response) switch
    {
        // Only Syneton says "not found" in Syneton's words.
        VendorFault.Refused or VendorFault.BadAnswer when response.StatusCode == HttpStatusCode.NotFound =>
            await MessageAsync(response, CancellationToken.None) is null ? VendorFault.NotThisVendor : VendorFault.Refused,
        var fault => fault,
    };

    /// <summary>
    /// The fault of signing in: a refusal in Syneton's words is about the key, any other says that no Syneton answers there.
    /// </summary>
    public static async ValueTask<VendorFault?> SignInFaultOfAsync(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        401 or 403 when !VendorFaults.IsHtml(response) => VendorFault.KeyRefused,
        400 or 404 when await MessageAsync(response, CancellationToken.None) is not null => VendorFault.KeyRefused,
        (>= 300 and < 500) and not 408 and not 429 => VendorFault.NotThisVendor,
        _ => VendorFaults.From(response),
    };

    private static async ValueTask<bool> SaysAsync(HttpResponseMessage response, string words, CancellationToken cancellationToken)
    {
        var text = await MessageAsync(response, cancellationToken);
        if (text is null && !VendorFaults.IsHtml(response))
            text = await response.Content.ReadAsStringAsync(cancellationToken);
        return text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>The error message of an object, or of an array of them; null when there is none.</summary>
    private static async ValueTask<string?> MessageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            var root = document.RootElement;
            var messages = (root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root])
                .Where(item => item.ValueKind == JsonValueKind.Object)
                .SelectMany(item => item.EnumerateObject())
                .Where(property => property.Name.Equals("ErrorMessage", StringComparison.OrdinalIgnoreCase))
                .Select(property => property.Value.ToString())
                .ToList();
            return messages.Count == 0 ? null : string.Join('\n', messages);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
