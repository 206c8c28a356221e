using Accounton.Sandbox.Calls;
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
            app.MapMethods($"{pathBase}/connect/authorize", GetAndPost, (Delegate)app.Services.GetRequiredService<AuthorizeEndpoint>().Handle);
            app.MapPost($"{pathBase}/connect/token", (Delegate)TokenEndpoint.Handle);
            app.MapGet($"{pathBase}/sign-in", (Delegate)signIn.Show);
            app.MapPost($"{pathBase}/sign-in", (Delegate)signIn.SignIn);
            app.MapPost($"{pathBase}/sign-out", (Delegate)SignInEndpoints.SignOut);
        }

        var gate = app.Services.GetRequiredService<Gate>();
        var door = app.Services.GetRequiredService<AdminPulseDoor>();
        var perMinute = app.Services.GetRequiredService<IOptions<SandboxOptions>>().Value.CallsPerMinute;
        var api = app.MapGroup(AuthorizationServer.AdminPulse);
        api.MapGet("/relations", gate.Serve(door, "relations", perMinute, RelationsApi.List));
        api.MapGet("/relations/{id}", gate.Serve(door, "relation", perMinute, call => RelationsApi.One(call, call.RouteValue("id"))));
    }
}
