using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Calls;
using Accounton.Sandbox.Faults;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>The accounting office itself: its people, its companies, and the documents it is given.</summary>
internal sealed class OfficeApi(CallBook calls)
{
    public static Answer Users(Call call)
    {
        var size = RelationsApi.PageSize(call);
        var page = Employee.All.Skip(call.Page * size).Take(size).Select(employee => Spoilt.Fields(Json(employee), call.Hits));
        return Answer.Json(Envelope.Around(new JsonArray([.. page]), call, size, Employee.All.Length));
    }

    /// <summary>A bare array, other than the lists.</summary>
    public static Answer Companies(Call call) => Answer.Json(new JsonArray(new JsonObject
    {
        ["id"] = Company.IdOf(call.Account),
        ["name"] = Company.NameOf(call.Account.Name),
    }));

    public Answer AddDocument(Call call)
    {
        var form = call.Request.HasFormContentType ? call.Request.Form : null;
        if (form is null || form.Files.GetFile("file") is null || form["relationIdentifier"].Count == 0)
            return Answer.Json(new JsonObject { ["message"] = "file and relationIdentifier are required" }, 400);
        calls.For(call.Account.Name).CountDocument();
        return Answer.Json(new JsonObject { ["id"] = Guid.NewGuid().ToString() });
    }

    private static JsonObject Json(Employee employee) => new()
    {
        ["id"] = Company.IdOf(employee),
        ["name"] = employee.FullName,
        ["email"] = employee.Email,
    };
}
