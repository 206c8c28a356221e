using Accounton.Jobs;

namespace Accounton.Features.Account;

/// <summary>Requests for a new password whose trigger was lost, and rows that were only kept for a while.</summary>
public sealed class AccountDueWork : IDueWork
{
    public Task<IReadOnlyList<DueStep>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DueStep>>(
        [
            new("answer requests for a password", null, (services, stop) =>
                services.GetRequiredService<PasswordRequests>().TriggerAsync(stop)),
            new("forget old rows", null, (services, stop) => services.GetRequiredService<OldRows>().ForgetAsync(stop)),
        ]);
}
