using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Faults;
using Microsoft.Extensions.Options;

namespace Accounton.Sandbox.Calls;

/// <summary>What every call to either vendor goes through: who calls, how fast, and which faults it runs into.</summary>
internal sealed class CallPipeline(FaultBook faults, CallBook calls, TimeProvider clock, IOptions<SandboxOptions> options)
{
    private readonly TimeSpan latency = options.Value.LatencyPerCall;

    /// <summary>Serves one endpoint. <paramref name="perMinute"/> is the vendor's limit, 0 for none.</summary>
    public RequestDelegate Serve(VendorEndpoint vendor, string endpoint, int perMinute, Func<Call, Answer> handler) => async context =>
    {
        if (await vendor.IdentifyAsync(context) is not { } account)
        {
            await Task.Delay(latency, clock, context.RequestAborted);
            await vendor.Unauthorized().SendAsync(context);
            return;
        }

        var tally = calls.For(account.Name);
        tally.Enter($"{vendor.Vendor}/{endpoint}".ToLowerInvariant());
        try
        {
            await AnswerAsync(context, vendor, endpoint, account, tally.Allows(vendor.Vendor, perMinute), handler);
        }
        finally
        {
            tally.Leave();
        }
    };

    private async Task AnswerAsync(
        HttpContext context, VendorEndpoint vendor, string endpoint, Account account, bool allowed, Func<Call, Answer> handler)
    {
        var page = vendor.Page(context.Request);
        var hits = faults.Strike(account.Name, vendor.Vendor, endpoint, page);
        var delay = hits[FaultKind.Latency]?.Ms is { } extra ? latency + TimeSpan.FromMilliseconds(extra) : latency;
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, clock, context.RequestAborted);

        if (hits.Has(FaultKind.Silent))
        {
            await Replacements.SilenceAsync(context);
            return;
        }

        var register = hits[FaultKind.Shrink] is { } shrink ? account.Register.Shrunk(shrink.Share ?? 0.3) : account.Register;
        var answer = vendor.Refusal(account) is { } refusal ? refusal
            : !allowed ? vendor.Throttled()
            : await RefusedAsync(context, vendor, account, hits) ? vendor.Unauthorized()
            : hits.Replacement is { } fault && fault.Order.Status != 0 ? Replacements.For(fault, vendor, clock.GetUtcNow())
            : handler(new Call(context.Request, account, register, page, hits));
        if (answer is null)
            context.Abort();
        else
            await SendAsync(context, Spoilt.Charset(answer, hits), hits[FaultKind.Truncate]);
        if (hits[FaultKind.Shift] is { } shift)
            account.Shift(shift.Rows ?? 1, shift.Insert);
    }

    /// <summary>A token can run out in the middle of a reading: with this very call.</summary>
    private static async Task<bool> RefusedAsync(HttpContext context, VendorEndpoint vendor, Account account, Hits hits)
    {
        if (hits.Has(FaultKind.DeadToken))
            return true;
        if (!hits.Has(FaultKind.ExpireToken) && !hits.Has(FaultKind.RevokeToken))
            return false;
        await vendor.ExpireAsync(context, account, hits.Has(FaultKind.RevokeToken));
        return true;
    }

    private static async Task SendAsync(HttpContext context, Answer answer, FaultOrder? truncate)
    {
        if (truncate is null)
        {
            await answer.SendAsync(context);
            return;
        }

        var half = answer.Body[..(answer.Body.Length / 2)];
        if (!truncate.Mismatch)
        {
            await (answer with { Body = half }).SendAsync(context);
            return;
        }

        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(half);
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
