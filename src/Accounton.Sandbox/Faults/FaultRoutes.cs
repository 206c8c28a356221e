using System.Globalization;
using System.Text.Json;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Calls;

namespace Accounton.Sandbox.Faults;

/// <summary>Asking for faults, looking at them and clearing them, as JSON and on a page.</summary>
internal static class FaultRoutes
{
    public static void MapFaults(this WebApplication app)
    {
        app.MapGet("/faults", (HttpRequest request, FaultBook faults, AccountBook accounts) =>
            request.Headers.Accept.ToString().Contains("json", StringComparison.Ordinal)
                ? Results.Json(faults.List().Select(Show))
                : FaultPage.Show(accounts, faults, null));
        app.MapPost("/faults", AddAsync);
        app.MapDelete("/faults", (FaultBook faults, string? account) => new { cleared = faults.Clear(account) });
        app.MapDelete("/faults/{id:int}", (FaultBook faults, int id) => new { cleared = faults.Clear(null, id) });
        app.MapPost("/faults/clear", async (HttpRequest request, FaultBook faults) =>
        {
            var form = await request.ReadFormAsync();
            faults.Clear(null, int.TryParse(form["id"], out var id) ? id : null);
            return Results.Redirect("/faults");
        });
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, FaultBook faults, AccountBook accounts, IEnumerable<VendorEndpoint> vendors)
    {
        var form = context.Request.HasFormContentType;
        FaultOrder? order;
        try
        {
            order = form ? Read(await context.Request.ReadFormAsync()) : await context.Request.ReadFromJsonAsync<FaultOrder>();
        }
        catch (JsonException wrong)
        {
            return Results.BadRequest(new { error = wrong.Message });
        }

        var account = accounts.Find(order?.Account);
        var kind = FaultKind.Find(order?.Fault);
        if (account is null || kind is null)
        {
            var error = account is null
                ? $"No account '{order?.Account}'."
                : $"No fault '{order?.Fault}'. There are: {string.Join(", ", FaultKind.All.Select(known => known.Name))}.";
            return form ? FaultPage.Show(accounts, faults, error) : Results.BadRequest(new { error });
        }

        order = order! with { Account = account.Name };
        if (kind.Phase == Phase.Tokens && order is { On: null, Page: null, Times: null })
        {
            foreach (var vendor in vendors.Where(vendor => order.Vendor is null || order.Vendor == vendor.Vendor))
                await vendor.ExpireAsync(context, account, kind == FaultKind.RevokeToken);
            return form ? Results.Redirect("/faults") : Results.Ok(new { done = kind.Name });
        }

        var fault = faults.Add(kind, order);
        return form ? Results.Redirect("/faults") : Results.Ok(Show(fault));
    }

    private static object Show(Fault fault) => new { fault.Id, fault.Kind.Name, hit = fault.Hit, left = fault.Left, fault.Order };

    private static FaultOrder Read(IFormCollection form) => new()
    {
        Account = form["account"],
        Fault = form["fault"],
        Vendor = Enum.TryParse<Vendor>(form["vendor"], true, out var vendor) ? vendor : null,
        On = string.IsNullOrWhiteSpace(form["on"]) ? null : form["on"].ToString(),
        Page = Number(form["page"]),
        Times = Number(form["times"]),
        Seconds = Number(form["seconds"]),
        Ms = Number(form["ms"]),
        Status = Number(form["status"]),
        RetryAfter = Number(form["retryAfter"]),
        Rows = Number(form["rows"]),
        Insert = form["insert"] == "on",
        Charset = string.IsNullOrWhiteSpace(form["charset"]) ? null : form["charset"].ToString(),
    };

    private static int? Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
