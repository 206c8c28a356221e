using System.Globalization;
using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Calls;
using Accounton.Sandbox.Faults;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>The main tasks. No endpoint gives task templates: they are the distinct names in here.</summary>
internal static class TasksApi
{
    public static Answer List(Call call)
    {
        var query = call.Request.Query;
        var size = RelationsApi.PageSize(call);
        var relationId = query["relationId"].ToString();
        var from = Day(query["deadlineFrom"]) ?? DateOnly.MinValue;
        var until = Day(query["deadlineUntil"]) ?? DateOnly.MaxValue;
        var tasks = call.Register.All
            .Where(client => relationId.Length == 0 || client.RelationId == relationId)
            .SelectMany(client => Work.Create(client).Select(task => (Client: client, Task: task)))
            .Where(pair => pair.Task.Deadline >= from && pair.Task.Deadline <= until)
            .ToArray();
        var page = tasks.Skip(call.Page * size).Take(size).Select(pair => Spoilt.Fields(Json(pair.Client, pair.Task), call.Hits));
        return Answer.Json(Envelope.Around(new JsonArray([.. page]), call, size, tasks.Length));
    }

    /// <summary>Says that the task was changed and forgets it: nothing reads it back.</summary>
    public static Answer Change(Call call) => Answer.Json(new JsonObject { ["id"] = call.RouteValue("id") });

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "ddMMyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static JsonObject Json(Dossier client, Work task) => new()
    {
        ["id"] = $"{client.RelationId[..24]}{task.Template.Number:000000000000}",
        ["name"] = $"{task.Template.Name} {task.Deadline.Year}",
        ["templateName"] = task.Template.Name,
        ["status"] = task.Status,
        ["deadline"] = string.Create(CultureInfo.InvariantCulture, $"{task.Deadline:yyyy-MM-dd}T00:00:00"),
        ["relationId"] = client.RelationId,
        ["relationUniqueIdentifier"] = client.Uid,
        ["relationName"] = client.Name,
        ["subtasks"] = new JsonArray(
            new JsonObject { ["name"] = "Gegevens opvragen", ["status"] = task.Status },
            new JsonObject { ["name"] = "Indienen", ["status"] = 0 }),
    };
}
