using Accounton.Features.Clients;
using Accounton.Features.Imports.Apply;
using Accounton.Features.Imports.Compare;
using Accounton.Features.Imports.Confirm;
using Accounton.Features.Imports.Review;
using Accounton.Features.Imports.Start;
using Accounton.Features.Sync;
using Accounton.Jobs;

namespace Accounton.Features.Imports;

/// <summary>Registers what an import is made of.</summary>
public static class ImportSetup
{
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<ImportStarter>();
        services.AddScoped<CandidateSources>();
        services.AddScoped<ImportRowFactory>();
        services.AddScoped<ImportComparer>();
        services.AddScoped<ImportPreviews>();
        services.AddScoped<Decisions>();
        services.AddScoped<RowComparison>();
        services.AddScoped<RowCorrection>();
        services.AddScoped<ImportPreviewRefresh>();
        services.AddScoped<ImportSummaries>();
        services.AddScoped<NewClientApplier>();
        services.AddScoped<ExistingClientApplier>();
        services.AddScoped<AssignmentApplier>();
        services.AddScoped<ImportApplier>();
        services.AddScoped<ImportUndo>();
        services.AddScoped<ISyncWaiter, FetchedImports>();
        services.AddScoped<IDueWork, ImportDueWork>();
        services.AddScoped<IClientPart, ClientImports>();
        services.AddScoped<IKeyedRows, ImportKeys>();
        return services;
    }
}
