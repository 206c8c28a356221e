using System.Globalization;
using Accounton.Data.Sensitive;
using Accounton.Features.SignIn;
using Serilog;
using Serilog.Events;

namespace Accounton.Web;

/// <summary>Serilog: who, for which office, and what; secrets are masked by their types, addresses come without their query.</summary>
public static class RequestLog
{
    public static void AddLogging(this WebApplicationBuilder builder) => builder.Host.UseSerilog((context, log) => log
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
        .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
        .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
        .MinimumLevel.Override("Polly", LogEventLevel.Error)
        .Destructure.ByTransforming<Secret>(secret => secret.ToString())
        .Destructure.ByTransforming<NationalNumber>(number => number.ToString())
        .Enrich.FromLogContext()
        .ReadFrom.Configuration(context.Configuration)
        .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture, outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext:l} {Message:l}{NewLine}{Exception}"));

    public static void UseRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(log =>
    {
        log.MessageTemplate = "{RequestMethod} {RequestPath} {StatusCode} in {Elapsed:0} ms";
        log.GetLevel = (context, _, error) => error is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error : LogEventLevel.Debug;
        log.EnrichDiagnosticContext = (diagnostics, context) =>
        {
            var member = context.RequestServices.GetRequiredService<CurrentMember>();
            diagnostics.Set("User", member.User?.Id);
            diagnostics.Set("Office", member.Office?.OfficeId);
        };
    });
}
