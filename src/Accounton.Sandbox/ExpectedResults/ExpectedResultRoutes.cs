using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.AdminPulse;
using Accounton.Sandbox.Calls;
using Accounton.Sandbox.Faults;
using Accounton.Sandbox.Syneton;

namespace Accounton.Sandbox.ExpectedResults;

/// <summary>What tests ask the sandbox itself, beside the vendors it pretends to be.</summary>
internal static class ExpectedResultRoutes
{
    public static void MapExpectedResults(this WebApplication app)
    {
        app.MapGet("/truth/{account}", (AccountBook accounts, string account, string? vendor) =>
            accounts.Find(account) is { } found ? Results.Json(Truth(found, vendor)) : Results.NotFound());
        app.MapGet("/expected/{account}", (AccountBook accounts, string account, string? vendor) =>
            accounts.Find(account) is { } found
                ? Results.Json(ExpectedResult.Create([.. Truth(found, vendor)], [.. Truth(found.AtFirst(), vendor)]))
                : Results.NotFound());
        app.MapPost("/evolve/{account}", (AccountBook accounts, string account) =>
            accounts.Find(account) is { } found ? Results.Json(found.Evolve()) : Results.NotFound());
        app.MapPost("/reset/{account}", (AccountBook accounts, FaultBook faults, CallBook calls, string account) =>
        {
            if (accounts.Find(account) is not { } found)
                return Results.NotFound();
            found.Reset();
            faults.Clear(found.Name);
            calls.Clear(found.Name);
            return Results.NoContent();
        });
        app.MapGet("/calls/{account}", (CallBook calls, AccountBook accounts, string account) =>
            accounts.Find(account) is { } found ? Results.Json(calls.For(found.Name).Show()) : Results.NotFound());
        app.MapDelete("/calls", (CallBook calls, string? account) =>
        {
            calls.Clear(account);
            return Results.NoContent();
        });
    }

    private static IEnumerable<TruthRow> Truth(Account account, string? vendor) =>
        string.Equals(vendor, nameof(Vendor.Syneton), StringComparison.OrdinalIgnoreCase)
            ? SynetonTruth.From(account)
            : AdminPulseTruth.From(account);
}
