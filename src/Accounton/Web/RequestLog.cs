using System.Globalization;
using Accounton.Data.Sensitive;
using Accounton.Tenancy;
using Serilog;
using Serilog.Context;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Accounton.Web;

/// <summary>Serilog: who, for which office, and what; secrets are masked by their types, addresses come without their query.</summary>
public static class RequestLog
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext:l} {Message:l} {Properties:j}{NewLine}{Exception}";

    /// <remarks>Serilog's static logger stays out of it: where tests run several applications, it is that of another one.</remarks>
    public static void AddLogging(this WebApplicationBuilder builder) =>
        builder.Host.UseSerilog(preserveStaticLogger: true, configureLogger: (context, services, log) =>
        {
            log.MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                // It writes whole addresses, among them that of the callback with its code: by name, so that opening "Microsoft"
                // does not open it.
                .MinimumLevel.Override("Microsoft.AspNetCore.Hosting", LogEventLevel.Warning)
                // A command that failed is thrown, and whoever catches it knows whether it is a fault: a race that was lost is none, and
                // neither is that a new database has no table of migrations yet.
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Update", LogEventLevel.Fatal)
                .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
                .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
                .MinimumLevel.Override("Polly", LogEventLevel.Error)
                .Destructure.ByTransforming<Secret>(secret => secret.ToString())
                .Destructure.ByTransforming<NationalNumber>(number => number.ToString())
                .Enrich.FromLogContext()
                .Enrich.With<MaskedAddresses>()
                .ReadFrom.Services(services)
                .ReadFrom.Configuration(context.Configuration);

            // For people in development, for a log store elsewhere; both carry office, user and run.
            if (context.HostingEnvironment.IsDevelopment())
                log.WriteTo.Console(formatProvider: CultureInfo.InvariantCulture, outputTemplate: Template);
            else
                log.WriteTo.Console(new CompactJsonFormatter());
        });

    public static void UseRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(log =>
    {
        log.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        log.MessageTemplate = "{RequestMethod} {RequestPath} {StatusCode} in {Elapsed:0} ms";
        log.IncludeQueryInRequestPath = false;
        // A request that cannot be read, or that nobody waits for any more, is no fault of ours: anybody could fill the log with them.
        log.GetLevel = (context, _, error) => (error, context.RequestAborted.IsCancellationRequested, context.Response.StatusCode) switch
        {
            (BadHttpRequestException, _, _) or (OperationCanceledException, true, _) => LogEventLevel.Debug,
            (not null, _, _) or (_, _, >= 500) => LogEventLevel.Error,
            _ => LogEventLevel.Debug,
        };
    });

    /// <summary>After authentication: whatever is logged from here on says for whom and for which office.</summary>
    public static void UseLogContext(this WebApplication app) => app.Use(async (context, next) =>
    {
        var member = context.RequestServices.GetRequiredService<CurrentMember>();
        var office = context.RequestServices.GetRequiredService<CurrentOffice>();
        using (LogContext.PushProperty("User", member.User?.Id))
        using (LogContext.PushProperty("Office", office.IsSet ? office.Id : (Guid?)null))
            await next(context);
    });
}
