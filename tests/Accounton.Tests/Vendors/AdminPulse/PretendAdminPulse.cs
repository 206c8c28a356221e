using Accounton.Vendors;
using WireMock.ResponseBuilders;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.AdminPulse;

public sealed class PretendAdminPulse : IPretendVendor
{
    public PretendAdminPulse()
    {
        Host = new VendorHost(new() { ["AdminPulse:ApiBaseUrl"] = Server.Url.ToString() });
        Access = new VendorAccess(Guid.NewGuid(), null, Tokens);
    }

    public VendorServer Server { get; } = new();
    public VendorHost Host { get; }
    public GivenTokens Tokens { get; } = new("first-token", "second-token");
    public VendorAccess Access { get; }
    public IClientSource Source => Host.Source(Vendor.AdminPulse);
    public string[] Secrets => ["first-token", "second-token"];
    public string ListPath => "/relations";

    public IResponseBuilder Page(int number, int count, params string[] ids) => Json(Envelope(number, count, Items(ids)));

    public void HasPages(params string[][] pages)
    {
        var total = pages.Sum(page => page.Length);
        Server.Answers(
            Get(ListPath, ("page", $"{pages.Length}"), ("pageSize", "400")), Json(Envelope(pages.Length, pages.Length, "", total)));
        for (var number = 0; number < pages.Length; number++)
            Server.Answers(
                Get(ListPath, ("page", $"{number}"), ("pageSize", "400")),
                Json(Envelope(number, pages.Length, Items(pages[number]), total)));
    }

    public void HasAccount() => Server.Answers("/companies", """[{"id":3,"name":"Kantoor Demo"}]""");

    public void HasClient(string id, string lastName) =>
        Server.Answers($"/relations/{id}", $$"""{"id":{{id}},"uniqueIdentifier":"{{id}}","name":"{{lastName}}"}""");

    public void HasNoClient(string id) => Server.Answers($"/relations/{id}", """{"message":"not found"}""", 404);

    public IResponseBuilder OddPage(string id) => Json(Envelope(0, 1, $$"""
        {"id":{{id}},"uniqueIdentifier":{},"name":["x"],"firstName":7,"birthDate":"soon","endDate":12,"address":"Markt 5","responsible":[],
        "communicationChannels":{"type":"email"},"tos":[5,{"linkType":"5"}],
        "nationalNumber":false,"relationType":3,"status":{},"language":"\ud800"},
        {"name":"Nobody"},"neither"
        """));

    public void HasTaskTemplates(params string[] names) =>
        Server.Answers("/tasks", Envelope(
            0, 1, string.Join(',', names.Concat(names).Select((name, index) => $$"""{"id":{{index}},"templateName":"{{name}}"}"""))));

    public void HasTasks(params (string Template, string Client)[] tasks) =>
        Server.Answers("/tasks", Envelope(0, 1, string.Join(',', tasks.Select((task, index) =>
            $$"""{"id":{{index}},"templateName":"{{task.Template}}","relationUniqueIdentifier":"{{task.Client}}"}""")
                .Append("""{"id":"x","templateName":"1"}""").Append("7"))));

    public void Dispose()
    {
        Host.Dispose();
        Server.Dispose();
    }

    public static string Envelope(int number, int count, string items, int? total = null) =>
        $$"""{"results":[{{items}}],"currentPage":{{number}},"pageCount":{{count}},"pageSize":400{{(total is null
            ? ""
            : $",\"totalRowCount\":{total}")}}}""";

    public static string Items(params IEnumerable<string> ids) =>
        string.Join(',', ids.Select(id => $$"""{"id":{{id}},"uniqueIdentifier":"{{id}}","name":"Client {{id}}"}"""));
}

public sealed class AdminPulseContractTests : ClientSourceContract<PretendAdminPulse>;

public sealed class AdminPulseFaultTests : ClientSourceFaults<PretendAdminPulse>;
