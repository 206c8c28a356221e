using System.Net;
using System.Text.RegularExpressions;
using Accounton.Tests.Running;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Accounton.Tests;

/// <summary>
/// Every route and verb of the application, as everybody, with the ids of one office. The list is the application's own:
/// a route without a line here fails.
/// </summary>
public sealed class RoutesTests(RoutesSite site) : IClassFixture<RoutesSite>
{
    public static TheoryData<string> ActKeys => [.. Routes.Acts.Keys];

    public static TheoryData<string> Keys => [.. Routes.Table.Keys];

    /// <summary>Forms that an office's page sends, which hold for that office only.</summary>
    public static TheoryData<string> OfficeForms =>
        [.. Routes.Table.Where(r => IsForm(r) && r.Value is { AnyOffice: false, OfNoOffice: false, OfClient: false }).Select(r => r.Key)];

    public static TheoryData<string> Pages => [.. Routes.Table.Keys.Where(key => Method(key) == HttpMethod.Get)];

    public static TheoryData<string> Forms => [.. Routes.Table.Where(IsForm).Select(r => r.Key)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Routes_ofTheApplication_areAllInTheTable()
    {
        Assert.Equal(Routes.Table.Keys.Order(StringComparer.Ordinal), site.Routes.SelectMany(Verbs).Order(StringComparer.Ordinal));
        Assert.All(Routes.Table.Values, route => Assert.DoesNotContain('{', site.Fill(route.Address)));
    }

    [Fact]
    public void Routes_openToEverybody_areTheOnesMeantToBe()
    {
        Assert.Equal(
            Routes.Table.Where(r => r.Value.Anonymous).Select(r => r.Key).Order(StringComparer.Ordinal),
            site.Routes.Where(IsOpen).SelectMany(Verbs).Order(StringComparer.Ordinal));
        Assert.All(site.Assets, asset => Assert.Equal(["GET", "HEAD"], Methods(asset).Order(StringComparer.Ordinal)));
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task Route_withOneOfficesIds_answersEverybodyAsItShould(string key)
    {
        var route = Routes.Table[key];
        (Visitor Who, int Expected, string Name)[] cases =
        [
            (site.Nobody, route.SignedOut, "signed out"), (site.Client, route.Client ?? route.SignedOut, "client"),
            (site.Accountant, route.Accountant, "accountant"), (site.Admin, route.Admin, "admin"),
            (site.OtherAdmin, route.OtherAdmin, "other office's admin"), (site.Operator, route.Operator, "operator"),
        ];
        foreach (var (who, expected, name) in cases)
        {
            await site.ResetAsync();
            var before = await site.HeldBeforeAsync();

            var isOutside = who == site.Client && !key.Contains(" /q/", StringComparison.Ordinal);
            using var answer = await SendAsync(who, Method(key), key, isOutside ? site.TokenOutside : null);

            var location = answer.Headers.Location?.ToString();
            var toSignIn = location?.StartsWith("/sign-in?", StringComparison.Ordinal) == true;
            var toEntry = location?.EndsWith("/enter", StringComparison.Ordinal) == true;
            Assert.Equal((name, expected), (name, toSignIn ? Routes.SignIn : toEntry ? Routes.Entry : (int)answer.StatusCode));
            Assert.True(location is null || location.StartsWith('/'), location);
            if (expected is Routes.SignIn or Routes.Entry or >= 400)
                Assert.Equal(before, await site.HeldAsync());
        }
    }

    /// <summary>Scanners of mails, prefetching browsers and a second tab open addresses that nobody asked for.</summary>
    [Theory, MemberData(nameof(Pages))]
    public async Task Get_ofAPage_writesNothing(string key)
    {
        if (Routes.Acts.ContainsKey(key))
            return;

        foreach (var who in (Visitor[])[site.Nobody, site.Operator, site.OtherAdmin, site.Accountant, site.Admin])
        {
            await site.ResetAsync();
            using var answer = await SendAsync(who, HttpMethod.Get, key);
            Assert.Empty(site.Commands.Writes);
        }
    }

    [Theory, MemberData(nameof(ActKeys))]
    public async Task Get_thatIsAnAct_isWrittenDownAndAHeadIsNot(string key)
    {
        await site.ResetAsync();
        var before = await site.HeldBeforeAsync();

        using var head = await SendAsync(site.Admin, HttpMethod.Head, key);
        Assert.Equal(before, await site.HeldAsync());
        using var get = await SendAsync(site.Admin, HttpMethod.Get, key);
        Assert.NotEqual(before, await site.HeldAsync());
    }

    /// <summary>As search engines, monitors and mail scanners ask.</summary>
    [Theory, MemberData(nameof(Pages))]
    public async Task Head_ofAPage_answersEverybodyAsGetDoes(string key)
    {
        foreach (var who in (Visitor[])[site.Nobody, site.Operator, site.OtherAdmin, site.Accountant, site.Admin, site.Client])
        {
            await site.ResetAsync();
            using var get = await SendAsync(who, HttpMethod.Get, key);
            using var head = await SendAsync(who, HttpMethod.Head, key);

            Assert.Equal(get.StatusCode, head.StatusCode);
            Assert.Equal(HeadersOf(get), HeadersOf(head));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancelled));
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task Route_withAVerbItDoesNotHave_doesNothing(string key)
    {
        var pattern = key.Split(' ')[1];
        foreach (var verb in (string[])["GET", "POST", "PUT", "DELETE", "PATCH"])
        {
            if (Routes.Table.ContainsKey($"{verb} {pattern}") || Routes.Table.GetValueOrDefault($"POST {pattern}")?.Foreign == true)
                continue;

            await site.ResetAsync();
            var before = await site.HeldBeforeAsync();

            using var answer = await SendAsync(site.Admin, new HttpMethod(verb), key);

            // A GET may still have been for a file, of which there is none.
            var isNone = answer.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound;
            Assert.True(isNone, $"{verb} {pattern}: {answer.StatusCode}");
            Assert.Equal(before, await site.HeldAsync());
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Form_withoutItsToken_isRefused(string key)
    {
        await site.ResetAsync();
        var before = await site.HeldBeforeAsync();

        using var answer = await SendAsync(SenderOf(key), HttpMethod.Post, key, withToken: false);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, await site.HeldAsync());
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Form_withSomebodyElsesToken_isRefused(string key)
    {
        await site.ResetAsync();
        var before = await site.HeldBeforeAsync();

        using var answer = await SendAsync(SenderOf(key), HttpMethod.Post, key, token: site.OtherAdmin.Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, await site.HeldAsync());
    }

    /// <summary>Two tabs: the form was drawn while another office was current.</summary>
    [Theory, MemberData(nameof(OfficeForms))]
    public async Task Form_drawnForAnotherOffice_isRefusedAndSaysWhichTwo(string key)
    {
        await site.ResetAsync();
        var before = await site.HeldBeforeAsync();

        using var answer = await SendAsync(site.InBoth, HttpMethod.Post, key, token: site.TokenOfOtherTab);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector("main")!.TextContent;
        var told = $"Dit formulier hoorde bij {App.OtherOffice}, maar u werkt intussen in {App.DemoOffice}.";
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Equal(before, await site.HeldAsync());
    }

    [Theory, MemberData(nameof(OfficeForms))]
    public async Task Form_drawnForThisOffice_isAccepted(string key)
    {
        await site.ResetAsync();

        using var answer = await SendAsync(site.InBoth, HttpMethod.Post, key);

        Assert.Equal(Routes.Table[key].Admin, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Jobs_withoutAToken_takeNoOrders()
    {
        using var answer = await SendAsync(site.Operator, HttpMethod.Post, "POST /jobs/{**path}", withToken: false);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("/jobs/recurring/trigger")]
    [InlineData("/jobs/recurring/remove")]
    [InlineData("/jobs/jobs/enqueued/delete")]
    [InlineData("/jobs/jobs/failed/requeue")]
    [InlineData("/jobs/jobs/actions/delete/1")]
    public async Task Jobs_byAnythingButAPost_takeNoOrders(string address)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            using var answer = await site.Operator.AsIsAsync(method, address, new() { ["jobs[]"] = "sweep" });
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    /// <summary>The way back from AdminPulse is answered before any route, and to everybody.</summary>
    [Fact]
    public async Task Callback_thatNobodyAskedFor_changesNothing()
    {
        await site.ResetAsync();
        var before = await site.HeldBeforeAsync();
        foreach (var who in (Visitor[])[site.Nobody, site.Operator, site.OtherAdmin, site.Accountant, site.Admin])
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
            {
                using var answer = await who.AsIsAsync(method, "/settings/integrations/adminpulse/callback?code=x&state=y");
                Assert.Equal("/settings/integrations", answer.Headers.Location?.ToString());
            }
        }

        Assert.Equal(before, await site.HeldAsync());
    }

    /// <summary>Of cookies their names, and of a policy not the number that each answer has of its own.</summary>
    private static IEnumerable<string> HeadersOf(HttpResponseMessage answer) =>
        from header in answer.Headers.Concat(answer.Content.Headers)
        where header.Key != "Content-Length"
        from value in header.Value
        let text = header.Key == "Set-Cookie" ? value.Split('=')[0] : Regex.Replace(value, "nonce-[^']*", "nonce")
        let line = $"{header.Key}: {text}"
        orderby line
        select line;

    private Task<HttpResponseMessage> SendAsync(Visitor who, HttpMethod method, string key, string? token = null, bool withToken = true) =>
        who.AsIsAsync(method, site.Fill(Routes.Table[key].Address), Routes.Table[key].Fields?.Invoke(site), token, withToken);

    private Visitor SenderOf(string key) => Routes.Table[key] switch
    {
        { OfNoOffice: true } => site.Operator,
        { OfClient: true } => site.Client,
        { OfNobody: true } => site.Nobody,
        _ => site.Admin,
    };

    private static bool IsForm(KeyValuePair<string, Route> route) => Method(route.Key) == HttpMethod.Post && !route.Value.Foreign;

    private static HttpMethod Method(string key) => new(key.Split(' ')[0]);

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET", "POST"];

    private static IEnumerable<string> Verbs(RouteEndpoint endpoint) =>
        Methods(endpoint).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}");
}
