using Microsoft.Extensions.Options;

namespace Accounton.Vendors;

/// <summary>Starts budgets of <see cref="VendorHttpOptions.PageTimeout"/>.</summary>
public sealed class VendorBudgets(IOptions<VendorHttpOptions> options, TimeProvider time)
{
    public VendorBudget Start() => new(options.Value.PageTimeout, time);
}

/// <summary>
/// How long somebody in front of a page may be kept waiting for a vendor, from its start on: all its calls together, with
/// their tries, the waits in between and the looking up of names.
/// </summary>
public sealed class VendorBudget(TimeSpan length, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>
    /// Makes a call within what is left. When that is used up the call is left alone, even if it does not heed its token.
    /// </summary>
    /// <exception cref="VendorException"><see cref="VendorFault.TimedOut"/> when the budget is used up.</exception>
    public async Task<T> HoldAsync<T>(Vendor vendor, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var left = length - time.GetElapsedTime(_start);
        if (left <= TimeSpan.Zero)
            throw new VendorException(vendor, VendorFault.TimedOut);

        using var budget = new CancellationTokenSource(left, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget.Token);
        try
        {
            return await call(both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new VendorException(vendor, VendorFault.TimedOut);
        }
    }
}
