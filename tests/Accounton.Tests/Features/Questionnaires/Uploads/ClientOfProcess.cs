using System.Net;
using System.Net.Http.Json;
using Accounton.Features.Clients;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tests.Data;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Features.Questionnaires.Uploads;

/// <summary>A client with a browser of their own at an application in another process, whose answer calls for a document.</summary>
public sealed class ClientOfProcess : IDisposable
{
    private const string Secret = "a-client's-own-browser-at-a-process";

    private readonly HttpClient _http;

    private ClientOfProcess(HttpClient http, Guid assignment, string home, string token)
    {
        _http = http;
        Assignment = assignment;
        Home = home;
        Token = token;
    }

    public Guid Assignment { get; }

    public string Home { get; }

    public string Token { get; private set; }

    public string Files => UploadsSite.Path(Home) + "/files";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<ClientOfProcess> OpenAsync(Uri url, ProtectedData owner, Guid office)
    {
        Guid assignment, respondent;
        await using (var work = owner.In(office))
        {
            var definition = StandardDefinitions.Current.First(one => one.Kind == StandardDefinitions.PersonalIncomeTax);
            var kind = definition.Kind;
            var year = definition.IncomeYear!.Value;
            var template = await work.Db.Templates.SingleOrDefaultAsync(t => t.Kind == kind && t.IncomeYear == year, Cancelled)
                ?? work.Db.Templates.Add(new Template { OfficeId = office, Kind = kind, IncomeYear = year }).Entity;
            var client = work.Db.Clients.Add(new Client
            {
                OfficeId = office, Type = ClientType.Person, FirstName = "Kim", LastName = "Klant", SortName = "klant kim",
            }).Entity;
            var given = work.Db.Assignments.Add(new Assignment
            {
                OfficeId = office, TemplateId = template.Id, ClientId = client.Id, State = AssignmentState.Opened,
            }).Entity;
            var person = work.Db.Respondents.Add(
                new Respondent { OfficeId = office, AssignmentId = given.Id, Person = Person.Main, Language = "nl" }).Entity;
            work.Db.RespondentDevices.Add(new RespondentDevice
            {
                OfficeId = office, RespondentId = person.Id, SecretHash = OneTimeToken.HashOf(Secret), KnownUntil = DateTimeOffset.MaxValue,
            });
            await work.Db.SaveChangesAsync(Cancelled);
            assignment = given.Id;
            respondent = person.Id;
        }

        var home = $"/q/r/{respondent}";
        var opened = await ComeAsync(url, assignment, home);
        using var answer = await opened.AnswerAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return opened;
    }

    /// <summary>The same client at the application once it was started again.</summary>
    public Task<ClientOfProcess> ComeAgainAsync(Uri url) => ComeAsync(url, Assignment, Home);

    public async Task<HttpResponseMessage> SendAsync(string name, HttpContent file, CancellationToken goesAway = default)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token), "__RequestVerificationToken" }, { file, "files", name },
        };
        return await _http.PostAsync(new Uri(Files, UriKind.Relative), form, goesAway);
    }

    public Task<HttpResponseMessage> ReadAsync(Guid upload) =>
        _http.GetAsync(new Uri($"{Home}/files/{upload}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancelled);

    public void Dispose() => _http.Dispose();

    private static async Task<ClientOfProcess> ComeAsync(Uri url, Guid assignment, string home)
    {
        var cookies = new CookieContainer();
        cookies.Add(url, new Cookie("accounton-device", Secret));
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan,
        };
        var page = await Page.GetAsync(http, $"{home}/s/Household");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return new(http, assignment, home, page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
    }

    private async Task<HttpResponseMessage> AnswerAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Home}/answers", UriKind.Relative))
        {
            Content = JsonContent.Create(new
            {
                section = "Household",
                writes = new[] { new { id = Guid.NewGuid(), name = "Disability", version = 0, value = "yes" } },
            }),
        };
        request.Headers.Add("RequestVerificationToken", Token);
        return await _http.SendAsync(request, Cancelled);
    }
}
