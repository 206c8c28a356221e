using System.Globalization;
using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;

namespace Accounton.Sandbox.Syneton;

/// <summary>Projects, which tell who is responsible, and the planned tasks that hang on them.</summary>
internal static class WorkJson
{
    public static IEnumerable<JsonObject> Projects(Dossier client)
    {
        var responsible = client.Responsible?.Number ?? 0;
        if (responsible == 0 && client.Number % 2 == 0)
            yield break;
        // The later project comes first and is somebody else's: only the lowest id tells who is responsible.
        if (client.Number % 4 == 1)
            yield return Project(client, 1, "Oprichting", (responsible % Employee.All.Length) + 1);
        yield return Project(client, 0, "Dossier", responsible);
    }

    public static IEnumerable<JsonObject> PlannedTasks(Dossier client) =>
        !Projects(client).Any() ? [] : Work.Create(client).Select(work => new JsonObject
        {
            ["PlannedTaskId"] = (client.Number * 10) + work.Template.Number,
            ["TaskId"] = work.Template.Number,
            ["ProjectId"] = client.Number * 10,
            ["Deadline"] = string.Create(CultureInfo.InvariantCulture, $"{work.Deadline:yyyy-MM-dd}T00:00:00"),
            ["Status"] = work.Status,
        });

    public static JsonObject Task(Template template) => new()
    {
        ["TaskId"] = template.Number,
        ["TaskName"] = template.Name,
        ["TaskActive"] = template.Active ? 1 : 0,
    };

    public static JsonObject Person(Employee employee) => new()
    {
        ["EmployeeId"] = employee.Number,
        ["Firstname"] = employee.FirstName,
        ["Name"] = employee.Name,
        ["WorkEmail"] = employee.Email is { } email ? JsonValue.Create(email) : JsonValue.Create(0),
        ["Active"] = 1,
    };

    private static JsonObject Project(Dossier client, int order, string name, int manager) => new()
    {
        ["ProjectId"] = (client.Number * 10) + order,
        ["CustomerId"] = client.Number,
        ["ProjectName"] = name,
        ["ProjectManagerId"] = manager,
        ["ProjectActive"] = 1,
    };
}
