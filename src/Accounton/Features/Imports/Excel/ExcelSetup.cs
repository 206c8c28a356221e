using Accounton.Features.Imports.Excel.Reading;
using Accounton.Features.Imports.Excel.Template;

namespace Accounton.Features.Imports.Excel;

/// <summary>Registers what workbooks are read and made with.</summary>
public static class ExcelSetup
{
    public static IServiceCollection AddExcel(this IServiceCollection services)
    {
        services.AddScoped<WorkbookUpload>();
        services.AddScoped<WorkbookLines>();
        services.AddScoped<InvalidWorkbook>();
        return services;
    }
}
