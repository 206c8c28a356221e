using Accounton.Sandbox.Calls;
using Accounton.Sandbox.SignIn;
using Microsoft.Extensions.Options;

namespace Accounton.Sandbox.Syneton;

internal static class SynetonRoutes
{
    /// <summary>What the settings tell when no limit is set, and nobody is held to.</summary>
    private const int UsualRateLimit = 1_000;

    public static void MapSyneton(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<SandboxOptions>>().Value;
        var pipeline = app.Services.GetRequiredService<CallPipeline>();
        var vendor = app.Services.GetRequiredService<SynetonEndpoint>();
        var api = app.MapGroup("/syneton/api/v1");
        RequestDelegate Serve(string endpoint, Func<Call, Answer> handler) => pipeline.Serve(vendor, endpoint, options.RateLimit, handler);
        void List(Table table, string path) => api.MapGet("/" + path, Serve(table.Name, ListApi.Create(table, path)));

        api.MapGet("/token/{key}", app.Services.GetRequiredService<SynetonTokenEndpoint>().Handle);
        api.MapGet("/apisettings", Serve(
            "apisettings", OneApi.Settings(options.RateLimit > 0 ? options.RateLimit : UsualRateLimit, options.SynetonTokenLifetime)));
        List(Table.Customers, "customers");
        api.MapGet("/customers/{id}", Serve("customer", OneApi.Customer));
        api.MapGet("/customers/{id}/private", Serve("private", OneApi.Private));
        List(Table.Addresses, "customeraddresses");
        List(Table.Links, "customerlinkcustomer");
        List(Table.Projects, "projects");
        List(Table.Employees, "employees");
        List(Table.Tasks, "taskflow/tasks");
        List(Table.PlannedTasks, "taskflow/tasks/plannedtasks");
        api.MapGet("/customer/changes", Serve("changes", ListApi.Changes));

        // People copy the address of this page as the URL of their server.
        foreach (var path in new[] { "/syneton", "/syneton/doc", "/syneton/api/v1/doc" })
            app.MapGet(path, () => Html.Page(
                "Syneton API", "<p class=\"brand\">Syneton · sandbox</p><h1>API</h1><p>Nagebootste Admin-IS | Admin-Consult.</p>"));
    }
}
