using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Accounton.Tests.Vendors;

/// <summary>A pretend vendor that answers only what a test has told it to: any other call fails the test.</summary>
public sealed class VendorServer : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();

    public Uri Url => new(_server.Url!);

    public IReadOnlyList<WireMock.IRequestMessage> Calls => [.. _server.LogEntries.Select(entry => entry.RequestMessage!)];

    /// <summary>Answers a GET of the path, whatever its query unless given.</summary>
    public void Answers(string path, string json, int status = 200, params (string Name, string Value)[] query) =>
        _server.Given(Get(path, query)).RespondWith(Json(json, status));

    /// <summary>Answers a GET of the path with one answer after the other; the last one stays.</summary>
    public void AnswersInTurn(string path, params IResponseBuilder[] answers)
    {
        var scenario = Guid.NewGuid().ToString();
        for (var index = 0; index < answers.Length; index++)
        {
            var given = _server.Given(Get(path)).InScenario(scenario).WillSetStateTo($"{Math.Min(index + 1, answers.Length - 1)}");
            if (index > 0)
                given = given.WhenStateIs($"{index}");
            given.RespondWith(answers[index]);
        }
    }

    public void Answers(IRequestBuilder request, IResponseBuilder answer) => _server.Given(request).RespondWith(answer);

    public static IRequestBuilder Get(string path, params (string Name, string Value)[] query)
    {
        var request = Request.Create().WithPath(path).UsingGet();
        foreach (var (name, value) in query)
            request = request.WithParam(name, value);
        return request;
    }

    public static IResponseBuilder Json(string json, int status = 200) =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json; charset=utf-8").WithBody(json);

    public static IResponseBuilder Html(int status = 200) =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", "text/html").WithBody("<html><body>Welcome</body></html>");

    public static IResponseBuilder Status(int status) => Response.Create().WithStatusCode(status);

    public void Dispose()
    {
        var unexpected = _server.LogEntries.Where(entry => entry.MappingGuid is null)
            .Select(entry => $"{entry.RequestMessage?.Method} {entry.RequestMessage?.Path}").ToList();
        _server.Dispose();
        Assert.True(unexpected.Count == 0, $"Calls that no test asked for: {string.Join(", ", unexpected)}");
    }
}
