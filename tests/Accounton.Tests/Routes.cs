namespace Accounton.Tests;

/// <summary>
/// What each visitor gets at each route: a status code, <see cref="SignIn"/> for a redirect to the sign-in page or <see cref="Entry"/>
/// for one to the page that mails a code. A new route goes beside its neighbours; the order means nothing.
/// </summary>
internal static class Routes
{
    public const int SignIn = -1;

    /// <summary>Where a client goes on with a device that is not known.</summary>
    public const int Entry = -2;

    /// <summary>The few that write, and why: what leaves the office is written down, and that it left is the only thing written.</summary>
    public static readonly IReadOnlyDictionary<string, string> Acts = new Dictionary<string, string>
    {
        ["GET /audit/export"] = "the log leaves as a file",
        ["GET /imports/{id:guid}/invalid.xlsx"] = "refused rows leave with their national numbers whole",
        ["GET /questionnaires/{id:guid}/answers.xlsx"] = "answers leave as a file",
        ["GET /questionnaires/answers.xlsx"] = "answers leave as a file",
        ["GET /settings/integrations/{id:guid}"] = "that somebody looked, once, ticks a step of the office's first day",
    };

    /// <summary>By verb and pattern.</summary>
    public static readonly IReadOnlyDictionary<string, Route> Table = new[]
    {
        People, Settings, Integrations, Clients, Questionnaires, Respondents, Imports, Operators, Elsewhere,
    }.SelectMany(routes => routes).ToDictionary();

    // In each: signed out, accountant, admin, other office's admin, operator; a client as signed out, or as said.

    /// <summary>Signing in and out, links that work once, and the own account.</summary>
    private static Dictionary<string, Route> People => new()
    {
        ["GET /"] = new("/", SignIn, 200, 200, 200, 302),
        ["GET /sign-in"] = new("/sign-in", 200, 302, 302, 302, 302) { Anonymous = true },
        ["POST /sign-in"] = new("/sign-in", 200, 200, 200, 200, 200) { Anonymous = true, AnyOffice = true },
        ["POST /sign-out"] = new("/sign-out", 302, 302, 302, 302, 302) { Anonymous = true, AnyOffice = true },
        ["POST /language"] = new("/language", 302, 302, 302, 302, 302)
        {
            Anonymous = true, AnyOffice = true, Fields = _ => new() { ["language"] = "fr" },
        },
        ["GET /offices"] = new("/offices", SignIn, 200, 200, 200, 302),
        ["POST /offices/switch"] = new("/offices/switch", 401, 302, 302, 404, 404)
        {
            AnyOffice = true, Fields = s => new() { ["officeId"] = s.Demo.ToString() },
        },
        ["GET /offices/suspended"] = new("/offices/suspended", SignIn, 302, 302, 302, 302),
        ["GET /account"] = new("/account", SignIn, 200, 200, 200, 200),
        ["POST /account"] = new("/account", 401, 422, 422, 422, 422) { AnyOffice = true },
        ["POST /account/password"] = new("/account/password", 401, 422, 422, 422, 422) { AnyOffice = true },
        ["POST /account/email"] = new("/account/email", 401, 422, 422, 422, 422) { AnyOffice = true },
        ["POST /account/sessions/{id:guid}/end"] = new("/account/sessions/{connection}/end", 401, 302, 302, 302, 302) { AnyOffice = true },
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
        ["GET /sign-in/sso"] = new("/sign-in/sso", 404, 404, 404, 404, 404) { Anonymous = true },
        ["GET /sign-in/sso/link"] = new("/sign-in/sso/link", 302, 302, 302, 302, 302) { Anonymous = true },
        ["POST /sign-in/sso/link"] = new("/sign-in/sso/link", 302, 302, 302, 302, 302) { Anonymous = true, AnyOffice = true },
    };

    /// <summary>Members, the own office and its log.</summary>
    private static Dictionary<string, Route> Settings => new()
    {
        ["GET /settings/members"] = new("/settings/members", SignIn, 200, 200, 200, 403),
        ["POST /settings/members/invite"] = new("/settings/members/invite", 401, 403, 422, 422, 403),
        ["POST /settings/members/invitations/{id:guid}/again"] =
            new("/settings/members/invitations/{invitation}/again", 401, 403, 302, 404, 403),
        ["POST /settings/members/invitations/{id:guid}/approve"] =
            new("/settings/members/invitations/{invitation}/approve", 401, 403, 404, 404, 403),
        ["POST /settings/members/invitations/{id:guid}/withdraw"] =
            new("/settings/members/invitations/{invitation}/withdraw", 401, 403, 302, 404, 403),
        ["POST /settings/members/{id:guid}/role"] = new("/settings/members/{accountant}/role", 401, 403, 302, 404, 403)
        {
            Fields = _ => new() { ["role"] = "Accountant" },
        },
        ["POST /settings/members/{id:guid}/remove"] = new("/settings/members/{accountant}/remove", 401, 403, 302, 404, 403),
        ["GET /settings/office"] = new("/settings/office", SignIn, 403, 200, 200, 403),
        ["POST /settings/office"] = new("/settings/office", 401, 403, 422, 422, 403),
        ["POST /settings/office/style"] = new("/settings/office/style", 401, 403, 422, 422, 403)
        {
            Fields = _ => new() { ["Style.Colour"] = "rood" },
        },
        ["POST /settings/office/style/preview"] = new("/settings/office/style/preview", 401, 403, 200, 200, 403)
        {
            Fields = _ => new() { ["Style.Colour"] = "#aa0055" },
        },
        ["GET /settings/office/mails"] = new("/settings/office/mails", SignIn, 403, 200, 200, 403),
        ["POST /settings/office/mails"] = new("/settings/office/mails", 401, 403, 302, 302, 403),
        ["POST /settings/office/mails/preview"] = new("/settings/office/mails/preview", 401, 403, 200, 200, 403),
        ["GET /settings/office/style/logo"] = new("/settings/office/style/logo", SignIn, 403, 404, 404, 403),
        ["GET /audit"] = new("/audit", SignIn, 403, 200, 200, 403),
        ["GET /audit/export"] = new("/audit/export", SignIn, 403, 200, 200, 403),
    };

    /// <summary>Links with back-offices.</summary>
    private static Dictionary<string, Route> Integrations => new()
    {
        ["GET /settings/integrations"] = new("/settings/integrations", SignIn, 200, 200, 200, 403),
        ["GET /settings/integrations/cards/{vendor}"] = new("/settings/integrations/cards/Syneton", SignIn, 200, 200, 200, 403),
        ["POST /settings/integrations/adminpulse/connect"] = new("/settings/integrations/adminpulse/connect", 401, 403, 200, 200, 403),
        ["GET /settings/integrations/syneton"] = new("/settings/integrations/syneton", SignIn, 403, 200, 200, 403),
        ["POST /settings/integrations/syneton/connect"] = new("/settings/integrations/syneton/connect", 401, 403, 422, 422, 403),
        ["GET /settings/integrations/{id:guid}"] = new("/settings/integrations/{connection}", SignIn, 200, 200, 404, 403),
        ["POST /settings/integrations/{id:guid}/sync"] = new("/settings/integrations/{connection}/sync", 401, 403, 302, 404, 403),
        ["POST /settings/integrations/{id:guid}/cancel"] = new("/settings/integrations/{connection}/cancel", 401, 403, 302, 404, 403),
        ["POST /settings/integrations/{id:guid}/unlink"] = new("/settings/integrations/{connection}/unlink", 401, 403, 302, 404, 403)
        {
            Fields = _ => new() { ["removeClients"] = "true" },
        },
        ["POST /settings/integrations/{id:guid}/confirm-missing"] =
            new("/settings/integrations/{connection}/confirm-missing", 401, 403, 302, 404, 403),
        ["POST /settings/integrations/{id:guid}/other-account"] =
            new("/settings/integrations/{connection}/other-account", 401, 403, 302, 404, 403)
            {
                Fields = _ => new() { ["accept"] = "false" },
            },
    };

    /// <summary>Clients.</summary>
    private static Dictionary<string, Route> Clients => new()
    {
        ["GET /clients"] = new("/clients", SignIn, 200, 200, 200, 403),
        ["POST /clients/search"] = new("/clients/search", 401, 302, 302, 302, 403),
        ["POST /clients/selected"] = new("/clients/selected", 401, 200, 200, 404, 403) { Fields = s => s.Selected("archive") },
        ["POST /clients/selected/archive"] = new("/clients/selected/archive", 401, 302, 302, 404, 403) { Fields = s => s.Selected() },
        ["POST /clients/selected/reactivate"] = new("/clients/selected/reactivate", 401, 302, 302, 404, 403) { Fields = s => s.Selected() },
        ["POST /clients/selected/responsible"] = new("/clients/selected/responsible", 401, 302, 302, 404, 403)
        {
            Fields = s => s.Selected(),
        },
        ["POST /clients/selected/questionnaire"] = new("/clients/selected/questionnaire", 401, 302, 302, 404, 403)
        {
            Fields = s => s.Selected(),
        },
        ["GET /clients/new"] = new("/clients/new", SignIn, 200, 200, 200, 403),
        ["POST /clients/new"] = new("/clients/new", 401, 422, 422, 422, 403),
        ["GET /clients/{id:guid}"] = new("/clients/{client}", SignIn, 200, 200, 404, 403),
        ["POST /clients/{id:guid}/number"] = new("/clients/{client}/number", 401, 200, 200, 404, 403)
        {
            Fields = _ => new() { ["field"] = "NationalNumber" },
        },
        ["POST /clients/{id:guid}/archive"] = new("/clients/{client}/archive", 401, 302, 302, 404, 403),
        ["POST /clients/{id:guid}/reactivate"] = new("/clients/{client}/reactivate", 401, 302, 302, 404, 403),
        ["POST /clients/{id:guid}/questionnaire"] = new("/clients/{client}/questionnaire", 401, 302, 302, 404, 403),
        ["GET /clients/{id:guid}/edit"] = new("/clients/{client}/edit", SignIn, 200, 200, 404, 403),
        ["POST /clients/{id:guid}/edit"] = new("/clients/{client}/edit", 401, 302, 302, 404, 403)
        {
            Fields = _ => new()
            {
                ["Form.Version"] = "1",
                ["Form.Values[Type]"] = "Person",
                ["Form.Values[FirstName]"] = "Jan",
                ["Form.Values[LastName]"] = "Peeters",
            },
        },
        ["GET /clients/{id:guid}/merge"] = new("/clients/{client}/merge", SignIn, 200, 200, 404, 403),
        ["GET /clients/{id:guid}/merge/{other:guid}"] = new("/clients/{client}/merge/{otherClient}", SignIn, 200, 200, 404, 403),
        ["POST /clients/{id:guid}/merge/{other:guid}"] = new("/clients/{client}/merge/{otherClient}", 401, 302, 302, 404, 403)
        {
            Fields = _ => new() { ["version"] = "1", ["otherVersion"] = "1" },
        },
    };

    /// <summary>Questionnaires, as the office sees them.</summary>
    private static Dictionary<string, Route> Questionnaires => new()
    {
        ["GET /questionnaires"] = new("/questionnaires", SignIn, 200, 200, 200, 403),
        ["GET /questionnaires/{id:guid}"] = new("/questionnaires/{assignment}", SignIn, 200, 200, 404, 403),
        ["GET /questionnaires/{id:guid}/files/{file:guid}"] = new(
            "/questionnaires/{assignment}/files/{upload}", SignIn, 200, 200, 404, 403),
        ["GET /questionnaires/{id:guid}/files.zip"] = new("/questionnaires/{assignment}/files.zip", SignIn, 200, 200, 404, 403),
        ["POST /questionnaires/{id:guid}/number"] = new("/questionnaires/{assignment}/number", 401, 200, 200, 404, 403)
        {
            Fields = _ => new() { ["answer"] = "NationalNumber" },
        },
        ["POST /questionnaires/{id:guid}/take"] = new("/questionnaires/{assignment}/take", 401, 302, 302, 404, 403)
        {
            Fields = _ => new() { ["answer"] = "City:1" },
        },
        ["POST /questionnaires/{id:guid}/take-safe"] = new("/questionnaires/{assignment}/take-safe", 401, 302, 302, 404, 403)
        {
            Fields = _ => new() { ["answers"] = "City:1" },
        },
        ["POST /questionnaires/{id:guid}/leave"] = new("/questionnaires/{assignment}/leave", 401, 302, 302, 404, 403)
        {
            Fields = _ => new() { ["answer"] = "City:1" },
        },
        ["GET /questionnaires/{id:guid}/fill"] = new("/questionnaires/{assignment}/fill", SignIn, 302, 302, 404, 403),
        ["GET /questionnaires/{id:guid}/fill/s/{section}"] = new(
            "/questionnaires/{assignment}/fill/s/Household", SignIn, 200, 200, 404, 403),
        ["POST /questionnaires/{id:guid}/fill/s/{section}"] = new("/questionnaires/{assignment}/fill/s/Household", 401, 302, 302, 404, 403),
        ["POST /questionnaires/{id:guid}/fill/answers"] = new("/questionnaires/{assignment}/fill/answers", 401, 415, 415, 415, 403),
        ["POST /questionnaires/{id:guid}/submit"] = new("/questionnaires/{assignment}/submit", 401, 302, 302, 404, 403),
        ["POST /questionnaires/{id:guid}/withdraw"] = new("/questionnaires/{assignment}/withdraw", 401, 302, 302, 404, 403),
        ["GET /questionnaires/{id:guid}/answers.xlsx"] = new("/questionnaires/{assignment}/answers.xlsx", SignIn, 200, 200, 404, 403),
        ["GET /questionnaires/answers.xlsx"] = new("/questionnaires/answers.xlsx", SignIn, 200, 200, 200, 403),
        ["POST /questionnaires/answers.xlsx"] = new("/questionnaires/answers.xlsx", 401, 200, 200, 404, 403) { Fields = s => s.Assigned() },
        ["POST /questionnaires/selected"] = new("/questionnaires/selected", 401, 200, 200, 404, 403)
        {
            Fields = s => new(s.Assigned()) { ["act"] = "Due" },
        },
        ["POST /questionnaires/selected/due"] = new("/questionnaires/selected/due", 401, 302, 302, 404, 403)
        {
            Fields = s => new(s.Assigned()) { ["none"] = "true" },
        },
        ["POST /questionnaires/selected/state"] = new("/questionnaires/selected/state", 401, 302, 302, 404, 403)
        {
            Fields = s => new(s.Assigned()) { ["state"] = "ToProcess" },
        },
        ["GET /questionnaires/templates"] = new("/questionnaires/templates", SignIn, 403, 200, 200, 403),
        ["GET /questionnaires/templates/{name}"] = new("/questionnaires/templates/CompanyYearEnd", SignIn, 403, 200, 200, 403),
        ["GET /questionnaires/templates/{name}/preview"] = new(
            "/questionnaires/templates/CompanyYearEnd/preview", SignIn, 403, 200, 200, 403),
        ["GET /questionnaires/templates/{name}/publish"] = new(
            "/questionnaires/templates/CompanyYearEnd/publish", SignIn, 403, 302, 302, 403),
        ["POST /questionnaires/templates/{name}/publish"] = new(
            "/questionnaires/templates/CompanyYearEnd/publish", 401, 403, 302, 302, 403),
        ["POST /questionnaires/templates/{name}/hide"] = new("/questionnaires/templates/CompanyYearEnd/hide", 401, 403, 404, 404, 403),
        ["POST /questionnaires/templates/{name}/show"] = new("/questionnaires/templates/CompanyYearEnd/show", 401, 403, 404, 404, 403),
        ["POST /questionnaires/templates/{name}/intro"] = new("/questionnaires/templates/CompanyYearEnd/intro", 401, 403, 409, 409, 403)
        {
            Fields = _ => new() { ["Intro.Stamp"] = Guid.NewGuid().ToString(), ["Intro.Texts.Nl"] = "Dag" },
        },
        ["POST /questionnaires/templates/{name}/adopt"] = new("/questionnaires/templates/CompanyYearEnd/adopt", 401, 403, 302, 302, 403),
        ["POST /questionnaires/templates/{name}/discard"] = new(
            "/questionnaires/templates/CompanyYearEnd/discard", 401, 403, 302, 302, 403),
        ["GET /questionnaires/templates/{name}/questions/new"] = new(
            "/questionnaires/templates/CompanyYearEnd/questions/new", SignIn, 403, 200, 200, 403),
        ["POST /questionnaires/templates/{name}/questions/new"] = new(
            "/questionnaires/templates/CompanyYearEnd/questions/new", 401, 403, 422, 422, 403),
        ["GET /questionnaires/templates/{name}/questions/{key}"] = new(
            "/questionnaires/templates/CompanyYearEnd/questions/none", SignIn, 403, 404, 404, 403),
        ["POST /questionnaires/templates/{name}/questions/{key}"] = new(
            "/questionnaires/templates/CompanyYearEnd/questions/none", 401, 403, 404, 404, 403),
        ["POST /questionnaires/templates/{name}/questions/{key}/remove"] = new(
            "/questionnaires/templates/CompanyYearEnd/questions/none/remove", 401, 403, 404, 404, 403),
        ["POST /questionnaires/send"] = new("/questionnaires/send", 401, 200, 200, 404, 403) { Fields = s => s.Assigned() },
        ["POST /questionnaires/send/preview"] = new("/questionnaires/send/preview", 401, 200, 200, 404, 403) { Fields = s => s.Assigned() },
        ["POST /questionnaires/send/all"] = new("/questionnaires/send/all", 401, 200, 200, 404, 403) { Fields = s => s.ToAll() },
        ["POST /questionnaires/send/all/now"] = new("/questionnaires/send/all/now", 401, 302, 302, 404, 403) { Fields = s => s.ToAll() },
        ["GET /questionnaires/sendings/{id:guid}"] = new("/questionnaires/sendings/{sending}", SignIn, 200, 200, 404, 403),
        ["GET /questionnaires/sendings/{id:guid}/progress"] = new(
            "/questionnaires/sendings/{sending}/progress", SignIn, 200, 200, 404, 403),
        ["POST /questionnaires/send/now"] = new("/questionnaires/send/now", 401, 302, 302, 404, 403) { Fields = s => s.Assigned() },
    };

    /// <summary>Questionnaires, as clients see them.</summary>
    private static Dictionary<string, Route> Respondents => new()
    {
        ["GET /questionnaires/{id:guid}/messages/{question}"] = new(
            "/questionnaires/{assignment}/messages/BestTime", SignIn, 200, 200, 404, 403),
        ["POST /questionnaires/{id:guid}/messages/{question}"] = new(
            "/questionnaires/{assignment}/messages/BestTime", 401, 302, 302, 404, 403)
        {
            Fields = _ => new() { ["Text"] = "Hoe laat?" },
        },
        ["POST /questionnaires/{id:guid}/messages/{question}/resolve"] = new(
            "/questionnaires/{assignment}/messages/BestTime/resolve", 401, 302, 302, 404, 403),
        ["GET /questionnaires/{id:guid}/send-back"] = new("/questionnaires/{assignment}/send-back", SignIn, 302, 302, 404, 403),
        ["POST /questionnaires/{id:guid}/send-back"] = new("/questionnaires/{assignment}/send-back", 401, 302, 302, 404, 403)
        {
            Fields = _ => new() { ["Reason"] = "Waarom", ["Questions"] = "BestTime" },
        },
        ["GET /q/r/help"] = new("/q/r/help", 200, 200, 200, 200, 200) { Anonymous = true },
        ["GET /q/r/{respondent:guid}/help"] = new("/q/r/{respondent}/help", 200, 200, 200, 200, 200) { Anonymous = true },
        ["GET /q/{token}"] = new("/q/no-such-link", 410, 410, 410, 410, 410) { Anonymous = true },
        ["POST /q/{token}"] = new("/q/no-such-link", 410, 400, 400, 400, 400)
        {
            Anonymous = true, Client = 400, AnyOffice = true, OfNobody = true,
        },
        ["GET /q/r/{respondent:guid}/enter"] = new("/q/r/{respondent}/enter", 200, 200, 200, 200, 200) { Anonymous = true, Client = 302 },
        ["POST /q/r/{respondent:guid}/enter"] = new("/q/r/{respondent}/enter", 422, 400, 400, 400, 400)
        {
            Anonymous = true, AnyOffice = true, OfNobody = true,
        },
        ["POST /q/r/{respondent:guid}/code"] = new("/q/r/{respondent}/code", 302, 400, 400, 400, 400)
        {
            Anonymous = true, AnyOffice = true, OfNobody = true,
        },
        ["GET /q/r/{respondent:guid}"] = new("/q/r/{respondent}", Entry, Entry, Entry, Entry, Entry) { Client = 200 },
        ["GET /q/r/{respondent:guid}/s/{section}"] = new("/q/r/{respondent}/s/Household", 302, 302, 302, 302, 302) { Client = 200 },
        ["POST /q/r/{respondent:guid}/s/{section}"] = new("/q/r/{respondent}/s/Household", 401, 401, 401, 401, 401)
        {
            Client = 302, OfClient = true,
        },
        ["POST /q/r/{respondent:guid}/answers"] = new("/q/r/{respondent}/answers", 401, 401, 401, 401, 401)
        {
            Client = 415, OfClient = true,
        },
        ["GET /q/r/{respondent:guid}/check"] = new("/q/r/{respondent}/check", 302, 302, 302, 302, 302) { Client = 200 },
        ["POST /q/r/{respondent:guid}/check"] = new("/q/r/{respondent}/check", 401, 401, 401, 401, 401)
        {
            Client = 302, OfClient = true,
        },
        ["POST /q/r/{respondent:guid}/check/{group}"] = new("/q/r/{respondent}/check/Reach", 401, 401, 401, 401, 401)
        {
            Client = 302, OfClient = true,
        },
        ["POST /q/r/{respondent:guid}/declare/{question}"] = new("/q/r/{respondent}/declare/CivilStatusChanged", 401, 401, 401, 401, 401)
        {
            Client = 302, OfClient = true,
        },
        ["GET /q/r/{respondent:guid}/summary"] = new("/q/r/{respondent}/summary", 302, 302, 302, 302, 302) { Client = 200 },
        ["POST /q/r/{respondent:guid}/submit"] = new("/q/r/{respondent}/submit", 401, 401, 401, 401, 401) { Client = 422, OfClient = true },
        ["POST /q/r/{respondent:guid}/remind"] = new("/q/r/{respondent}/remind", 401, 401, 401, 401, 401) { Client = 302, OfClient = true },
        ["GET /q/r/{respondent:guid}/copy"] = new("/q/r/{respondent}/copy", 302, 302, 302, 302, 302) { Client = 302 },
        ["GET /q/r/{respondent:guid}/files/{file:guid}"] = new("/q/r/{respondent}/files/{upload}", 302, 302, 302, 302, 302)
        {
            Client = 200,
        },
        ["GET /q/r/{respondent:guid}/d/{document}"] = new("/q/r/{respondent}/d/DisabilityCertificate", 302, 302, 302, 302, 302)
        {
            Client = 302,
        },
        ["POST /q/r/{respondent:guid}/d/{document}/files"] = new("/q/r/{respondent}/d/DisabilityCertificate/files", 401, 401, 401, 401, 401)
        {
            Client = 415, OfClient = true,
        },
        ["POST /q/r/{respondent:guid}/d/{document}/files/{file:guid}/remove"] = new(
            "/q/r/{respondent}/d/DisabilityCertificate/files/{upload}/remove", 401, 401, 401, 401, 401)
        {
            Client = 302, OfClient = true,
        },
        ["POST /q/r/{respondent:guid}/d/{document}/files/{file:guid}/forward"] = new(
            "/q/r/{respondent}/d/DisabilityCertificate/files/{upload}/forward", 401, 401, 401, 401, 401)
        {
            Client = 302, OfClient = true,
        },
        ["POST /q/r/{respondent:guid}/d/{document}/say"] = new("/q/r/{respondent}/d/DisabilityCertificate/say", 401, 401, 401, 401, 401)
        {
            Client = 302, OfClient = true, Fields = _ => new() { ["statement"] = "DoNotHave" },
        },
        ["GET /q/r/{respondent:guid}/messages/{question}"] = new("/q/r/{respondent}/messages/BestTime", 302, 302, 302, 302, 302)
        {
            Client = 200,
        },
        ["POST /q/r/{respondent:guid}/messages/{question}"] = new("/q/r/{respondent}/messages/BestTime", 401, 401, 401, 401, 401)
        {
            Client = 302, OfClient = true, Fields = _ => new() { ["Text"] = "Na zes uur" },
        },
        ["POST /q/r/{respondent:guid}/language"] = new("/q/r/{respondent}/language", 401, 401, 401, 401, 401)
        {
            Client = 302, OfClient = true, Fields = _ => new() { ["language"] = "fr" },
        },
    };

    /// <summary>Imports.</summary>
    private static Dictionary<string, Route> Imports => new()
    {
        ["GET /imports"] = new("/imports", SignIn, 403, 200, 200, 403),
        ["GET /imports/new"] = new("/imports/new", SignIn, 403, 200, 200, 403),
        ["POST /imports/new"] = new("/imports/new", 401, 403, 302, 302, 403) { Fields = _ => new() { ["source"] = "Syneton" } },
        ["GET /imports/new/{source:regex(^(AdminPulse|Syneton)$)}"] = new("/imports/new/Syneton", SignIn, 403, 200, 404, 403),
        ["POST /imports/new/{source:regex(^(AdminPulse|Syneton)$)}"] = new("/imports/new/Syneton", 401, 403, 302, 404, 403),
        ["GET /imports/new/{source:regex(^(AdminPulse|Syneton)$)}/templates"] =
            new("/imports/new/Syneton/templates", SignIn, 403, 200, 404, 403),
        ["POST /imports/new/{source:regex(^(AdminPulse|Syneton)$)}/templates"] =
            new("/imports/new/Syneton/templates", 401, 403, 422, 404, 403),
        ["GET /imports/{id:guid}"] = new("/imports/{import}", SignIn, 403, 200, 404, 403),
        ["GET /imports/{id:guid}/progress"] = new("/imports/{import}/progress", SignIn, 403, 204, 404, 403),
        ["GET /imports/{id:guid}/questionnaire"] = new("/imports/{import}/questionnaire", SignIn, 403, 200, 404, 403),
        ["GET /imports/{id:guid}/confirm"] = new("/imports/{import}/confirm", SignIn, 403, 200, 404, 403),
        ["POST /imports/{id:guid}/questionnaire"] = new("/imports/{import}/questionnaire", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/refresh"] = new("/imports/{import}/refresh", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/apply"] = new("/imports/{import}/apply", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/again"] = new("/imports/{import}/again", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/abandon"] = new("/imports/{import}/abandon", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/undo"] = new("/imports/{import}/undo", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/resume"] = new("/imports/{import}/resume", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/choose"] = new("/imports/{import}/choose", 401, 403, 302, 404, 403)
        {
            Fields = _ => new() { ["group"] = "New", ["all"] = "true" },
        },
        ["POST /imports/{id:guid}/fields"] = new("/imports/{import}/fields", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/column"] = new("/imports/{import}/column", 401, 403, 302, 404, 403)
        {
            Fields = _ => new() { ["field"] = "City", ["overwrite"] = "true" },
        },
        ["POST /imports/{id:guid}/decide"] = new("/imports/{import}/decide", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/split"] = new("/imports/{import}/split", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/correct"] = new("/imports/{import}/correct", 401, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/zeros"] = new("/imports/{import}/zeros", 401, 403, 302, 404, 403),
        ["GET /imports/new/excel"] = new("/imports/new/excel", SignIn, 403, 200, 200, 403),
        ["POST /imports/new/excel"] = new("/imports/new/excel", 401, 403, 422, 422, 403),
        ["GET /imports/{id:guid}/columns"] = new("/imports/{import}/columns", SignIn, 403, 302, 404, 403),
        ["POST /imports/{id:guid}/columns"] = new("/imports/{import}/columns", 401, 403, 302, 404, 403),
        ["GET /imports/{id:guid}/invalid.xlsx"] = new("/imports/{import}/invalid.xlsx", SignIn, 403, 200, 404, 403),
        ["GET /imports/readiness"] = new("/imports/readiness", SignIn, 200, 200, 200, 403),
        ["GET /imports/template"] = new("/imports/template", SignIn, 403, 200, 200, 403),
    };

    /// <summary>Of the platform's operators; nobody else hears that they are there.</summary>
    private static Dictionary<string, Route> Operators => new()
    {
        ["GET /operator/offices"] = new("/operator/offices", SignIn, 404, 404, 404, 200),
        ["GET /operator/offices/new"] = new("/operator/offices/new", SignIn, 404, 404, 404, 200),
        ["POST /operator/offices"] = new("/operator/offices", 401, 404, 404, 404, 422) { OfNoOffice = true },
        ["GET /operator/offices/{id:guid}"] = new("/operator/offices/{office}", SignIn, 404, 404, 404, 200),
        ["POST /operator/offices/{id:guid}/suspend"] = new("/operator/offices/{office}/suspend", 401, 404, 404, 404, 302)
        {
            OfNoOffice = true,
        },
        ["POST /operator/offices/{id:guid}/resume"] = new("/operator/offices/{office}/resume", 401, 404, 404, 404, 302)
        {
            OfNoOffice = true,
        },
        ["POST /operator/offices/{id:guid}/invite"] = new("/operator/offices/{office}/invite", 401, 404, 404, 404, 422)
        {
            OfNoOffice = true,
        },
        ["GET /operator/mail"] = new("/operator/mail", SignIn, 404, 404, 404, 200),
        ["POST /operator/mail/{id:guid}/again"] = new("/operator/mail/{invitation}/again", 401, 404, 404, 404, 404) { OfNoOffice = true },
        ["GET /jobs/{**path}"] = new("/jobs/recurring", SignIn, 404, 404, 404, 200),
        ["POST /jobs/{**path}"] = new("/jobs/recurring/trigger", 401, 404, 404, 404, 204)
        {
            Foreign = true, Fields = _ => new() { ["jobs[]"] = "sweep" },
        },
        ["GET /operator/help"] = new("/operator/help", SignIn, 404, 404, 404, 200),
    };

    /// <summary>Help, faults and health.</summary>
    private static Dictionary<string, Route> Elsewhere => new()
    {
        ["GET /help"] = new("/help", 200, 200, 200, 200, 200) { Anonymous = true },
        ["GET /help/{slug}"] = new("/help/no-such-article", 404, 404, 404, 404, 404) { Anonymous = true },
        ["POST /help/{slug}/useful"] = new("/help/no-such-article/useful", 404, 404, 404, 404, 404) { Anonymous = true, AnyOffice = true },
        ["POST /help/{slug}/not-useful"] = new("/help/no-such-article/not-useful", 404, 404, 404, 404, 404)
        {
            Anonymous = true, AnyOffice = true,
        },
        ["GET /error/{code:int:range(400,599)}"] = new("/error/404", 404, 404, 404, 404, 404) { Anonymous = true },
        ["POST /error/{code:int:range(400,599)}"] = new("/error/404", 404, 404, 404, 404, 404) { Anonymous = true, Foreign = true },
        ["GET /health/live"] = new("/health/live", 200, 200, 200, 200, 200) { Anonymous = true },
        ["POST /health/live"] = new("/health/live", 200, 200, 200, 200, 200) { Anonymous = true, Foreign = true },
        ["GET /health/ready"] = new("/health/ready", 200, 200, 200, 200, 200) { Anonymous = true },
        ["POST /health/ready"] = new("/health/ready", 200, 200, 200, 200, 200) { Anonymous = true, Foreign = true },
    };
}
