using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Jobs;

public sealed class JobRulesTests
{
    private const string Planted = "Jan Peeters 85.07.30-033.28";

    /// <summary>On a server database, where Hangfire writes down all that it knows.</summary>
    [Fact]
    public async Task Exception_thatLeavesAJob_leavesOnlyACodeBehind()
    {
        await using var database = await TestDatabase.CreateAsync("PostgreSql");
        await using var app = new App(database, runJobs: true);
        var office = await app.OfficeIdAsync(App.DemoOffice);

        var id = app.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<ThrowingJob>(job => job.RunAsync(office));

        using var storage = app.Services.GetRequiredService<JobStorage>().GetConnection();
        await Eventually.HoldsAsync(() => storage.GetStateData(id)?.Name is "Failed" or "Scheduled" or "Succeeded", "the job has failed");
        Assert.Equal("Failed", storage.GetStateData(id).Name);
        var kept = await DatabaseText.OfPostgreSqlAsync(database.ConnectionString, "hangfire");
        Assert.Contains(nameof(JobFaultException), kept, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidDataException), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(
            kept.Split('\n'),
            line => line.Contains("Peeters", StringComparison.Ordinal) || line.Contains("85.07.30", StringComparison.Ordinal));
    }

    [Fact]
    public void Job_any_keepsTheRules()
    {
        var jobs = typeof(Program).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Job", StringComparison.Ordinal) || type == typeof(Sweep)).ToArray();

        Assert.NotEmpty(jobs);
        Assert.All(jobs, job => Assert.Single(job.GetCustomAttributes(typeof(JobRulesAttribute), inherit: true)));
        Assert.All(jobs, job => Assert.Equal(
            0, Assert.IsType<AutomaticRetryAttribute>(Assert.Single(
                job.GetMethod("RunAsync")!.GetCustomAttributes(typeof(AutomaticRetryAttribute), inherit: true))).Attempts));
        Assert.All(jobs, job => Assert.All(
            job.GetMethod("RunAsync")!.GetParameters(),
            p => Assert.Contains(p.ParameterType, (Type[])[typeof(Guid), typeof(CancellationToken)])));
    }

    [Fact]
    public async Task Office_ofAJob_isThatOfItsFirstArgument()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, runJobs: true, replace: services => services.AddSingleton<Seen>());
        var office = await app.OfficeIdAsync(App.OtherOffice);

        app.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<LookingJob>(job => job.RunAsync(office));

        Assert.Equal(
            office, await app.Services.GetRequiredService<Seen>().Office.Task.WaitAsync(
                TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [JobRules]
    public sealed class ThrowingJob(CurrentOffice office)
    {
        [AutomaticRetry(Attempts = 0)]
        public Task RunAsync(Guid officeId) => throw new InvalidDataException($"{Planted} of {officeId} in {office.Id}");
    }

    [JobRules]
    public sealed class LookingJob(CurrentOffice office, Seen seen)
    {
        [AutomaticRetry(Attempts = 0)]
        public Task RunAsync(Guid officeId)
        {
            Assert.NotEqual(Guid.Empty, officeId);
            seen.Office.TrySetResult(office.Id);
            return Task.CompletedTask;
        }
    }

    public sealed class Seen
    {
        public TaskCompletionSource<Guid> Office { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
