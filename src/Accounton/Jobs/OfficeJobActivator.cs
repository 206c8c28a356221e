using Accounton.Data;
using Accounton.Tenancy;
using Hangfire;
using Serilog.Context;

namespace Accounton.Jobs;

/// <summary>
/// Makes a scope per job and sets its office from the job's first argument, which is its id by rule. No job works for an
/// office that is suspended, and none at all while the keys in the database do not open.
/// </summary>
public sealed class OfficeJobActivator(IServiceScopeFactory scopes) : JobActivator
{
    public override JobActivatorScope BeginScope(JobActivatorContext context)
    {
        var scope = scopes.CreateAsyncScope();
        var log = new List<IDisposable>();
        var job = context.BackgroundJob.Job;
        if (job.Args is [Guid officeId, ..] && !job.Type.IsDefined(typeof(OfNoOfficeAttribute), inherit: false))
        {
            scope.ServiceProvider.GetRequiredService<CurrentOffice>().Use(officeId);
            log.Add(LogContext.PushProperty("Office", officeId));
            if (job.Args is [_, Guid row, ..])
                log.Add(LogContext.PushProperty("Row", row));
        }

        return new Scope(scope, log);
    }

    private sealed class Scope(AsyncServiceScope scope, List<IDisposable> log) : JobActivatorScope
    {
        public override object Resolve(Type type)
        {
            // Hangfire resolves synchronously.
            if (scope.ServiceProvider.GetRequiredService<KeyCheck>()
                .RecentFaultAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } fault)
                throw new KeysClosedException(fault);

            var office = scope.ServiceProvider.GetRequiredService<CurrentOffice>();
            if (office.IsSet && scope.ServiceProvider.GetRequiredService<AccountonContext>().Offices
                .Any(o => o.Id == office.Id && o.SuspendedAt != null))
                throw new OfficeSuspendedException();

            return ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, type);
        }

        public override void DisposeScope()
        {
            log.ForEach(property => property.Dispose());
            // Hangfire disposes synchronously, after the job has ended.
            scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
