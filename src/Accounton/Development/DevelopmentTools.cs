using Accounton.Development.Demo;
using Accounton.Features.SignIn;

namespace Accounton;

public static partial class DevelopmentTools
{
    static partial void Add(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
            return;

        builder.Services.AddSingleton<ISignInHint, DemoAccounts>();
        builder.Services.AddHostedService<SandboxProcess>();
    }

    static partial void Prepare(WebApplication app, ref Task preparing)
    {
        if (app.Environment.IsDevelopment())
            preparing = DemoData.SeedAsync(app.Services, withClients: !string.IsNullOrEmpty(app.Configuration["Development:Sandbox"]));
    }
}
