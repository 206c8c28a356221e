namespace Accounton.Tenancy;

/// <summary>Scopes of their own for one office: for work beside a request's or job's own context.</summary>
public static class OfficeScopes
{
    public static AsyncServiceScope CreateOfficeScope(this IServiceScopeFactory scopes, Guid officeId)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOffice>().Use(officeId);
        return scope;
    }
}
