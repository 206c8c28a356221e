using System.Globalization;
using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Calls;
using Accounton.Sandbox.Faults;

namespace Accounton.Sandbox.Syneton;

/// <summary>One customer at a time.</summary>
internal static class OneApi
{
    public static Answer Customer(Call call) => Find(call) is { } client
        ? Answer.Json(Spoilt.Fields(CustomerJson.From(client), call.Hits))
        : ListApi.NothingFound();

    /// <summary>Only people have a private life.</summary>
    public static Answer Private(Call call) => Find(call) is { Kind: not Kind.Company } client
        ? Answer.Json(Spoilt.Fields(CustomerJson.Private(client), call.Hits))
        : ListApi.NothingFound();

    public static Func<Call, Answer> Settings(int rateLimit, TimeSpan tokenLifetime) => _ => Answer.Json(new JsonObject
    {
        ["DefaultRecordsPerPage"] = ListApi.DefaultPerPage,
        ["MaxRecordsPerPage"] = ListApi.MaximumPerPage,
        ["DurationToken"] = (int)tokenLifetime.TotalMinutes,
        ["RateLimit"] = rateLimit,
    });

    private static Dossier? Find(Call call) =>
        int.TryParse(call.RouteValue("id"), CultureInfo.InvariantCulture, out var number)
            ? call.Register.SynetonByNumber.GetValueOrDefault(number)
            : null;
}
