using Accounton.Features.Imports.Applying;
using Accounton.Features.Imports.Compare;
using Accounton.Features.Imports.Confirm;
using Accounton.Features.Imports.Review;
using Accounton.Features.Sync;
using Accounton.Jobs;

namespace Accounton.Features.Imports;

/// <summary>Registers what an import is made of.</summary>
public static class ImportSetup
{
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<ImportStarting>();
        services.AddScoped<CandidateSources>();
        services.AddScoped<RowMaker>();
        services.AddScoped<Compare.Comparer>();
        services.AddScoped<Overviews>();
        services.AddScoped<Decisions>();
        services.AddScoped<Corrections>();
        services.AddScoped<Announcements>();
        services.AddScoped<AddingRows>();
        services.AddScoped<ChangingRows>();
        services.AddScoped<GivingTemplates>();
        services.AddScoped<Applier>();
        services.AddScoped<Undoer>();
        services.AddScoped<ISyncWaiter, FetchedImports>();
        services.AddScoped<IDueWork, ImportDueWork>();
        return services;
    }
}
