using System.Net;
using Accounton.Development.Demo;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace Accounton.Tests.Running;

/// <summary>
/// Somebody's cookies and form token, kept apart from a browser: what an answer sets is not taken over unless asked
/// for, so that a visitor stays who they are however often their cookies are used.
/// </summary>
public sealed class Visitor
{
    private readonly HttpClient _http;
    private readonly Uri _site;
    private readonly CookieContainer _jar;

    private Visitor(HttpClient http, Uri site, CookieContainer jar)
    {
        _http = http;
        _site = site;
        _jar = jar;
    }

    /// <summary>The token of the last form that was looked at.</summary>
    public string? Token { get; private set; }

    /// <summary>The names of their cookies.</summary>
    public IEnumerable<string> Cookies => _jar.GetAllCookies().Select(c => c.Name);

    /// <param name="app">The application.</param>
    /// <param name="email">Signed in as this user; signed out when null.</param>
    /// <param name="address">The visitor's own network address, where a trusted proxy tells it; sign-ins are counted by it.</param>
    /// <param name="site">How people reach the application.</param>
    public static async Task<Visitor> ComeAsync(App app, string? email = null, string? address = null, string site = "http://localhost")
    {
        var jar = new CookieContainer();
        var http = app.CreateDefaultClient(new Uri(site), new CookieContainerHandler(jar));
        if (address is not null)
            http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        var visitor = new Visitor(http, new Uri(site), jar);
        if (email is null)
        {
            await visitor.LookAsync("/sign-in");
            return visitor;
        }

        using var signedIn = await visitor.SignInAsync(email);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        // One of them has a form for anybody: who has no office yet gets the first, an operator the second.
        await visitor.LookAsync("/offices");
        await visitor.LookAsync("/no-such-page");
        return visitor;
    }

    public async Task<HttpResponseMessage> SignInAsync(string email, string? password = null, string? returnUrl = null)
    {
        await LookAsync("/sign-in");
        return await PostAsync(
            "/sign-in",
            new() { ["Email"] = email, ["Password"] = password ?? new DemoAccounts().Password, ["ReturnUrl"] = returnUrl ?? "" });
    }

    /// <summary>Puts a cookie into their browser.</summary>
    public void Hold(string name, string value) => _jar.Add(_site, new System.Net.Cookie(name, value));

    /// <summary>All that is sent to an address, as the header.</summary>
    public string CookiesAt(string path) => _jar.GetCookieHeader(new Uri(_site, path));

    /// <summary>What a cookie holds that is sent to an address.</summary>
    public string? CookieAt(string path, string name) => _jar.GetCookies(new Uri(_site, path))[name]?.Value;

    /// <summary>Opens a page and keeps its token.</summary>
    public async Task<Page> LookAsync(string address)
    {
        var page = await Page.GetAsync(_http, address);
        Token = page.Html.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")?.Value ?? Token;
        return page;
    }

    public Task<HttpResponseMessage> GetAsync(string address) => _http.GetAsync(new Uri(address, UriKind.Relative));

    /// <summary>Asks for a page, and may go away before it is there.</summary>
    public Task<HttpResponseMessage> AskAsync(string address, CancellationToken goesAway) =>
        _http.GetAsync(new Uri(address, UriKind.Relative), goesAway);

    /// <summary>Sends a form from a page of ours, as this visitor's browser would, with their token.</summary>
    public Task<HttpResponseMessage> PostAsync(string address, Dictionary<string, string>? fields = null) =>
        SendAsync(HttpMethod.Post, address, fields, token: null, withToken: true);

    /// <summary>Sends what a script of ours sends, with the token of the last page.</summary>
    public async Task<HttpResponseMessage> SendJsonAsync(string address, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("RequestVerificationToken", Token);
        return await _http.SendAsync(request);
    }

    /// <summary>Sends a form with a file, with the token of the last page.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string address, string field, string fileName, byte[] file)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token ?? ""), "__RequestVerificationToken" }, { new ByteArrayContent(file), field, fileName },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        // A browser says how much it sends; here that is only said when it was asked for.
        Assert.NotNull(form.Headers.ContentLength);
        return await _http.SendAsync(request);
    }

    /// <summary>Sends a form for files in which none was chosen, as a browser does: a file without a name.</summary>
    public async Task<HttpResponseMessage> SendNoFileAsync(string address)
    {
        using var nothing = new ByteArrayContent([]);
        nothing.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"files\"; filename=\"\"");
        using var form = new MultipartFormDataContent { { new StringContent(Token ?? ""), "__RequestVerificationToken" }, nothing };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = form };
        return await _http.SendAsync(request);
    }

    /// <summary>Sends a file as a script of ours does, with the token of the last page in a header.</summary>
    public async Task<HttpResponseMessage> SendFileAsync(string address, string fileName, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "files", fileName } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("RequestVerificationToken", Token);
        request.Headers.Add("HX-Request", "true");
        return await _http.SendAsync(request);
    }

    /// <summary>Sends what is asked and forgets what cookies come back.</summary>
    public Task<HttpResponseMessage> AsIsAsync(
        HttpMethod method, string address, Dictionary<string, string>? fields = null, string? token = null, bool withToken = true) =>
        ForgetAsync(() => method == HttpMethod.Get ? GetAsync(address)
            : method == HttpMethod.Head ? HeadAsync(address)
            : SendAsync(method, address, fields, token, withToken));

    /// <summary>Sends anything from a page of ours, and forgets what cookies come back.</summary>
    public Task<HttpResponseMessage> AsIsAsync(string address, HttpContent content) => ForgetAsync(async () =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await _http.SendAsync(request);
    });

    /// <summary>Asks for what a page would say of itself, and not for the page.</summary>
    public async Task<HttpResponseMessage> HeadAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(address, UriKind.Relative));
        return await _http.SendAsync(request);
    }

    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private async Task<HttpResponseMessage> ForgetAsync(Func<Task<HttpResponseMessage>> send)
    {
        var kept = _jar.GetAllCookies().Select(c => (c.Name, c.Value)).ToList();
        var answer = await send();
        foreach (System.Net.Cookie cookie in _jar.GetAllCookies())
            cookie.Expired = true;
        foreach (var (name, value) in kept)
            _jar.Add(_site, new System.Net.Cookie(name, value));
        return answer;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, Dictionary<string, string>? fields, string? token, bool withToken)
    {
        var form = new Dictionary<string, string>(fields ?? []);
        if (withToken && (token ?? Token) is { } known)
            form["__RequestVerificationToken"] = known;
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(form),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await _http.SendAsync(request);
    }
}
