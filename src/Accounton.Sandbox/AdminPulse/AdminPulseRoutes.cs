using Accounton.Sandbox.Calls;
using Accounton.Sandbox.Faults;
using Accounton.Sandbox.SignIn;
using Microsoft.Extensions.Options;

namespace Accounton.Sandbox.AdminPulse;

internal static class AdminPulseRoutes
{
    private static readonly string[] GetAndPost = ["GET", "POST"];

    public static void MapAdminPulse(this WebApplication app)
    {
        var signIn = app.Services.GetRequiredService<SignInEndpoints>();
        foreach (var pathBase in AuthorizationServer.PathBases)
        {
            app.MapMethods(
                $"{pathBase}/connect/authorize", GetAndPost, (Delegate)app.Services.GetRequiredService<AuthorizeEndpoint>().Handle);
            app.MapPost($"{pathBase}/connect/token", app.Services.GetRequiredService<TokenEndpoint>().Handle);
            app.MapGet($"{pathBase}/sign-in", (Delegate)signIn.Show);
            app.MapPost($"{pathBase}/sign-in", (Delegate)signIn.SignIn);
            app.MapPost($"{pathBase}/sign-out", (Delegate)signIn.SignOut);
        }

        var pipeline = app.Services.GetRequiredService<CallPipeline>();
        var vendor = app.Services.GetRequiredService<AdminPulseEndpoint>();
        var office = app.Services.GetRequiredService<OfficeApi>();
        var perMinute = app.Services.GetRequiredService<IOptions<SandboxOptions>>().Value.CallsPerMinute;
        var api = app.MapGroup(AuthorizationServer.AdminPulse);
        RequestDelegate Serve(string endpoint, Func<Call, Answer> handler) => pipeline.Serve(vendor, endpoint, perMinute, handler);

        api.MapGet("/relations", Serve(Endpoints.Relations, RelationsApi.List));
        api.MapGet("/relations/{id}", Serve("relation", call => RelationsApi.One(call, call.RouteValue("id"))));
        api.MapGet("/tasks", Serve("tasks", TasksApi.List));
        api.MapPut("/tasks/{id}", Serve("task", TasksApi.Change));
        api.MapGet("/users", Serve("users", OfficeApi.Users));
        api.MapGet("/companies", Serve("companies", OfficeApi.Companies));
        api.MapPost("/documents/add", Serve("documents", office.AddDocument));
    }
}
