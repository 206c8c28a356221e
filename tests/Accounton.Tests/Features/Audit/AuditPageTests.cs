using System.Net;
using System.Text.Json;
using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Operators;
using Accounton.Features.Settings.Members;
using Accounton.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Audit;

public sealed class AuditPageTests(RunningApp running) : IClassFixture<RunningApp>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Types => [.. AuditLine.Types.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Types))]
    public void Event_ofAnyKind_hasItsViewAndItsName(string type)
    {
        Assert.True(
            File.Exists(Source.Application + AuditLine.ViewOf(AuditLine.Types[type])),
            $"{AuditLine.ViewOf(AuditLine.Types[type])} says what happened.");
        Assert.Contains(
            $"\"AuditType.{type}\"",
            File.ReadAllText(Path.Combine(Source.Application, "Localisation/Texts.nl.resx")),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Log_isFilteredByWhoWhatAndWhen(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        var an = Guid.NewGuid();
        var els = Guid.NewGuid();
        await AddAsync(app, App.DemoOffice,
            (an, "An", new OfficeSuspended(), "2026-03-01T22:59:00Z"), (an, "An", new OfficeResumed(), "2026-03-01T23:00:00Z"), (
                els, "Els", new MemberRemoved("<b>Karel</b>", Accounton.Tenancy.OfficeRole.Admin), "2026-03-02T23:00:00Z"));
        await AddAsync(
            app,
            App.OtherOffice,
            (an, "An", new MemberRemoved("Van de buren", Accounton.Tenancy.OfficeRole.Admin), "2026-03-02T12:00:00Z"));
        using var browser = await app.BrowserAsync(App.Admin);

        Assert.Equal(
            ["<b>Karel</b> verwijderd (Admin).", "Toegang van het kantoor hersteld.", "Toegang van het kantoor geblokkeerd."],
            await ReadAsync(browser, ""));
        Assert.Equal(["<b>Karel</b> verwijderd (Admin)."], await ReadAsync(browser, $"?who={els}"));
        Assert.Equal(["Toegang van het kantoor geblokkeerd."], await ReadAsync(browser, "?what=OfficeSuspended"));
        // The first of March ends at 23:00 UTC in Brussels.
        Assert.Equal(["Toegang van het kantoor geblokkeerd."], await ReadAsync(browser, "?until=2026-03-01"));
        Assert.Equal(["Toegang van het kantoor hersteld."], await ReadAsync(browser, "?from=2026-03-02&until=2026-03-02"));
        Assert.Empty(await ReadAsync(browser, "?from=2026-03-04"));
    }

    [Fact]
    public async Task Export_writesWhatLooksLikeAFormulaAsTextAndIsAnEventItself()
    {
        await AddAsync(
            running.App,
            App.DemoOffice,
            (Guid.NewGuid(), "=HYPERLINK(\"http://elders.test\")", new OfficeCreated("x"), "2026-03-01T12:00:00Z"),
            (Guid.NewGuid(), "\tTab", new OfficeCreated("x"), "2026-03-01T12:00:00Z"));
        using var browser = await running.App.BrowserAsync(App.Admin);

        using var answer = await browser.GetAsync(new Uri("/audit/export?what=OfficeCreated", UriKind.Relative), Cancelled);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("attachment", answer.Content.Headers.ContentDisposition?.ToString(), StringComparison.Ordinal);
        var file = await answer.Content.ReadAsStringAsync(Cancelled);
        var lines = file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains(
            lines,
            line => line == "\"2026-03-01 13:00:00\";\"'=HYPERLINK(\"\"http://elders.test\"\")\";\"Kantoor aangemaakt\";\"Name: x\"");
        Assert.Contains(lines, line => line.Contains("\"'\tTab\"", StringComparison.Ordinal));
        Assert.Contains("Logboek geëxporteerd: 2 regels.", await ReadAsync(browser, ""));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+32", "'+32")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\rx", "'\rx")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void Cell_thatBeginsLikeAFormula_isText(string text, string expected) => Assert.Equal($"\"{expected}\"\r\n", Csv.Line(text));

    private static async Task<IEnumerable<string>> ReadAsync(HttpClient browser, string query)
    {
        var page = await Page.GetAsync(browser, "/audit" + query);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return [.. page.Html.QuerySelectorAll(".event-text").Select(line => line.TextContent.Trim())];
    }

    private static async Task AddAsync(App app, string office, params (Guid UserId, string Name, AuditRecord Record, string At)[] events)
    {
        await using var scope = await app.OfficeScopeAsync(office);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        foreach (var (user, name, record, at) in events)
        {
            db.AuditEvents.Add(new AuditEvent
            {
                OfficeId = db.OfficeId, UserId = user, UserName = name, At = DateTimeOffset.Parse(at, null),
                Type = record.GetType().Name, Details = JsonSerializer.Serialize(record, record.GetType()),
            });
        }

        await db.SaveChangesAsync(Cancelled);
    }
}
