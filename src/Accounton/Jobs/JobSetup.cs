using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Tenancy;
using Hangfire;
using Hangfire.Dashboard;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;

namespace Accounton.Jobs;

/// <summary>Hangfire: its storage beside the data, its workers, its dashboard for operators.</summary>
public static class JobSetup
{
    public const string DashboardPath = "/jobs";

    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var jobs = configuration.GetSection(JobsOptions.Section).Get<JobsOptions>() ?? new JobsOptions();
        var provider = (configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions()).Provider;
        if (!jobs.RunServer && provider == DatabaseProvider.Sqlite)
            throw new ValidationException("Jobs:RunServer is false with SQLite: its jobs live in the process that "
                + "made them. Use a server database for a web-only node.");

        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<JobStorage>(_ => Storage(provider, Database.ConnectionString(configuration, environment, provider)));
        services.AddHangfire((_, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseSerilogLogProvider());
        services.AddSingleton<JobActivator, OfficeJobActivator>();
        services.AddScoped<Sweep>();
        if (jobs.RunServer)
        {
            // Two servers, so that big runs can take every worker but one.
            AddServer(services, "small", 1, JobQueues.AtOnce, JobQueues.Small);
            AddServer(services, "all", jobs.Workers - 1, JobQueues.AtOnce, JobQueues.Small, JobQueues.Big);
            services.AddHostedService<SweepSchedule>();
        }

        return services;
    }

    public static void MapJobsDashboard(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHangfireDashboard(DashboardPath, new DashboardOptions
        {
            AppPath = null,
            DashboardTitle = "Accounton",
            DisplayStorageConnectionString = false,
            // Who may look is the endpoint's policy; Hangfire's own rule is "only local requests".
            Authorization = [new CommandsByPost()],
            DisplayNameFunc = (_, job) => JobNames.Get(job),
        }).RequireAuthorization(Policies.Operator);

    private static JobStorage Storage(DatabaseProvider provider, string connection) => provider switch
    {
        DatabaseProvider.SqlServer => new SqlServerStorage(connection, new SqlServerStorageOptions()),
        DatabaseProvider.PostgreSql => new PostgreSqlStorage(
            new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(connection, PostgreSqlOptions),
            PostgreSqlOptions),
        _ => new InMemoryStorage(new InMemoryStorageOptions()),
    };

    private static PostgreSqlStorageOptions PostgreSqlOptions => new()
    {
        EnableLongPolling = true,
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>
    /// The dashboard carries out commands on several jobs by any method, and asks for no token with a GET. Its kinds of commands are
    /// known by their names only.
    /// </summary>
    private sealed class CommandsByPost : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) =>
            HttpMethods.IsPost(context.GetHttpContext().Request.Method)
            || DashboardRoutes.Routes.FindDispatcher(context.Request.Path)?.Item1
                .GetType().Name.EndsWith("CommandDispatcher", StringComparison.Ordinal) != true;
    }

    private static void AddServer(IServiceCollection services, string name, int workers, params string[] queues) =>
        services.AddHangfireServer(server =>
        {
            server.ServerName = $"{Environment.MachineName}:{Environment.ProcessId}:{name}";
            server.WorkerCount = workers;
            server.Queues = queues;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.CancellationCheckInterval = TimeSpan.FromSeconds(5);
        });
}

/// <summary>The queues there are: a big sync waits in one of its own, and what somebody waits for overtakes the rest.</summary>
/// <remarks>In the order of the alphabet, which is the order in which SQL Server's storage looks at them.</remarks>
public static class JobQueues
{
    public const string AtOnce = "at-once";
    public const string Small = "default";
    public const string Big = "big";
}
