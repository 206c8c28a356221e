namespace Accounton.Features.Operators;

/// <summary>Registers what operators do.</summary>
public static class OperatorsSetup
{
    public static IServiceCollection AddOperators(this IServiceCollection services)
    {
        services.AddScoped<OfficeActs>();
        services.AddScoped<NewOperator>();
        return services;
    }
}
