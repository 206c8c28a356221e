using System.Net;
using System.Security.Claims;
using Accounton.Localisation;
using Accounton.Web;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Accounton.Tests.Web;

/// <summary>
/// The web base by itself, in memory, with a few pages of its own (<see cref="SampleController"/>) and
/// somebody who may be signed in.
/// </summary>
internal sealed class WebApp : IAsyncDisposable
{
    private const string Host = "https://accounton.test";

    private readonly WebApplication _app;

    private WebApp(WebApplication app)
    {
        _app = app;
        Client = new(new Cookies(app.GetTestServer().CreateHandler())) { BaseAddress = new(Host) };
    }

    public HttpClient Client { get; }

    public static async Task<WebApp> StartAsync(string environment = "Testing")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Accounton",
            EnvironmentName = environment,
            ContentRootPath = Source.Application,
        });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["App:PublicUrl"] = Host;
        builder.Services.AddWebBase(builder.Configuration, builder.Environment).AddApplicationPart(typeof(SampleController).Assembly);
        builder.Services.AddScoped<Somebody>();
        builder.Services.AddScoped<IFrameSource>(services => services.GetRequiredService<Somebody>());
        builder.Services.AddScoped<IAntiforgeryOffice>(services => services.GetRequiredService<Somebody>());
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.LoginPath = "/sign-in";
            options.Events.OnRedirectToLogin = FragmentRedirect.ToSignIn;
            options.Events.OnValidatePrincipal = session => session.Principal!.HasClaim("office", "broken")
                ? throw new InvalidOperationException("The database is away.")
                : Task.CompletedTask;
        });

        var app = builder.Build();
        app.UseAccountonHeaders();
        app.UseErrorPages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRequestLanguage();
        app.UseAuthorization();
        app.MapControllers();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    /// <summary>Signs somebody in, who works in this office until signed in again.</summary>
    public async Task<WebApp> SignedInAsync(string office = "demo", string? language = null)
    {
        using var _ = await Client.GetAsync($"/sample/sign-in?office={office}&language={language}", TestContext.Current.CancellationToken);
        return this;
    }

    public async Task<Page> GetAsync(string path, params (string Name, string Value)[] headers) =>
        await SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Posts as a form on one of our own pages does.</summary>
    public async Task<Page> PostAsync(
        string path, IEnumerable<(string Name, string? Value)> fields, params (string Name, string Value)[] headers) =>
        await SendAsync(
            HttpMethod.Post, path, fields, [("Sec-Fetch-Site", "same-origin"), ("Referer", Host + "/sample/form?tab=2"), .. headers]);

    public async Task<Page> SendAsync(
        HttpMethod method, string path, IEnumerable<(string Name, string? Value)>? fields, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (fields is not null)
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value ?? "")));
        var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return _app.DisposeAsync();
    }

    private sealed class Cookies(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly CookieContainer _jar = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_jar.GetCookieHeader(request.RequestUri!) is { Length: > 0 } cookies)
                request.Headers.Add("Cookie", cookies);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var given))
            {
                foreach (var cookie in given)
                    _jar.SetCookies(request.RequestUri!, cookie);
            }

            return response;
        }
    }
}

/// <summary>An answer, with its page parsed.</summary>
internal sealed record Page(HttpResponseMessage Response, string Body)
{
    public IHtmlDocument Html { get; } = new HtmlParser().ParseDocument(Body);

    public HttpStatusCode Status => Response.StatusCode;

    public string Heading => Html.QuerySelector("h1")!.TextContent;

    public string Main => Html.QuerySelector("main")!.TextContent;

    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(",", values)
            : null;

    /// <summary>What a form on the page would send.</summary>
    public IEnumerable<(string Name, string? Value)> Fields(string form) =>
        Html.QuerySelectorAll($"{form} input").OfType<IHtmlInputElement>().Select(input => (input.Name!, (string?)input.Value));

    public string Token(string form) =>
        Fields(form).Single(field => field.Name == "__RequestVerificationToken").Value!;
}

/// <summary>The one who is signed in, by the claims of the session.</summary>
public sealed class Somebody(IHttpContextAccessor accessor) : IFrameSource, IAntiforgeryOffice
{
    private static readonly OfficeChoice[] Offices = [new("demo", "Kantoor Demo"), new("ander", "Kantoor Ander")];

    public string Current => accessor.HttpContext!.User.FindFirstValue("office") ?? "";

    public ValueTask<Frame?> FindAsync(CancellationToken cancellationToken) =>
        new(Current is not { Length: > 0 } current
            ? null
            : new Frame(
                "Ann Peeters",
                "ann@voorbeeld.test",
                Offices.SingleOrDefault(office => office.Id == current)?.Name,
                [.. Offices.Where(office => office.Id != current)],
                IsAdmin: true,
                IsOperator: false));
}
