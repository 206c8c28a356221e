using System.Globalization;
using System.Text;
using Accounton.Data;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Audit;

/// <summary>What was done in the office, by whom and when: its people, the operators, and the platform itself.</summary>
[Authorize(Policies.Admin)]
public sealed class AuditController(AccountonContext db, AuditLog log, Texts texts, LocalTime time) : Controller
{
    public const string Path = "/audit";
    public const int PerPage = 50;
    public const int MostCounted = 1000;

    [HttpGet(Path)]
    public async Task<IActionResult> Index(AuditFilter filter, CancellationToken cancellationToken)
    {
        var found = Found(filter);
        var count = await found.OrderByDescending(e => e.At).Take(MostCounted + 1).CountAsync(cancellationToken);
        var page = Math.Clamp(filter.Page, 1, count > MostCounted ? int.MaxValue / PerPage : Math.Max(1, (count + PerPage - 1) / PerPage));
        var rows = await found.OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
            .Skip((page - 1) * PerPage).Take(PerPage + 1).ToListAsync(cancellationToken);
        return View("Audit", new AuditPage(
            [
                .. rows.Take(PerPage).Select(AuditLine.From),
            ], await PeopleAsync(cancellationToken), await TypesAsync(cancellationToken), filter, count, page, rows.Count > PerPage));
    }

    /// <summary>All that is found, as a file. That it was taken is an event too.</summary>
    [HttpGet(Path + "/export")]
    public async Task Export(AuditFilter filter, CancellationToken cancellationToken)
    {
        if (!HttpContext.IsHead())
        {
            log.Add(new AuditExported(await Found(filter).CountAsync(cancellationToken)));
            await db.SaveChangesAsync(cancellationToken);
        }

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.CacheControl = "no-store";
        Response.Headers.ContentDisposition = $"attachment; filename=\"accounton-{time.Today:yyyy-MM-dd}.csv\"";
        // A spreadsheet tells UTF-8 by its first bytes.
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(
            Csv.Line(texts["Audit.When"], texts["Audit.Who"], texts["Audit.What"], texts["Audit.Details"]).AsMemory(), cancellationToken);
        await foreach (var row in Found(filter).OrderByDescending(e => e.At).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var line = AuditLine.From(row);
            var text = Csv.Line(
                time.At(row.At).ToString(
                    "yyyy-MM-dd HH:mm:ss",
                    CultureInfo.InvariantCulture), row.UserName ?? texts["Audit.Platform"], texts["AuditType." + row.Type], line.Details);
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }
    }

    /// <summary>
    /// Everybody who is in the log, by the last name they had. From one to the next in the index, because few people make a
    /// long log, and no database would find them without reading all of it.
    /// </summary>
    private async Task<IReadOnlyList<AuditPerson>> PeopleAsync(CancellationToken cancellationToken)
    {
        var people = new List<AuditPerson>();
        var last = Guid.Empty;
        while (await db.AuditEvents.Where(e => e.UserId > last).OrderBy(e => e.UserId).ThenByDescending(e => e.At)
            .Select(e => new { e.UserId, e.UserName }).FirstOrDefaultAsync(cancellationToken) is { } next)
        {
            last = next.UserId!.Value;
            people.Add(new(last, next.UserName ?? ""));
        }

        return [.. people.OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>The kinds of events that are in the log, found as <see cref="PeopleAsync"/> finds people.</summary>
    private async Task<IReadOnlyList<string>> TypesAsync(CancellationToken cancellationToken)
    {
        var types = new List<string>();
        while (await NextAsync(types.LastOrDefault() ?? "") is { } next)
            types.Add(next);
        return types;

        Task<string?> NextAsync(string last) =>
            db.AuditEvents.Where(e => e.Type.CompareTo(last) > 0).OrderBy(e => e.Type)
                .Select(e => (string?)e.Type).FirstOrDefaultAsync(cancellationToken);
    }

    private IQueryable<AuditEvent> Found(AuditFilter filter)
    {
        var from = Begin(filter.From, 0);
        var until = Begin(filter.Until, 1);
        return db.AuditEvents.AsNoTracking().Where(e =>
            (filter.Who == null || e.UserId == filter.Who) && (filter.What == null || e.Type == filter.What)
            && (from == null || e.At >= from) && (until == null || e.At < until));
    }

    private DateTimeOffset? Begin(DateOnly? day, int later) => day is { } date ? time.StartOf(date, later) : null;
}

/// <summary>Who, what and when; null is everything.</summary>
public sealed class AuditFilter
{
    public Guid? Who { get; set; }
    public string? What { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }
    public int Page { get; set; } = 1;

    public bool IsEmpty => Who is null && What is null && From is null && Until is null;

    public string At(string path, int? page = null) => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["who"] = Who?.ToString(),
        ["what"] = What,
        ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["until"] = Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["page"] = page?.ToString(CultureInfo.InvariantCulture),
    }.Where(part => part.Value is not null));
}

/// <summary>Somebody who did something here, whether or not they still work here.</summary>
public sealed record AuditPerson(Guid Id, string Name);

/// <summary>A page of the log.</summary>
/// <param name="Count">How many events are found, up to one more than <see cref="AuditController.MostCounted"/>.</param>
public sealed record AuditPage(
    IReadOnlyList<AuditLine> Lines,
    IReadOnlyList<AuditPerson> People,
    IReadOnlyList<string> Types,
    AuditFilter Filter,
    int Count,
    int Page,
    bool HasNext)
{
    public string? Previous => Page > 1 ? Filter.At(AuditController.Path, Page - 1) : null;

    public string? Next => HasNext ? Filter.At(AuditController.Path, Page + 1) : null;
}
