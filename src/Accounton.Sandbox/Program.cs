using Accounton.Sandbox;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.AdminPulse;
using Accounton.Sandbox.Calls;
using Accounton.Sandbox.Faults;
using Accounton.Sandbox.SignIn;

var builder = WebApplication.CreateBuilder(args);
var section = builder.Configuration.GetSection("Sandbox");
var options = section.Get<SandboxOptions>() ?? new SandboxOptions();
builder.Services.Configure<SandboxOptions>(section);

var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? "http://localhost:5090";
builder.WebHost.UseUrls([.. urls.Split(';'), .. options.SignInOrigin is { } origin ? [origin] : Array.Empty<string>()]);

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<AccountBook>();
builder.Services.AddSingleton<CallBook>();
builder.Services.AddSingleton<FaultBook>();
builder.Services.AddSingleton<Gate>();
builder.Services.AddSingleton<Tickets>();
builder.Services.AddSingleton<SignInAddress>();
builder.Services.AddSingleton<SignInEndpoints>();
builder.Services.AddSingleton<AuthorizeEndpoint>();
builder.Services.AddSingleton<AdminPulseDoor>();
builder.AddAuthorizationServer(options);
if (options.EndWithParent)
    builder.Services.AddHostedService<EndWithParent>();

var app = builder.Build();

// Routes are matched on the whole path; only then is the first part of it set apart, for OpenIddict to find its endpoints under.
app.UseRouting();
foreach (var pathBase in AuthorizationServer.PathBases)
    app.UsePathBase(pathBase);
app.UseAuthentication();

app.MapGet("/health", () => "OK");
app.MapAdminPulse();
app.Run();
