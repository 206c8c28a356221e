using System.Globalization;
using System.Text;
using Accounton.Data;
using Accounton.Features.SignIn;
using Accounton.Localisation;
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

    [HttpGet(Path)]
    public async Task<IActionResult> Index(AuditFilter filter, CancellationToken cancellationToken)
    {
        var found = Found(filter);
        var count = await found.CountAsync(cancellationToken);
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (count + PerPage - 1) / PerPage));
        var rows = await found.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Skip((page - 1) * PerPage).Take(PerPage).ToListAsync(cancellationToken);
        var people = await db.AuditEvents.Where(e => e.UserId != null).GroupBy(e => e.UserId).Select(g => new AuditPerson(g.Key!.Value, g.Max(e => e.UserName) ?? "")).ToListAsync(cancellationToken);
        var types = await db.AuditEvents.Select(e => e.Type).Distinct().ToListAsync(cancellationToken);
        return View("Audit", new AuditPage([.. rows.Select(AuditLine.Of)], [.. people.OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase)], types, filter, count, page));
    }

    /// <summary>All that is found, as a file. That it was taken is an event too.</summary>
    [HttpGet(Path + "/export")]
    public async Task Export(AuditFilter filter, CancellationToken cancellationToken)
    {
        log.Add(new AuditExported(await Found(filter).CountAsync(cancellationToken)));
        await db.SaveChangesAsync(cancellationToken);

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.CacheControl = "no-store";
        Response.Headers.ContentDisposition = $"attachment; filename=\"accounton-{time.Today:yyyy-MM-dd}.csv\"";
        // A spreadsheet tells UTF-8 by its first bytes.
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(Csv.Line(texts["Audit.When"], texts["Audit.Who"], texts["Audit.What"], texts["Audit.Details"]).AsMemory(), cancellationToken);
        await foreach (var row in Found(filter).OrderByDescending(e => e.At).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var line = AuditLine.Of(row);
            var text = Csv.Line(
                time.At(row.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), row.UserName ?? texts["Audit.Platform"], texts["AuditType." + row.Type], line.Details);
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }
    }

    private IQueryable<AuditEvent> Found(AuditFilter filter)
    {
        var (from, until) = (Begin(filter.From, 0), Begin(filter.Until, 1));
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
public sealed record AuditPage(IReadOnlyList<AuditLine> Lines, IReadOnlyList<AuditPerson> People, IReadOnlyList<string> Types, AuditFilter Filter, int Count, int Page)
{
    public string? Previous => Page > 1 ? Filter.At(AuditController.Path, Page - 1) : null;

    public string? Next => Page * AuditController.PerPage < Count ? Filter.At(AuditController.Path, Page + 1) : null;
}
