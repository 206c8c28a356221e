using Accounton.Jobs;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>Registers what files are taken, scanned, joined and given back with.</summary>
public static class UploadSetup
{
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<FileForm>();
        services.AddScoped<FileContents>();
        services.AddScoped<DocumentSheets>();
        services.AddScoped<UploadWriter>();
        services.AddSingleton<ClamAv>();
        services.AddScoped<IDueWork, UploadDueWork>();
        return services;
    }
}
