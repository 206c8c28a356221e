namespace Accounton.Sandbox.Faults;

/// <summary>When in a call a fault does its work.</summary>
internal enum Phase
{
    /// <summary>Before the call is looked at.</summary>
    Delay,

    /// <summary>Something else is answered.</summary>
    Replace,

    /// <summary>The right answer is spoilt.</summary>
    Shape,

    /// <summary>The answer is right, and the data change after it.</summary>
    Afterwards,

    /// <summary>Tokens become worthless: at once, or when the call that is meant arrives.</summary>
    Tokens,

    /// <summary>Where tokens are given out.</summary>
    Token,
}

/// <summary>A kind of fault.</summary>
/// <param name="Times">How many answers it hits when the order does not say; 0 means until cleared.</param>
/// <param name="OnClients">
/// Hits only the list of clients unless the order names an endpoint: elsewhere it would be used up without being noticed.
/// </param>
internal sealed record FaultKind(string Name, Phase Phase, string Meaning, int Times = 1, bool OnClients = false)
{
    public static readonly FaultKind Latency = new("latency", Phase.Delay, "Het antwoord komt pas na ms milliseconden.");
    public static readonly FaultKind Unauthorized = new("unauthorized", Phase.Replace, "401.");
    public static readonly FaultKind ForbiddenThrottle = new("forbidden-throttle", Phase.Replace, "403: te veel oproepen.");
    public static readonly FaultKind ForbiddenConfig = new("forbidden-config", Phase.Replace, "403: de sleutel heeft geen rechten.");
    public static readonly FaultKind Forbidden = new("forbidden", Phase.Replace, "403 zonder uitleg.");
    public static readonly FaultKind TooMany = new(
        "too-many", Phase.Replace, "429, met retryAfter (seconden), retryAfterAsDate of zonder.");
    public static readonly FaultKind Http500 = new("http-500", Phase.Replace, "500.");
    public static readonly FaultKind Http503 = new("http-503", Phase.Replace, "503, eventueel met retryAfter.");
    public static readonly FaultKind Drop = new("drop", Phase.Replace, "De verbinding wordt verbroken.");
    public static readonly FaultKind HtmlPage = new("html", Phase.Replace, "Een HTML-pagina met status 200.");
    public static readonly FaultKind NotReady = new(
        "not-ready",
        Phase.Replace,
        "Nog geen gegevens: status 202, 204, 404, 425, 503, of 0 voor een lege eerste pagina.",
        OnClients: true);
    public static readonly FaultKind Silent = new("silent", Phase.Replace, "De verbinding blijft open en er komt niets.");
    public static readonly FaultKind DeadToken = new(
        "dead-token", Phase.Replace, "Alle tokens worden geweigerd en er wordt geen nieuw gegeven.", 0);
    public static readonly FaultKind Truncate = new(
        "truncate", Phase.Shape, "JSON die halverwege stopt; mismatch verbreekt ook de verbinding.");
    public static readonly FaultKind Twice = new(
        "twice", Phase.Shape, "Een rij van de vorige pagina komt op deze pagina nog eens.", OnClients: true);
    public static readonly FaultKind MissingFields = new("missing-fields", Phase.Shape, "Velden ontbreken (fields).", OnClients: true);
    public static readonly FaultKind NullFields = new("null-fields", Phase.Shape, "Velden zijn null (fields).", OnClients: true);
    public static readonly FaultKind BareArray = new(
        "bare-array", Phase.Shape, "De lijst van AdminPulse komt zonder omslag.", OnClients: true);
    public static readonly FaultKind PageSize = new(
        "page-size", Phase.Shape, "Hoogstens rows rijen per pagina (gewoonlijk 100), hoeveel er ook gevraagd worden.", OnClients: true);
    public static readonly FaultKind NoCounts = new("no-counts", Phase.Shape, "De omslag van AdminPulse telt niets.", OnClients: true);
    public static readonly FaultKind Endless = new(
        "endless", Phase.Shape, "Na de laatste pagina begint de lijst opnieuw, met insert telkens met nieuwe klanten.", OnClients: true);
    public static readonly FaultKind Charset = new(
        "charset", Phase.Shape, "Het Content-Type noemt een andere charset (gewoonlijk utf8); met mark begint het antwoord met een BOM.");
    public static readonly FaultKind NoIn = new("no-in", Phase.Shape, "Syneton weigert filters met in.");
    public static readonly FaultKind Shrink = new(
        "shrink", Phase.Shape, "Plots nog maar een deel van de klanten (share, gewoonlijk 0.3).", 0);
    public static readonly FaultKind Shift = new(
        "shift", Phase.Afterwards, "Na deze pagina verdwijnen vooraan rows rijen, of komen ze erbij (insert).", OnClients: true);
    public static readonly FaultKind ExpireToken = new("expire-token", Phase.Tokens, "Alle toegangstokens zijn verlopen.");
    public static readonly FaultKind RevokeToken = new(
        "revoke-token", Phase.Tokens, "Alle tokens zijn ingetrokken, ook de vernieuwingstokens.");
    public static readonly FaultKind Token500 = new("token-500", Phase.Token, "500 bij het vragen van een token.");
    public static readonly FaultKind TokenHtml = new("token-html", Phase.Token, "Een HTML-pagina bij het vragen van een token.");
    public static readonly FaultKind TokenInvalidClient = new(
        "token-invalid-client", Phase.Token, "invalid_client bij het vragen van een token.");
    public static readonly FaultKind TokenInvalidGrant = new(
        "token-invalid-grant", Phase.Token, "invalid_grant bij het vragen van een token.");
    public static readonly FaultKind TokenLost = new("token-lost", Phase.Token, "Het token is vernieuwd, maar het antwoord komt niet aan.");
    public static readonly FaultKind NoRefreshToken = new("no-refresh-token", Phase.Token, "Er komt geen (nieuw) vernieuwingstoken mee.");
    public static readonly FaultKind NoIdToken = new("no-id-token", Phase.Token, "Er komt geen id_token mee.");

    public static readonly IReadOnlyList<FaultKind> All =
    [
        Latency, Unauthorized, ForbiddenThrottle, ForbiddenConfig, Forbidden,
        TooMany, Http500, Http503, Drop, HtmlPage, NotReady, Silent, DeadToken,
        Truncate, Twice, MissingFields, NullFields, BareArray, PageSize,
        NoCounts, Endless, Charset, NoIn, Shrink, Shift, ExpireToken, RevokeToken,
        Token500, TokenHtml, TokenInvalidClient, TokenInvalidGrant, TokenLost, NoRefreshToken, NoIdToken,
    ];

    public static FaultKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);
}
