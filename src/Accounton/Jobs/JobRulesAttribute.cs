using Hangfire.Common;
using Hangfire.States;

namespace Accounton.Jobs;

/// <summary>
/// The rules of every job: no retry by Hangfire (rows say what is due, and the sweep reads them), and what an exception
/// leaves in the job storage is its type's name only, since its text could hold a client's data.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JobRulesAttribute : JobFilterAttribute, IElectStateFilter
{
    // After everything else has had its say.
    public JobRulesAttribute() => Order = int.MaxValue;

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is FailedState failed and not { Exception: JobFaultException })
            context.CandidateState = new FailedState(new JobFaultException(failed.Exception.GetType().Name)) { Reason = "See the log of that moment" };
    }
}

/// <summary>What is kept of a job's failure: a code.</summary>
public sealed class JobFaultException(string code) : Exception(code);
