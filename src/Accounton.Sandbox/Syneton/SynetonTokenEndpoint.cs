using System.Globalization;
using System.Text.Json.Nodes;
using Accounton.Sandbox.Calls;
using Accounton.Sandbox.Faults;
using Microsoft.Extensions.Options;

namespace Accounton.Sandbox.Syneton;

/// <summary>Gives a token for an API key.</summary>
internal sealed class SynetonTokenEndpoint(
    SynetonTokens tokens, SynetonEndpoint vendor, FaultBook faults, CallBook calls, TimeProvider clock, IOptions<SandboxOptions> options)
{
    public async Task Handle(HttpContext context)
    {
        var account = tokens.AccountOf((string)context.Request.RouteValues["key"]!);
        var hits = account is null ? Hits.None : faults.Strike(account.Name, Vendor.Syneton, Endpoints.Token, 0);
        await Task.Delay(
            options.Value.LatencyPerCall + TimeSpan.FromMilliseconds(hits[FaultKind.Latency]?.Ms ?? 0), clock, context.RequestAborted);
        if (account is null)
        {
            await vendor.Error(401, "invalid api key").SendAsync(context);
            return;
        }

        calls.For(account.Name).CountKeySignIn();
        if (hits.Has(FaultKind.Silent))
            await Replacements.SilenceAsync(context);
        else if (hits.Has(FaultKind.Drop) || hits.Has(FaultKind.TokenLost))
            context.Abort();
        else
            await Spoilt.Charset(Refusal(hits) ?? Token(account), hits).SendAsync(context);
    }

    private Answer? Refusal(Hits hits) =>
        hits.Has(FaultKind.TokenInvalidClient) || hits.Has(FaultKind.TokenInvalidGrant) || hits.Has(FaultKind.DeadToken)
        ? vendor.Error(401, "invalid api key")
        : hits.Has(FaultKind.Token500)
        ? vendor.Error(500, "something went wrong")
        : hits.Has(FaultKind.TokenHtml)
        ? Replacements.Page()
        : hits.Replacement is { } fault
        ? Replacements.For(fault, vendor, clock.GetUtcNow())
        : null;

    private Answer Token(Accounts.Account account)
    {
        var (token, until) = tokens.Issue(account);
        return Answer.Json(new JsonObject
        {
            ["TokenGuid"] = token,
            ["TimeToLive"] = SynetonTime.Local(until).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        });
    }
}
