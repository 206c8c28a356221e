using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Accounton.Data;
using Accounton.Development.Demo;
using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Features.Links;
using Accounton.Features.Offices;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.Settings.Members;
using Accounton.Features.SignIn;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests;

/// <summary>
/// Every route and verb of the application, as everybody, with the ids of one office. The list is the application's own:
/// a route without a line here fails.
/// </summary>
public sealed class RoutesTests(RoutesTests.Site site) : IClassFixture<RoutesTests.Site>
{
    private const int SignIn = -1;

    /// <summary>Where a client goes on with a device that is not known.</summary>
    private const int Entry = -2;

    /// <summary>What each visitor gets: a status code, <see cref="SignIn"/> for a redirect to the sign-in page or <see cref="Entry"/> for one to the page that mails a code.</summary>
    private static readonly Dictionary<string, Route> Table = new()
    {
        //                                                                   signed out  accountant  admin  other office's admin  operator; a client as signed out, or as said
        ["GET /"] = new("/", SignIn, 200, 200, 200, 302),
        ["GET /sign-in"] = new("/sign-in", 200, 302, 302, 302, 302) { Anonymous = true },
        ["POST /sign-in"] = new("/sign-in", 200, 200, 200, 200, 200) { Anonymous = true, AnyOffice = true },
        ["POST /sign-out"] = new("/sign-out", 302, 302, 302, 302, 302) { Anonymous = true, AnyOffice = true },
        ["POST /language"] = new("/language", 302, 302, 302, 302, 302) { Anonymous = true, AnyOffice = true, Fields = _ => new() { ["language"] = "fr" } },
        ["GET /offices"] = new("/offices", SignIn, 200, 200, 200, 302),
        ["POST /offices/switch"] = new("/offices/switch", 401, 302, 302, 404, 404) { AnyOffice = true, Fields = s => new() { ["officeId"] = s.Demo.ToString() } },
        ["GET /offices/suspended"] = new("/offices/suspended", SignIn, 302, 302, 302, 302),
        ["GET /account"] = new("/account", SignIn, 200, 200, 200, 200),
        ["POST /account"] = new("/account", 401, 422, 422, 422, 422) { AnyOffice = true },
        ["POST /account/password"] = new("/account/password", 401, 422, 422, 422, 422) { AnyOffice = true },
        ["POST /account/email"] = new("/account/email", 401, 422, 422, 422, 422) { AnyOffice = true },
        ["POST /account/sessions/{id:guid}/end"] = new("/account/sessions/{0}/end", 401, 302, 302, 302, 302) { AnyOffice = true },
        ["POST /account/sessions/end"] = new("/account/sessions/end", 401, 302, 302, 302, 302) { AnyOffice = true },
        ["POST /account/sso/remove"] = new("/account/sso/remove", 401, 302, 302, 302, 302) { AnyOffice = true },
        ["GET /password"] = new("/password", 200, 200, 200, 200, 200) { Anonymous = true },
        ["POST /password"] = new("/password", 200, 200, 200, 200, 200) { Anonymous = true, AnyOffice = true },
        ["GET /password/new"] = new("/password/new?token=x", 410, 410, 410, 410, 410) { Anonymous = true },
        ["POST /password/new"] = new("/password/new", 410, 410, 410, 410, 410) { Anonymous = true, AnyOffice = true },
        ["GET /email"] = new("/email?token=x", 410, 410, 410, 410, 410) { Anonymous = true },
        ["POST /email"] = new("/email", 410, 410, 410, 410, 410) { Anonymous = true, AnyOffice = true },
        ["GET /invitation"] = new("/invitation?token=x", 410, 410, 410, 410, 410) { Anonymous = true },
        ["POST /invitation"] = new("/invitation", 410, 410, 410, 410, 410) { Anonymous = true, AnyOffice = true },
        ["GET /welcome"] = new("/welcome?token=x", 410, 410, 410, 410, 410) { Anonymous = true },
        ["POST /welcome"] = new("/welcome", 410, 410, 410, 410, 410) { Anonymous = true, AnyOffice = true },
        ["GET /settings/members"] = new("/settings/members", SignIn, 200, 200, 200, 403),
        ["POST /settings/members/invite"] = new("/settings/members/invite", 401, 403, 422, 422, 403),
        ["POST /settings/members/invitations/{id:guid}/again"] = new("/settings/members/invitations/{1}/again", 401, 403, 302, 404, 403),
        ["POST /settings/members/invitations/{id:guid}/approve"] = new("/settings/members/invitations/{1}/approve", 401, 403, 404, 404, 403),
        ["POST /settings/members/invitations/{id:guid}/withdraw"] = new("/settings/members/invitations/{1}/withdraw", 401, 403, 302, 404, 403),
        ["POST /settings/members/{id:guid}/role"] = new("/settings/members/{2}/role", 401, 403, 302, 404, 403) { Fields = _ => new() { ["role"] = "Accountant" } },
        ["POST /settings/members/{id:guid}/remove"] = new("/settings/members/{2}/remove", 401, 403, 302, 404, 403),
        ["GET /settings/office"] = new("/settings/office", SignIn, 403, 200, 200, 403),
        ["POST /settings/office"] = new("/settings/office", 401, 403, 422, 422, 403),
        ["POST /settings/office/style"] = new("/settings/office/style", 401, 403, 422, 422, 403) { Fields = _ => new() { ["Style.Colour"] = "rood" } },
        ["POST /settings/office/style/preview"] = new("/settings/office/style/preview", 401, 403, 200, 200, 403) { Fields = _ => new() { ["Style.Colour"] = "#aa0055" } },
        ["GET /settings/office/style/logo"] = new("/settings/office/style/logo", SignIn, 403, 404, 404, 403),
        ["GET /audit"] = new("/audit", SignIn, 403, 200, 200, 403),
        ["GET /audit/export"] = new("/audit/export", SignIn, 403, 200, 200, 403),
        ["GET /sign-in/sso"] = new("/sign-in/sso", 404, 404, 404, 404, 404) { Anonymous = true },
        ["GET /sign-in/sso/link"] = new("/sign-in/sso/link", 302, 302, 302, 302, 302) { Anonymous = true },
        ["POST /sign-in/sso/link"] = new("/sign-in/sso/link", 302, 302, 302, 302, 302) { Anonymous = true, AnyOffice = true },
        ["GET /operator/offices"] = new("/operator/offices", SignIn, 404, 404, 404, 200),
        ["GET /operator/offices/new"] = new("/operator/offices/new", SignIn, 404, 404, 404, 200),
        ["POST /operator/offices"] = new("/operator/offices", 401, 404, 404, 404, 422) { OfNoOffice = true },
        ["GET /operator/offices/{id:guid}"] = new("/operator/offices/{3}", SignIn, 404, 404, 404, 200),
        ["POST /operator/offices/{id:guid}/suspend"] = new("/operator/offices/{3}/suspend", 401, 404, 404, 404, 302) { OfNoOffice = true },
        ["POST /operator/offices/{id:guid}/resume"] = new("/operator/offices/{3}/resume", 401, 404, 404, 404, 302) { OfNoOffice = true },
        ["POST /operator/offices/{id:guid}/invite"] = new("/operator/offices/{3}/invite", 401, 404, 404, 404, 422) { OfNoOffice = true },
        ["GET /operator/mail"] = new("/operator/mail", SignIn, 404, 404, 404, 200),
        ["POST /operator/mail/{id:guid}/again"] = new("/operator/mail/{1}/again", 401, 404, 404, 404, 404) { OfNoOffice = true },
        ["GET /settings/integrations"] = new("/settings/integrations", SignIn, 200, 200, 200, 403),
        ["GET /settings/integrations/cards/{vendor}"] = new("/settings/integrations/cards/Syneton", SignIn, 200, 200, 200, 403),
        ["POST /settings/integrations/adminpulse/connect"] = new("/settings/integrations/adminpulse/connect", 401, 403, 200, 200, 403),
        ["GET /settings/integrations/syneton"] = new("/settings/integrations/syneton", SignIn, 403, 200, 200, 403),
        ["POST /settings/integrations/syneton/connect"] = new("/settings/integrations/syneton/connect", 401, 403, 422, 422, 403),
        ["GET /settings/integrations/{id:guid}"] = new("/settings/integrations/{0}", SignIn, 200, 200, 404, 403),
        ["POST /settings/integrations/{id:guid}/sync"] = new("/settings/integrations/{0}/sync", 401, 403, 302, 404, 403),
        ["POST /settings/integrations/{id:guid}/cancel"] = new("/settings/integrations/{0}/cancel", 401, 403, 302, 404, 403),
        ["POST /settings/integrations/{id:guid}/unlink"] = new("/settings/integrations/{0}/unlink", 401, 403, 302, 404, 403) { Fields = _ => new() { ["removeClients"] = "true" } },
        ["POST /settings/integrations/{id:guid}/confirm-missing"] = new("/settings/integrations/{0}/confirm-missing", 401, 403, 302, 404, 403),
        ["POST /settings/integrations/{id:guid}/other-account"] = new("/settings/integrations/{0}/other-account", 401, 403, 302, 404, 403) { Fields = _ => new() { ["accept"] = "false" } },
        ["GET /clients"] = new("/clients", SignIn, 200, 200, 200, 403),
        ["POST /clients/search"] = new("/clients/search", 401, 302, 302, 302, 403),
        ["POST /clients/selected"] = new("/clients/selected", 401, 200, 200, 404, 403) { Fields = s => s.Selected("archive") },
        ["POST /clients/selected/archive"] = new("/clients/selected/archive", 401, 302, 302, 404, 403) { Fields = s => s.Selected() },
        ["POST /clients/selected/reactivate"] = new("/clients/selected/reactivate", 401, 302, 302, 404, 403) { Fields = s => s.Selected() },
        ["POST /clients/selected/responsible"] = new("/clients/selected/responsible", 401, 302, 302, 404, 403) { Fields = s => s.Selected() },
        ["POST /clients/selected/questionnaire"] = new("/clients/selected/questionnaire", 401, 302, 302, 404, 403) { Fields = s => s.Selected() },
        ["GET /clients/new"] = new("/clients/new", SignIn, 200, 200, 200, 403),
        ["POST /clients/new"] = new("/clients/new", 401, 422, 422, 422, 403),
        ["GET /clients/{id:guid}"] = new("/clients/{5}", SignIn, 200, 200, 404, 403),
        ["POST /clients/{id:guid}/number"] = new("/clients/{5}/number", 401, 200, 200, 404, 403) { Fields = _ => new() { ["field"] = "NationalNumber" } },
        ["POST /clients/{id:guid}/archive"] = new("/clients/{5}/archive", 401, 302, 302, 404, 403),
        ["POST /clients/{id:guid}/reactivate"] = new("/clients/{5}/reactivate", 401, 302, 302, 404, 403),
        ["POST /clients/{id:guid}/questionnaire"] = new("/clients/{5}/questionnaire", 401, 302, 302, 404, 403),
        ["GET /clients/{id:guid}/edit"] = new("/clients/{5}/edit", SignIn, 200, 200, 404, 403),
        ["POST /clients/{id:guid}/edit"] = new("/clients/{5}/edit", 401, 302, 302, 404, 403)
        {
            Fields = _ => new() { ["Form.Version"] = "1", ["Form.Values[Type]"] = "Person", ["Form.Values[FirstName]"] = "Jan", ["Form.Values[LastName]"] = "Peeters" },
        },
        ["GET /clients/{id:guid}/merge"] = new("/clients/{5}/merge", SignIn, 200, 200, 404, 403),
        ["GET /clients/{id:guid}/merge/{other:guid}"] = new("/clients/{5}/merge/{6}", SignIn, 200, 200, 404, 403),
        ["POST /clients/{id:guid}/merge/{other:guid}"] = new("/clients/{5}/merge/{6}", 401, 302, 302, 404, 403) { Fields = _ => new() { ["version"] = "1", ["otherVersion"] = "1" } },
        ["GET /questionnaires"] = new("/questionnaires", SignIn, 200, 200, 200, 403),
        ["GET /questionnaires/{id:guid}"] = new("/questionnaires/{7}", SignIn, 200, 200, 404, 403),
        ["POST /questionnaires/send"] = new("/questionnaires/send", 401, 200, 200, 404, 403) { Fields = s => s.Assigned() },
        ["POST /questionnaires/send/now"] = new("/questionnaires/send/now", 401, 302, 302, 404, 403) { Fields = s => s.Assigned() },
        ["GET /q/{token}"] = new("/q/no-such-link", 410, 410, 410, 410, 410) { Anonymous = true },
        ["POST /q/{token}"] = new("/q/no-such-link", 410, 400, 400, 400, 400) { Anonymous = true, Client = 400, AnyOffice = true, OfNobody = true },
        ["GET /q/r/{respondent:guid}/enter"] = new("/q/r/{8}/enter", 200, 200, 200, 200, 200) { Anonymous = true, Client = 302 },
        ["POST /q/r/{respondent:guid}/enter"] = new("/q/r/{8}/enter", 422, 400, 400, 400, 400) { Anonymous = true, AnyOffice = true, OfNobody = true },
        ["POST /q/r/{respondent:guid}/code"] = new("/q/r/{8}/code", 302, 400, 400, 400, 400) { Anonymous = true, AnyOffice = true, OfNobody = true },
        ["GET /q/r/{respondent:guid}"] = new("/q/r/{8}", Entry, Entry, Entry, Entry, Entry) { Client = 200 },
        ["GET /q/r/{respondent:guid}/s/{section}"] = new("/q/r/{8}/s/Household", 302, 302, 302, 302, 302) { Client = 200 },
        ["POST /q/r/{respondent:guid}/s/{section}"] = new("/q/r/{8}/s/Household", 401, 401, 401, 401, 401) { Client = 302, OfClient = true },
        ["POST /q/r/{respondent:guid}/answers"] = new("/q/r/{8}/answers", 401, 401, 401, 401, 401) { Client = 415, OfClient = true },
        ["GET /q/r/{respondent:guid}/check"] = new("/q/r/{8}/check", 302, 302, 302, 302, 302) { Client = 200 },
        ["POST /q/r/{respondent:guid}/check/{group}"] = new("/q/r/{8}/check/Reach", 401, 401, 401, 401, 401) { Client = 302, OfClient = true },
        ["POST /q/r/{respondent:guid}/declare/{question}"] = new("/q/r/{8}/declare/CivilStatusChanged", 401, 401, 401, 401, 401) { Client = 302, OfClient = true },
        ["GET /q/r/{respondent:guid}/summary"] = new("/q/r/{8}/summary", 302, 302, 302, 302, 302) { Client = 200 },
        ["POST /q/r/{respondent:guid}/submit"] = new("/q/r/{8}/submit", 401, 401, 401, 401, 401) { Client = 422, OfClient = true },
        ["GET /q/r/{respondent:guid}/copy"] = new("/q/r/{8}/copy", 302, 302, 302, 302, 302) { Client = 302 },
        ["POST /q/r/{respondent:guid}/language"] = new("/q/r/{8}/language", 401, 401, 401, 401, 401) { Client = 302, OfClient = true, Fields = _ => new() { ["language"] = "fr" } },
        ["GET /imports"] = new("/imports", SignIn, 403, 200, 200, 403),
        ["GET /imports/new"] = new("/imports/new", SignIn, 403, 200, 200, 403),
        ["POST /imports/new"] = new("/imports/new", 401, 403, 302, 302, 403) { Fields = _ => new() { ["source"] = "Syneton" } },
        ["GET /imports/new/{source:regex(^(AdminPulse|Syneton)$)}"] = new("/imports/new/Syneton", SignIn, 403, 200, 404, 403),
        ["POST /imports/new/{source:regex(^(AdminPulse|Syneton)$)}"] = new("/imports/new/Syneton", 401, 403, 302, 404, 403),
        ["GET /imports/new/{source:regex(^(AdminPulse|Syneton)$)}/templates"] = new("/imports/new/Syneton/templates", SignIn, 403, 200, 404, 403),
        ["POST /imports/new/{source:regex(^(AdminPulse|Syneton)$)}/templates"] = new("/imports/new/Syneton/templates", 401, 403, 422, 404, 403),
        ["GET /imports/{id:guid}"] = new("/imports/{4}", SignIn, 403, 200, 404, 403),
        ["GET /imports/{id:guid}/progress"] = new("/imports/{4}/progress", SignIn, 403, 204, 404, 403),
        ["GET /imports/{id:guid}/questionnaire"] = new("/imports/{4}/questionnaire", SignIn, 403, 200, 404, 403),
        ["GET /imports/{id:guid}/confirm"] = new("/imports/{4}/confirm", SignIn, 403, 200, 404, 403),
        ["POST /imports/{id:guid}/questionnaire"] = new("/imports/{4}/questionnaire", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/refresh"] = new("/imports/{4}/refresh", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/apply"] = new("/imports/{4}/apply", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/again"] = new("/imports/{4}/again", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/abandon"] = new("/imports/{4}/abandon", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/undo"] = new("/imports/{4}/undo", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/resume"] = new("/imports/{4}/resume", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/choose"] = new("/imports/{4}/choose", 401, 403, 302, 404, 403) { Fields = _ => new() { ["group"] = "New", ["all"] = "true" } },
        ["POST /imports/{id:guid}/fields"] = new("/imports/{4}/fields", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/column"] = new("/imports/{4}/column", 401, 403, 302, 404, 403) { Fields = _ => new() { ["field"] = "City", ["overwrite"] = "true" } },
        ["POST /imports/{id:guid}/decide"] = new("/imports/{4}/decide", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/split"] = new("/imports/{4}/split", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/correct"] = new("/imports/{4}/correct", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/zeros"] = new("/imports/{4}/zeros", 401, 403, 302, 404, 403),
        ["GET /imports/new/excel"] = new("/imports/new/excel", SignIn, 403, 200, 200, 403),
        ["POST /imports/new/excel"] = new("/imports/new/excel", 401, 403, 422, 422, 403),
        ["GET /imports/{id:guid}/columns"] = new("/imports/{4}/columns", SignIn, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/columns"] = new("/imports/{4}/columns", 401, 403, 302, 404, 403),
        ["GET /imports/{id:guid}/invalid.xlsx"] = new("/imports/{4}/invalid.xlsx", SignIn, 403, 200, 404, 403),
        ["GET /imports/readiness"] = new("/imports/readiness", SignIn, 200, 200, 200, 403),
        ["GET /imports/template"] = new("/imports/template", SignIn, 403, 200, 200, 403),
        ["GET /jobs/{**path}"] = new("/jobs/recurring", SignIn, 404, 404, 404, 200),
        ["POST /jobs/{**path}"] = new("/jobs/recurring/trigger", 401, 404, 404, 404, 204) { Foreign = true, Fields = _ => new() { ["jobs[]"] = "sweep" } },
        ["GET /help"] = new("/help", 200, 200, 200, 200, 200) { Anonymous = true },
        ["GET /help/{slug}"] = new("/help/no-such-article", 404, 404, 404, 404, 404) { Anonymous = true },
        ["POST /help/{slug}/useful"] = new("/help/no-such-article/useful", 404, 404, 404, 404, 404) { Anonymous = true, AnyOffice = true },
        ["POST /help/{slug}/not-useful"] = new("/help/no-such-article/not-useful", 404, 404, 404, 404, 404) { Anonymous = true, AnyOffice = true },
        ["GET /operator/help"] = new("/operator/help", SignIn, 404, 404, 404, 200),
        ["GET /error/{code:int:range(400,599)}"] = new("/error/404", 404, 404, 404, 404, 404) { Anonymous = true },
        ["POST /error/{code:int:range(400,599)}"] = new("/error/404", 404, 404, 404, 404, 404) { Anonymous = true, Foreign = true },
        ["GET /health/live"] = new("/health/live", 200, 200, 200, 200, 200) { Anonymous = true },
        ["POST /health/live"] = new("/health/live", 200, 200, 200, 200, 200) { Anonymous = true, Foreign = true },
        ["GET /health/ready"] = new("/health/ready", 200, 200, 200, 200, 200) { Anonymous = true },
        ["POST /health/ready"] = new("/health/ready", 200, 200, 200, 200, 200) { Anonymous = true, Foreign = true },
    };

    /// <summary>The few that write, and why: what leaves the office is written down, and that it left is the only thing written.</summary>
    private static readonly Dictionary<string, string> Acts = new()
    {
        ["GET /audit/export"] = "the log leaves as a file",
        ["GET /imports/{id:guid}/invalid.xlsx"] = "refused rows leave with their national numbers whole",
        ["GET /settings/integrations/{id:guid}"] = "that somebody looked, once, ticks a step of the office's first day",
    };

    public static TheoryData<string> ActKeys => [.. Acts.Keys];

    public static TheoryData<string> Keys => [.. Table.Keys];

    /// <summary>Forms that an office's page sends, which hold for that office only.</summary>
    public static TheoryData<string> OfficeForms => [.. Table.Where(r => IsForm(r) && !r.Value.AnyOffice && !r.Value.OfNoOffice && !r.Value.OfClient).Select(r => r.Key)];

    public static TheoryData<string> Pages => [.. Table.Keys.Where(key => Method(key) == HttpMethod.Get)];

    public static TheoryData<string> Forms => [.. Table.Where(IsForm).Select(r => r.Key)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Routes_ofTheApplication_areAllInTheTable() =>
        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), site.Routes.SelectMany(Verbs).Order(StringComparer.Ordinal));

    [Fact]
    public void Routes_openToEverybody_areTheOnesMeantToBe()
    {
        Assert.Equal(
            Table.Where(r => r.Value.Anonymous).Select(r => r.Key).Order(StringComparer.Ordinal),
            site.Routes.Where(IsOpen).SelectMany(Verbs).Order(StringComparer.Ordinal));
        Assert.All(site.Assets, asset => Assert.Equal(["GET", "HEAD"], Methods(asset).Order(StringComparer.Ordinal)));
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task Route_withOneOfficesIds_answersEverybodyAsItShould(string key)
    {
        var route = Table[key];
        (Visitor Who, int Expected, string Name)[] cases =
        [
            (site.Nobody, route.SignedOut, "signed out"), (site.Operator, route.Operator, "operator"), (site.OtherAdmin, route.OtherAdmin, "other office's admin"),
            (site.Accountant, route.Accountant, "accountant"), (site.Admin, route.Admin, "admin"), (site.Client, route.Client ?? route.SignedOut, "client"),
        ];
        foreach (var (who, expected, name) in cases)
        {
            await site.ResetAsync();
            var before = await site.HeldAsync();

            using var answer = await who.AsIsAsync(Method(key), site.Fill(route.Address), route.Fields?.Invoke(site), who == site.Client && !key.Contains(" /q/", StringComparison.Ordinal) ? site.TokenOutside : null);

            var location = answer.Headers.Location?.ToString();
            var toSignIn = location?.StartsWith("/sign-in?", StringComparison.Ordinal) == true;
            var toEntry = location?.EndsWith("/enter", StringComparison.Ordinal) == true;
            Assert.Equal((name, expected), (name, toSignIn ? SignIn : toEntry ? Entry : (int)answer.StatusCode));
            Assert.True(location is null || location.StartsWith('/'), location);
            if (expected is SignIn or Entry or >= 400)
                Assert.Equal(before, await site.HeldAsync());
        }
    }

    /// <summary>Scanners of mails, prefetching browsers and a second tab open addresses that nobody asked for.</summary>
    [Theory, MemberData(nameof(Pages))]
    public async Task Get_ofAPage_writesNothing(string key)
    {
        if (Acts.ContainsKey(key))
            return;

        foreach (var who in (Visitor[])[site.Nobody, site.Operator, site.OtherAdmin, site.Accountant, site.Admin])
        {
            await site.ResetAsync();
            site.Commands.Clear();
            using var answer = await who.AsIsAsync(HttpMethod.Get, site.Fill(Table[key].Address));
            Assert.DoesNotContain(site.Commands.Sent, command => Regex.IsMatch(command.Sql, @"^\s*(INSERT|UPDATE|DELETE|MERGE)\b", RegexOptions.Multiline));
        }
    }

    [Theory, MemberData(nameof(ActKeys))]
    public async Task Get_thatIsAnAct_isWrittenDownAndAHeadIsNot(string key)
    {
        await site.ResetAsync();
        var before = await site.HeldAsync();

        using var head = await site.Admin.AsIsAsync(HttpMethod.Head, site.Fill(Table[key].Address));
        Assert.Equal(before, await site.HeldAsync());
        using var get = await site.Admin.AsIsAsync(HttpMethod.Get, site.Fill(Table[key].Address));
        Assert.NotEqual(before, await site.HeldAsync());
    }

    /// <summary>As search engines, monitors and mail scanners ask.</summary>
    [Theory, MemberData(nameof(Pages))]
    public async Task Head_ofAPage_answersEverybodyAsGetDoes(string key)
    {
        foreach (var who in (Visitor[])[site.Nobody, site.Operator, site.OtherAdmin, site.Accountant, site.Admin, site.Client])
        {
            await site.ResetAsync();
            using var get = await who.AsIsAsync(HttpMethod.Get, site.Fill(Table[key].Address));
            using var head = await who.AsIsAsync(HttpMethod.Head, site.Fill(Table[key].Address));

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
            if (Table.ContainsKey($"{verb} {pattern}") || Table.GetValueOrDefault($"POST {pattern}")?.Foreign == true)
                continue;

            await site.ResetAsync();
            var before = await site.HeldAsync();

            using var answer = await site.Admin.AsIsAsync(new HttpMethod(verb), site.Fill(Table[key].Address), Table[key].Fields?.Invoke(site));

            // A GET may still have been for a file, of which there is none.
            Assert.True(answer.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound, $"{verb} {pattern}: {answer.StatusCode}");
            Assert.Equal(before, await site.HeldAsync());
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Form_withoutItsToken_isRefused(string key)
    {
        await site.ResetAsync();
        var before = await site.HeldAsync();

        using var answer = await SenderOf(key).AsIsAsync(HttpMethod.Post, site.Fill(Table[key].Address), Table[key].Fields?.Invoke(site), withToken: false);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, await site.HeldAsync());
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Form_withSomebodyElsesToken_isRefused(string key)
    {
        await site.ResetAsync();
        var before = await site.HeldAsync();

        using var answer = await SenderOf(key).AsIsAsync(HttpMethod.Post, site.Fill(Table[key].Address), Table[key].Fields?.Invoke(site), token: site.OtherAdmin.Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, await site.HeldAsync());
    }

    /// <summary>Two tabs: the form was drawn while another office was current.</summary>
    [Theory, MemberData(nameof(OfficeForms))]
    public async Task Form_drawnForAnotherOffice_isRefusedAndSaysWhichTwo(string key)
    {
        await site.ResetAsync();
        var before = await site.HeldAsync();

        using var answer = await site.InBoth.AsIsAsync(HttpMethod.Post, site.Fill(Table[key].Address), Table[key].Fields?.Invoke(site), token: site.TokenOfOtherTab);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector("main")!.TextContent;
        Assert.Contains($"Dit formulier was van {App.OtherOffice}, maar u werkt intussen in {App.DemoOffice}.", page, StringComparison.Ordinal);
        Assert.Equal(before, await site.HeldAsync());
    }

    [Theory, MemberData(nameof(OfficeForms))]
    public async Task Form_drawnForThisOffice_isAccepted(string key)
    {
        await site.ResetAsync();

        using var answer = await site.InBoth.AsIsAsync(HttpMethod.Post, site.Fill(Table[key].Address), Table[key].Fields?.Invoke(site));

        Assert.Equal(Table[key].Admin, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Jobs_withoutAToken_takeNoOrders()
    {
        using var answer = await site.Operator.AsIsAsync(HttpMethod.Post, "/jobs/recurring/trigger", new() { ["jobs[]"] = "sweep" }, withToken: false);
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
        var before = await site.HeldAsync();
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

    private Visitor SenderOf(string key) => Table[key] switch { { OfNoOffice: true } => site.Operator, { OfClient: true } => site.Client, { OfNobody: true } => site.Nobody, _ => site.Admin };

    private static bool IsForm(KeyValuePair<string, Route> route) => Method(route.Key) == HttpMethod.Post && !route.Value.Foreign;

    private static HttpMethod Method(string key) => new(key.Split(' ')[0]);

    private static bool IsOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET", "POST"];

    private static IEnumerable<string> Verbs(RouteEndpoint endpoint) => Methods(endpoint).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}");

    /// <param name="Address">Where <c>{0}</c> is the id of the first office's connection, <c>{4}</c> of its import, <c>{5}</c> and <c>{6}</c> of its clients, <c>{7}</c> of the first one's questionnaire, <c>{8}</c> of who answers it.</param>
    private sealed record Route(string Address, int SignedOut, int Accountant, int Admin, int OtherAdmin, int Operator)
    {
        public Func<Site, Dictionary<string, string>>? Fields { get; init; }

        /// <summary>What a client gets, whose device is known, where that is not what somebody gets who is signed out.</summary>
        public int? Client { get; init; }

        /// <summary>The form is a client's.</summary>
        public bool OfClient { get; init; }

        /// <summary>The form is for who is nobody yet: a client before their device is known.</summary>
        public bool OfNobody { get; init; }

        /// <summary>Open to everybody, signed in or not.</summary>
        public bool Anonymous { get; init; }

        /// <summary>The form is of no office in particular.</summary>
        public bool AnyOffice { get; init; }

        /// <summary>The form is an operator's, who works for no office.</summary>
        public bool OfNoOffice { get; init; }

        /// <summary>No form of ours: answered by a library, or doing nothing at all.</summary>
        public bool Foreign { get; init; }
    }

    /// <summary>One application and everybody who visits it.</summary>
    public sealed class Site : IAsyncLifetime
    {
        private const string Both = "both@demo.test";
        private const string Device = "a-client's-own-browser";

        private TestDatabase? _database;
        private App? _app;
        private readonly Guid _client = Guid.NewGuid();
        private readonly Guid _otherClient = Guid.NewGuid();
        private readonly Guid _assignment = Guid.NewGuid();
        private readonly Guid _respondent = Guid.NewGuid();
        private Guid _import;
        private Guid _connection;
        private Guid _invitation;
        private Guid _accountant;
        private List<Session> _sessions = [];

        internal Commands Commands { get; } = new();

        internal Guid Demo { get; private set; }
        internal Visitor Nobody { get; private set; } = null!;
        internal Visitor Accountant { get; private set; } = null!;
        internal Visitor Admin { get; private set; } = null!;
        internal Visitor OtherAdmin { get; private set; } = null!;
        internal Visitor Operator { get; private set; } = null!;

        /// <summary>Answers the first client's questionnaire.</summary>
        internal Visitor Client { get; private set; } = null!;

        /// <summary>Of a form on another page than a client's, where <see cref="Client"/> is nobody.</summary>
        internal string TokenOutside { get; private set; } = "";

        /// <summary>Works for both offices, and for the first one now.</summary>
        internal Visitor InBoth { get; private set; } = null!;

        /// <summary>Of a form that was drawn for <see cref="InBoth"/> while the other office was current.</summary>
        internal string TokenOfOtherTab { get; private set; } = "";

        /// <summary>Those of a Release too: what developers have is not in it.</summary>
        internal IReadOnlyList<RouteEndpoint> Routes => [.. Endpoints.Where(e => !IsAsset(e) && !IsForDevelopers(e))];

        internal IReadOnlyList<RouteEndpoint> Assets => [.. Endpoints.Where(IsAsset)];

        private IEnumerable<RouteEndpoint> Endpoints => _app!.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

        public async ValueTask InitializeAsync()
        {
            _database = await TestDatabase.CreateAsync();
            _app = new App(_database, replace: Commands.Watch);
            Demo = await _app.OfficeIdAsync(App.DemoOffice);
            var other = await _app.OfficeIdAsync(App.OtherOffice);
            await DemoData.AddUserAsync(_app.Services, Both, "Bo Beide", (Demo, OfficeRole.Admin), (other, OfficeRole.Admin));
            await using (var scope = await _app.OfficeScopeAsync())
            {
                var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
                var connection = db.Connections.Add(new Connection { OfficeId = Demo, Vendor = Vendor.Syneton, State = ConnectionState.Active }).Entity;
                await db.SaveChangesAsync();
                _connection = connection.Id;
            }

            Nobody = await Visitor.ComeAsync(_app);
            Accountant = await Visitor.ComeAsync(_app, App.Accountant);
            Admin = await Visitor.ComeAsync(_app, App.Admin);
            OtherAdmin = await Visitor.ComeAsync(_app, App.OtherAdmin);
            Operator = await Visitor.ComeAsync(_app, App.Operator);
            InBoth = await Visitor.ComeAsync(_app, Both);
            TokenOfOtherTab = await EnterAsync(InBoth, other);
            await EnterAsync(InBoth, Demo);
            await using var begun = _app.Services.CreateAsyncScope();
            _sessions = await begun.ServiceProvider.GetRequiredService<AccountonContext>().Sessions.AsNoTracking().ToListAsync();
            Client = await Visitor.ComeAsync(_app);
            Client.Hold("accounton-device", Device);
            TokenOutside = Client.Token!;
            await ResetAsync();
            await Client.LookAsync($"/q/r/{_respondent}");
        }

        internal string Fill(string address) => string.Format(null, address, _connection, _invitation, _accountant, Demo, _import, _client, _otherClient, _assignment, _respondent);

        /// <summary>The form of the list of clients, with one selected.</summary>
        internal Dictionary<string, string> Selected(string act = "") => new() { ["ids"] = _client.ToString(), ["act"] = act };

        internal Dictionary<string, string> Assigned() => new() { ["ids"] = _assignment.ToString() };

        /// <summary>A linked connection with a client and an open run, and nothing else: what each request begins with.</summary>
        internal async Task ResetAsync()
        {
            await using var scope = await _app!.OfficeScopeAsync();
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            await db.DeleteOwnAsync<SyncRun>(_ => true, Cancelled);
            await db.DeleteOwnAsync<SourceClient>(_ => true, Cancelled);
            foreach (var batch in await db.ImportBatches.Select(b => b.Id).ToListAsync(Cancelled))
                await ImportErasing.EraseAllAsync(db, batch, Cancelled);
            await db.DeleteOwnAsync<SubmittedAnswer>(_ => true, Cancelled);
            await db.DeleteOwnAsync<Submission>(_ => true, Cancelled);
            await db.DeleteOwnAsync<AnswerChange>(_ => true, Cancelled);
            await db.DeleteOwnAsync<Answer>(_ => true, Cancelled);
            await db.DeleteOwnAsync<AnswerRepetition>(_ => true, Cancelled);
            await db.DeleteOwnAsync<RespondentLink>(_ => true, Cancelled);
            await db.DeleteOwnAsync<RespondentDevice>(_ => true, Cancelled);
            await db.DeleteOwnAsync<Respondent>(_ => true, Cancelled);
            await db.DeleteOwnAsync<Assignment>(_ => true, Cancelled);
            await db.DeleteOwnAsync<ImportBatch>(_ => true, Cancelled);
            await db.DeleteOwnAsync<ClientWord>(_ => true, Cancelled);
            await db.DeleteOwnAsync<ClientChange>(_ => true, Cancelled);
            await db.DeleteOwnAsync<Client>(c => c.MergedIntoId != null, Cancelled);
            await db.DeleteOwnAsync<Client>(_ => true, Cancelled);
            await db.DeleteOwnAsync<TemplateVersion>(_ => true, Cancelled);
            await db.DeleteOwnAsync<Template>(_ => true, Cancelled);
            db.Clients.AddRange(new Client { OfficeId = Demo, Id = _client, FirstName = "Jan", LastName = "Peeters", SortName = "peeters jan" }, new Client { OfficeId = Demo, Id = _otherClient, FirstName = "Jan", LastName = "Peeters" });
            var template = db.Templates.Add(new Template { OfficeId = Demo, Kind = StandardDefinitions.PersonalIncomeTax, IncomeYear = 2001 }).Entity;
            db.Assignments.Add(new Assignment { OfficeId = Demo, Id = _assignment, ClientId = _client, TemplateId = template.Id });
            db.Respondents.Add(new Respondent { OfficeId = Demo, Id = _respondent, AssignmentId = _assignment, Person = Person.Main, Language = "nl" });
            db.RespondentDevices.Add(new RespondentDevice { OfficeId = Demo, RespondentId = _respondent, SecretHash = OneTimeToken.HashOf(Device), KnownUntil = DateTimeOffset.MaxValue });
            await db.DeleteOwnAsync<Invitation>(_ => true, Cancelled);
            var office = await db.Offices.SingleAsync(o => o.Id == Demo, Cancelled);
            office.SuspendedAt = null;
            _accountant = await AccountantAsync(db);
            var invitation = db.Invitations.Add(new Invitation { OfficeId = Demo, Email = "nina@demo.test", TokenHash = Guid.NewGuid().ToByteArray(), Role = OfficeRole.Accountant }).Entity;
            _invitation = invitation.Id;
            var connection = await db.Connections.SingleAsync(Cancelled);
            (connection.State, connection.WasActive, connection.HeldMissing, connection.ClientsSeenAt) = (ConnectionState.Active, true, 1, null);
            (connection.LinkedAt, connection.LinkedByName, connection.AccountName) = (DateTimeOffset.UnixEpoch, "An", "Kantoor bij Syneton");
            var import = db.ImportBatches.Add(new ImportBatch { OfficeId = Demo, Source = ImportSource.Syneton, ConnectionId = _connection, State = ImportState.Reviewing }).Entity;
            _import = import.Id;
            db.SyncRuns.Add(new SyncRun { OfficeId = Demo, ConnectionId = _connection, Reason = SyncReason.Person });
            db.SourceClients.Add(new SourceClient { OfficeId = Demo, ConnectionId = _connection, VendorId = "1", CallId = "1", ContentHash = [1], Type = ClientType.Person, Status = ClientStatus.Customer });
            // Everybody is signed in again, who signed out or whose office was suspended.
            db.Sessions.RemoveRange(await db.Sessions.AsNoTracking().ToListAsync(Cancelled));
            await db.SaveChangesAsync(Cancelled);
            db.ChangeTracker.Clear();
            db.Sessions.AddRange(_sessions);
            await db.SaveChangesAsync(Cancelled);
        }

        /// <summary>The membership of the accountant, who may have been removed or promoted.</summary>
        private async Task<Guid> AccountantAsync(AccountonContext db)
        {
            var user = await db.Users.Where(u => u.Email == App.Accountant).Select(u => u.Id).SingleAsync(Cancelled);
            var membership = await db.Memberships.SingleOrDefaultAsync(m => m.UserId == user, Cancelled)
                ?? db.Memberships.Add(new Membership { OfficeId = Demo, UserId = user }).Entity;
            membership.Role = OfficeRole.Accountant;
            return membership.Id;
        }

        /// <summary>All that the first office holds, but its keys.</summary>
        internal async Task<string> HeldAsync()
        {
            await using var scope = await _app!.OfficeScopeAsync();
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            return JsonSerializer.Serialize(new
            {
                Connections = await db.Connections.AsNoTracking().ToListAsync(Cancelled),
                Runs = await db.SyncRuns.AsNoTracking().ToListAsync(Cancelled),
                Answers = await db.Answers.AsNoTracking().ToListAsync(Cancelled),
                Changes = await db.AnswerChanges.AsNoTracking().ToListAsync(Cancelled),
                Submissions = await db.Submissions.AsNoTracking().ToListAsync(Cancelled),
                Respondents = await db.Respondents.AsNoTracking().ToListAsync(Cancelled),
                RespondentLinks = await db.RespondentLinks.AsNoTracking().ToListAsync(Cancelled),
                RespondentDevices = await db.RespondentDevices.AsNoTracking().ToListAsync(Cancelled),
                Assignments = await db.Assignments.AsNoTracking().OrderBy(a => a.Id).ToListAsync(Cancelled),
                Templates = await db.Templates.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Cancelled),
                OwnClients = await db.Clients.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancelled),
                Clients = await db.SourceClients.AsNoTracking().ToListAsync(Cancelled),
                Imports = await db.ImportBatches.AsNoTracking().ToListAsync(Cancelled),
                Office = await db.Offices.AsNoTracking().SingleAsync(o => o.Id == Demo, Cancelled),
                Invitations = await db.Invitations.AsNoTracking().ToListAsync(Cancelled),
                Members = await db.Memberships.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Cancelled),
                Events = await db.AuditEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync(Cancelled),
            });
        }

        public async ValueTask DisposeAsync()
        {
            if (_app is not null)
                await _app.DisposeAsync();
            if (_database is not null)
                await _database.DisposeAsync();
        }

        private static async Task<string> EnterAsync(Visitor visitor, Guid office)
        {
            using var answer = await visitor.PostAsync("/offices/switch", new() { ["officeId"] = office.ToString() });
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            await visitor.LookAsync("/");
            return visitor.Token!;
        }

        /// <summary>A file of ours, or the route that finds new ones during development.</summary>
        private static bool IsAsset(RouteEndpoint endpoint) =>
            endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.RoutePattern.RawText == "{**path:file}";

        private static bool IsForDevelopers(RouteEndpoint endpoint) =>
            endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.Controllers.ControllerActionDescriptor>()?.ControllerTypeInfo.Namespace?.StartsWith("Accounton.Development", StringComparison.Ordinal) == true;
    }
}
