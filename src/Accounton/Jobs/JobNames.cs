using Accounton.Features.Imports;
using Accounton.Features.Mail;
using Accounton.Features.Sync;
using Hangfire.Common;

namespace Accounton.Jobs;

/// <summary>What a job is called on the dashboard: words first, the row's id behind them.</summary>
public static class JobNames
{
    public static string Of(Job job) => (job.Type.Name, job.Args) switch
    {
        (nameof(SyncJob), [_, Guid run, ..]) => $"Clients from the back-office (run {Short(run)})",
        (nameof(SendMailJob), [_, Guid mail, ..]) => $"Send a mail ({Short(mail)})",
        (nameof(ImportJob), [_, Guid import, ..]) => $"Import of clients ({Short(import)})",
        (nameof(SendMailsJob), [Guid office, ..]) => $"Send the mails of an office ({Short(office)})",
        (nameof(SendPlatformMailJob), [Guid mail, ..]) => $"Send a mail ({Short(mail)})",
        (nameof(Sweep), _) => "Look for what is due",
        _ => job.ToString(),
    };

    // The end of the id: ids made in the same moment begin alike.
    private static string Short(Guid id) => id.ToString("N")[^8..];
}
