using System.Text.Json.Serialization;
using Accounton.Sandbox;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.AdminPulse;
using Accounton.Sandbox.Calls;
using Accounton.Sandbox.ExpectedResults;
using Accounton.Sandbox.Faults;
using Accounton.Sandbox.SignIn;
using Accounton.Sandbox.Syneton;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find(args) });
var section = builder.Configuration.GetSection("Sandbox");
var options = section.Get<SandboxOptions>() ?? new SandboxOptions();
builder.Services.Configure<SandboxOptions>(section);

var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? "http://localhost:5090";
builder.WebHost.UseUrls([.. urls.Split(';'), .. options.SignInOrigin is { } origin ? [origin] : Array.Empty<string>()]);

builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<AccountBook>();
builder.Services.AddSingleton<CallBook>();
builder.Services.AddSingleton<FaultBook>();
builder.Services.AddSingleton<CallPipeline>();
builder.Services.AddSingleton<Tickets>();
builder.Services.AddSingleton<SignInAddress>();
builder.Services.AddSingleton<SignInEndpoints>();
builder.Services.AddSingleton<Realms>();
builder.Services.AddSingleton<Identities>();
builder.Services.AddSingleton<AuthorizeEndpoint>();
builder.Services.AddSingleton<AdminPulseEndpoint>()
    .AddSingleton<VendorEndpoint>(services => services.GetRequiredService<AdminPulseEndpoint>());
builder.Services.AddSingleton<SynetonEndpoint>().AddSingleton<VendorEndpoint>(services => services.GetRequiredService<SynetonEndpoint>());
builder.Services.AddSingleton<SynetonTokens>();
builder.Services.AddSingleton<SynetonTokenEndpoint>();
builder.Services.AddSingleton<Redemption>();
builder.Services.AddSingleton<TokenEndpoint>();
builder.Services.AddSingleton<OfficeApi>();
builder.AddAuthorizationServer(options);
if (options.EndWithParent)
    builder.Services.AddHostedService<EndWithParent>();

var app = builder.Build();

// Routes are matched on the whole path; only then is the first part of it set apart, for OpenIddict to find its endpoints under.
app.UseRouting();
foreach (var pathBase in AuthorizationServer.PathBases)
    app.UsePathBase(pathBase);
app.UseAuthentication();

app.MapGet("/", Home.Show);
app.MapGet("/health", () => "OK");
app.MapAdminPulse();
app.MapSyneton();
app.MapFaults();
app.MapExpectedResults();

var lifetime = app.Lifetime;
try
{
    app.Run();
}
catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
{
    // The parent ended while this was still starting: nothing went wrong.
}
