namespace Accounton;

/// <summary>
/// Demo data, the sandbox and the pages for developers, when there are any: they stand in the folder <c>Development</c>,
/// which a Release build does not compile.
/// </summary>
public static partial class DevelopmentTools
{
    public static void AddTo(WebApplicationBuilder builder) => Add(builder);

    /// <summary>After the database is migrated, before the first request.</summary>
    public static Task PrepareAsync(WebApplication app)
    {
        var preparing = Task.CompletedTask;
        Prepare(app, ref preparing);
        return preparing;
    }

    static partial void Add(WebApplicationBuilder builder);

    static partial void Prepare(WebApplication app, ref Task preparing);
}
