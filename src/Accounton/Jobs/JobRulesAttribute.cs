using Accounton.Data;
using Hangfire.Common;
using Hangfire.Server;

namespace Accounton.Jobs;

/// <summary>
/// The rules of every job: no retry by Hangfire (rows say what is due, and the sweep reads them), and what an exception
/// leaves in the job storage and in Hangfire's log is its type and place only, since its text could hold a client's data.
/// </summary>
/// <remarks>It is replaced while the job ends: a state that is replaced later is kept in the job's history all the same.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JobRulesAttribute : JobFilterAttribute, IServerFilter
{
    public void OnPerforming(PerformingContext context)
    {
    }

    public void OnPerformed(PerformedContext context)
    {
        // Nothing went wrong in the job: the row stays due, and the sweep finds it once the office goes on, or the keys open.
        if (context.Exception is OfficeSuspendedException or KeysClosedException)
            context.ExceptionHandled = true;

        // Unwrapped is the server's own stopping, by which Hangfire gives the job back.
        if (context.Exception is JobPerformanceException { InnerException: { } exception })
            throw new JobFaultException(exception);
    }
}

/// <summary>For a job that works for no office: its first argument is no office's id.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OfNoOfficeAttribute : Attribute;

/// <summary>The office of a job is suspended, so the job does nothing.</summary>
public sealed class OfficeSuspendedException() : InvalidOperationException("The office is suspended.");

/// <summary>What is kept of a job's failure: a code.</summary>
public sealed class JobFaultException(Exception exception)
    : Exception($"{exception.GetType().Name} {exception.StackTrace?.Split('\n')[0].Trim()}".TrimEnd());
