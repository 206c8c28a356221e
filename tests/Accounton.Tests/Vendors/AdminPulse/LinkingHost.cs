using System.Net;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Vendors.AdminPulse;

/// <summary>A host that links as the application does: a POST that challenges, and events that end the request.</summary>
public sealed class LinkingHost : IAsyncDisposable
{
    public const string Callback = "/settings/integrations/adminpulse/callback";

    private readonly WebApplication _app;
    private readonly Dictionary<string, string> _cookies = [];

    private LinkingHost(WebApplication app) => _app = app;

    public TokenSet? Tokens { get; private set; }
    public string? Remembered { get; private set; }
    public LinkFailure? Failure { get; private set; }
    public string[] SetCookies { get; private set; } = [];

    public static async Task<LinkingHost> StartAsync(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddRouting();
        builder.Services.AddVendors(builder.Configuration);
        LinkingHost? host = null;
        builder.Services.AddAuthentication("session").AddCookie("session").AddAdminPulseOAuth(options =>
        {
            options.PageTexts = _ => new("nl", "Naar <AdminPulse>", "Een ogenblik \"geduld\".", "Ga verder");
            options.Events.OnTicketReceived = context =>
            {
                host!.Tokens = context.Properties!.ReadTokens();
                host.Remembered = context.Properties!.Items["office"];
                context.HandleResponse();
                return context.Response.WriteAsync("linked");
            };
            options.Events.OnRemoteFailure = context =>
            {
                host!.Failure = ((LinkException)context.Failure!).Failure;
                context.HandleResponse();
                return context.Response.WriteAsync("failed");
            };
        });
        var app = builder.Build();
        app.UseAuthentication();
        app.MapPost("/connect", (HttpContext context) =>
            context.ChallengeAsync(
                AdminPulseClientSource.Scheme, new() { RedirectUri = "/settings/integrations", Items = { ["office"] = "office-1" } }));
        app.MapGet("/", () => "home");
        host = new LinkingHost(app);
        await app.StartAsync();
        return host;
    }

    /// <summary>Presses the button, and gives the page that goes on to the vendor.</summary>
    public async Task<HttpResponseMessage> ConnectAsync() => await SendAsync(HttpMethod.Post, "/connect");

    /// <summary>Presses the button, and gives what the vendor is asked.</summary>
    public async Task<(Uri Url, Dictionary<string, string> Query)> AuthorizationAsync()
    {
        using var response = await ConnectAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
        var url = new Uri(page.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Equal($"0; url={url.OriginalString}", page.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"));
        return (url, QueryHelpers.ParseQuery(url.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
    }

    /// <summary>Comes back from the vendor.</summary>
    public async Task<HttpResponseMessage> ReturnAsync(string query) => await SendAsync(HttpMethod.Get, $"{Callback}?{query}");

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var client = _app.GetTestClient();
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var response = await client.SendAsync(request);
        SetCookies = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        foreach (var pair in SetCookies.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
            _cookies[pair[0]] = pair[1];
        return response;
    }

    public void ForgetCookies() => _cookies.Clear();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
