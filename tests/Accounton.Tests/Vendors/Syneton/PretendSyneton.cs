using Accounton.Vendors;
using WireMock.ResponseBuilders;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.Syneton;

public sealed class PretendSyneton : IPretendVendor
{
    private readonly SynetonSite _site = new SynetonSite().Usual().Bare();

    public VendorServer Server => _site.Server;
    public VendorHost Host => _site.Host;
    public VendorAccess Access => _site.Access;
    public IClientSource Source => _site.Source;
    public string[] Secrets => [SynetonSite.Key, SynetonSite.Token];
    public string ListPath => "/api/v1/customers";

    public IResponseBuilder Page(int number, int count, params string[] ids)
    {
        var page = Json($"[{string.Join(',', ids.Select(id => Customer(id, $"Client {id}")))}]");
        return number < count - 1
            ? page.WithHeader("Link", $"<http://intern/api/v1/customers?per_page=100&page={number + 2}>; rel=\"next\"")
            : page;
    }

    public void HasPages(params string[][] pages)
    {
        for (var number = 0; number < pages.Length; number++)
        {
            var page = $"{number + 1}";
            var isFirst = number == 0;
            Server.Answers(
                Get(ListPath, ("per_page", "100")).WithParam(
                    query => isFirst ? !query.ContainsKey("page") : query.TryGetValue("page", out var asked) && asked.Contains(page)),
                Page(number, pages.Length, pages[number]));
        }
    }

    public void HasAccount() => Server.Answers(Get(ListPath, ("per_page", "1")), Json("[]"));

    public void HasClient(string id, string lastName) =>
        Server.Answers(Get(ListPath, ("Filter", $"CustomerId eq {id}")), Json($"[{Customer(id, lastName)}]"));

    public void HasNoClient(string id) =>
        Server.Answers(Get(ListPath, ("Filter", $"CustomerId eq {id}")), Json("""[{"ErrorMessage":"Nothing found"}]""", 404));

    public IResponseBuilder OddPage(string id) => Json($$"""
        [{"CustomerId":"{{id}}","Name":["x"],"Firstname":7,"DateOfBirth":"soon",
        "DisabledDate":0,"IsCompany":"maybe","IsActive":{},"VATNr":0,
        "SocialSecurityNumber":false,"CustomerCrmType":4,"Language":"\ud800"},{"CustomerId":0,"Name":"Nobody"},"neither"]
        """);

    public void HasTaskTemplates(params string[] names) =>
        Server.Answers(
            "/api/v1/taskflow/tasks",
            $"[{string.Join(',', names.Select((name, index) => $$"""{"TaskId":{{index + 1}},"TaskName":"{{name}}","TaskActive":1}"""))}]");

    /// <summary>Each client has one project, and the server pays no heed to filters.</summary>
    public void HasTasks(params (string Template, string Client)[] tasks)
    {
        Server.Answers(
            "/api/v1/taskflow/tasks/plannedtasks",
            $"[{string.Join(',', tasks.Select(task => $$"""{"TaskId":{{task.Template}},"ProjectId":{{task.Client}}0}"""))},{{}},7]");
        Server.Answers("/api/v1/projects", $"[{string.Join(
            ',',
            tasks.Select(task => task.Client).Distinct().Select(client => $$"""{"ProjectId":{{client}}0,"CustomerId":{{client}}}"""))}]");
    }

    public void Dispose() => _site.Dispose();

    private static string Customer(string id, string name) => $$"""{"CustomerId":{{id}},"Name":"{{name}}"}""";
}

public sealed class SynetonContractTests : ClientSourceContract<PretendSyneton>;

public sealed class SynetonFaultTests : ClientSourceFaults<PretendSyneton>;
