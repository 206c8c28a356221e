using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Features.Sync.Readiness;
using Accounton.Jobs;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.Integrations;

/// <summary>One connection: its history, its fetched clients, and what an Admin can do with it.</summary>
[Route("/settings/integrations/{id:guid}")]
public sealed class ConnectionController(
    AccountonContext db, SyncRequests sync, SyncCalendar calendar, ConnectionLinker linker, AuditLog audit, Texts texts, TimeProvider clock)
        : Controller
{
    private const int RunsShown = 20;

    [HttpGet("")]
    public async Task<IActionResult> Index(
        Guid id, string? search, MissingField? lacks, string? after, string? before, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } connection)
            return NotFound();

        var runs = await db.SyncRuns.AsNoTracking().Where(r => r.ConnectionId == id)
            .OrderByDescending(r => r.AskedAt).Take(RunsShown).ToListAsync(cancellationToken);
        lacks = lacks is { } known && Enum.IsDefined(known) ? known : null;
        var clients = await FetchedClients.PageAsync(db, id, search, lacks, Cursor.Parse(after), Cursor.Parse(before), cancellationToken);
        if (clients.Clients.Count > 0 && connection.ClientsSeenAt is null && !HttpContext.IsHead())
        {
            connection.ClientsSeenAt = clock.GetUtcNow();
            await db.SaveChangesAsync(cancellationToken);
        }

        return View("Details", new ConnectionModel(connection, runs, clients, search?.Trim(), lacks));
    }

    [HttpPost("sync"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Sync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { IsLinked: true } connection)
            return NotFound();

        if (connection.State == ConnectionState.ReconnectNeeded)
        {
            this.Notify(State.Warning, texts["Integrations.ReconnectFirst"]);
            return Back();
        }

        audit.Add(new SyncAsked(connection.Vendor));
        await sync.AskAsync(connection, SyncReason.Person, cancellationToken);
        return Back();
    }

    [HttpPost("cancel"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } connection)
            return NotFound();

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var asked = await db.UpdateOwnAsync<SyncRun>(
            r => r.ConnectionId == id && r.EndedAt == null, set => set.SetProperty(r => r.CancelAskedAt, now), cancellationToken);

        // A run that nobody holds has nobody to end it either.
        await db.UpdateOwnAsync<SyncRun>(
            r => r.ConnectionId == id && r.EndedAt == null && (r.LeaseUntil == null || r.LeaseUntil < now),
            set => set.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Outcome, SyncOutcome.Cancelled)
                .SetProperty(r => r.Phase, SyncPhase.Ended),
            cancellationToken);
        if (asked > 0)
            audit.Add(new SyncCancelAsked(connection.Vendor));

        // As a run that is held does when it is cancelled.
        if (connection is { IsLinked: true, State: not ConnectionState.ReconnectNeeded })
            connection.NextSyncAt ??= calendar.Next(connection.Id, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Back();
    }

    [HttpPost("unlink"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Unlink(Guid id, bool removeClients, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } connection)
            return NotFound();

        if (connection.IsLinked)
        {
            await linker.UnlinkAsync(connection, removeClients, cancellationToken);
            this.Notify(
                State.Success,
                texts[removeClients ? "Integrations.UnlinkedRemoved" : "Integrations.UnlinkedKept", texts["Vendor." + connection.Vendor]]);
        }

        return Back();
    }

    [HttpPost("confirm-missing"), Authorize(Policies.Admin)]
    public async Task<IActionResult> ConfirmMissing(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { IsLinked: true } connection)
            return NotFound();

        if (connection.HeldMissing is { } held)
        {
            connection.MissingConfirmed = true;
            audit.Add(new MissingClientsConfirmed(connection.Vendor, held));
            await sync.AskAsync(connection, SyncReason.Person, cancellationToken);
        }

        return Back();
    }

    [HttpPost("other-account"), Authorize(Policies.Admin)]
    public async Task<IActionResult> OtherAccount(Guid id, bool accept, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } connection)
            return NotFound();

        try
        {
            await (accept
                ? linker.AcceptOtherAccountAsync(connection, cancellationToken)
                : linker.DeclineOtherAccountAsync(connection, cancellationToken));
        }
        catch (OfficeSuspendedException)
        {
            // The next page says so.
        }

        return Back();
    }

    private Task<Connection?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Connections.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);

    private LocalRedirectResult Back() => LocalRedirect(IntegrationsController.Path);
}

/// <summary>The page of a connection.</summary>
public sealed record ConnectionModel(
    Connection Connection, IReadOnlyList<SyncRun> Runs, FetchedPage Clients, string? Search, MissingField? Lacks);
