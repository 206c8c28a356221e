using Accounton;
using Accounton.Data;
using Accounton.Features.Account;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Help;
using Accounton.Features.Home;
using Accounton.Features.Imports;
using Accounton.Features.Imports.Excel;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Operators;
using Accounton.Features.Questionnaires;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.Settings.Members;
using Accounton.Features.SignIn;
using Accounton.Features.SignIn.SingleSignOn;
using Accounton.Features.Sync;
using Accounton.Jobs;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Accounton.Web;

var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find(args, AppContext.BaseDirectory) });
builder.AddLogging();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Host.UseDefaultServiceProvider(provider =>
{
    provider.ValidateScopes = true;
    provider.ValidateOnBuild = true;
});

var services = builder.Services;
var configuration = builder.Configuration;
var environment = builder.Environment;
services.AddSingleton(TimeProvider.System);
services.AddOptions<AppOptions>().BindConfiguration(AppOptions.Section).ValidateDataAnnotations().ValidateOnStart();
services.AddOptions<SupportContact>().BindConfiguration(SupportContact.Section).ValidateDataAnnotations().ValidateOnStart();
services.AddDatabase(configuration, environment);
services.AddKeyProtection(configuration);
services.AddScoped<OfficeCiphers>();
services.AddScoped<AuditLog>();
services.AddScoped<IUserLanguage, MemberLanguage>();
services.AddSignIn(configuration).AddSingleSignOn(configuration).AddAdminPulseLinking();
services.AddVendors(configuration);
services.AddJobs(configuration, environment);
services.AddLinks().AddAccount().AddOperators().AddMembers();
services.AddScoped<MailBrandings>();
services.AddMail();
services.AddOfficeConnections();
services.AddSync();
services.AddIntegrations();
services.AddClients();
services.AddQuestionnaires();
services.AddImports();
services.AddExcel();
services.AddHelp();
services.AddScoped<StartPages>();
services.AddHealth();
services.AddProxies(configuration);
services.AddHosts(configuration, environment);
services.AddWebBase(configuration, environment);
DevelopmentTools.AddTo(builder);

await using var app = builder.Build();
if (args is ["migrate", ..])
{
    await Migrator.MigrateAsync(app.Services);
    return;
}

if (app.Services.GetRequiredService<DatabaseOptions>().MigratesOnStart)
    await Migrator.MigrateAsync(app.Services);
await Migrator.EnsureKeysOpenAsync(app.Services);
if (args is [NewOperator.Command, ..])
{
    Environment.ExitCode = await NewOperator.RunAsync(app.Services, args[1..], Console.Out, Console.Error);
    return;
}

await DevelopmentTools.PrepareAsync(app);

app.UseForwardedHeaders();
app.UseMaskedSpans();
app.UseHeadRequests();
app.UseAccountonHeaders();
app.UsePublicAddress();
app.UseErrorPages();
app.UseRequestLog();
app.UseRouting();
app.UseKeyGate();
app.UseAuthentication();
app.UseLogContext();
app.UseRequestLanguage();
app.UseRateLimiter();
app.UseAuthorization();
app.MapStaticAssets().AllowAnonymous();
app.MapControllers().WithStaticAssets();
app.MapJobsDashboard();
app.MapHealth();
await app.RunAsync();

/// <summary>A table of contents; tests start the application through it.</summary>
public partial class Program;
