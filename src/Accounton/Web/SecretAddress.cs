using System.Diagnostics;
using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;

namespace Accounton.Web;

/// <summary>
/// The address behind the link of a client's mail is a secret by itself: it is masked wherever an address is written down.
/// </summary>
public static partial class SecretAddress
{
    public const string Mark = "•••";

    /// <summary>A text with the token of each such address in it masked.</summary>
    public static string Mask(string text) =>
        text.Contains("q/", StringComparison.OrdinalIgnoreCase) ? Door().Replace(text, "$1" + Mark) : text;

    /// <summary>Masks the address in the span of this request, before anything else is done with it.</summary>
    public static IApplicationBuilder UseMaskedSpans(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        foreach (var (name, value) in Activity.Current?.TagObjects.ToArray() ?? [])
        {
            if (value is string text && Mask(text) is var masked && masked != text)
                Activity.Current!.SetTag(name, masked);
        }

        return next(context);
    });

    // What follows /q/r/ names a respondent, which opens nothing without their device.
    [GeneratedRegex(@"((?<![\w-])q/)(?!r/)[^/?#\s""']+", RegexOptions.IgnoreCase)]
    private static partial Regex Door();
}

/// <summary>Masks secret addresses in whatever is logged.</summary>
public sealed class MaskedAddresses : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.ToArray())
        {
            if (value is ScalarValue { Value: string or PathString } scalar
                && scalar.Value.ToString() is { } text && SecretAddress.Mask(text) is var masked && masked != text)
                logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(masked)));
        }
    }
}
