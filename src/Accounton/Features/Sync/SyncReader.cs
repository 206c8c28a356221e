using System.Threading.Channels;
using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Sync;

/// <summary>What a reading came to.</summary>
/// <param name="Seen">How many different clients the vendor told of.</param>
/// <param name="Held">So many rows were not seen, and are left alone until a person confirms; null when nothing is held.</param>
/// <param name="Gone">How many were marked gone.</param>
/// <param name="Fault">What is missing from the reading (<see cref="SyncFault"/>); null when it is complete.</param>
/// <param name="PartnersLeftOut">The vendor tells the partner of one client at a time only.</param>
public sealed record ReadingResult(int Seen, int? Held, int Gone, int Skipped, string? Fault, bool PartnersLeftOut = false);

/// <summary>
/// Reads a vendor's whole list into the source table: while a page is written the next one is fetched. A list that moved under
/// the reading, or of which nothing proves that it was read whole, is read again: a client may have slipped between two pages.
/// </summary>
public sealed class SyncReader(AccountonContext db, SourceTable table, PendingRemovals missingClients, TimeProvider clock)
{
    private const int MostReadings = 3;

    /// <summary>Several times what the largest office has.</summary>
    private const int MostClients = 250_000;

    public async Task<ReadingResult> ReadAsync(
        SyncRun run,
        Connection connection,
        IClientSource source,
        VendorAccess access,
        RowLease<SyncRun> lease,
        CancellationToken cancellationToken)
    {
        var there = await db.SourceClients.CountAsync(c => c.ConnectionId == connection.Id && c.GoneSince == null, cancellationToken);
        var last = default((int Count, UInt128 Sum));
        for (var reading = 1; ; reading++)
        {
            var pass = await ReadOnceAsync(run, connection, source, access, lease, cancellationToken);

            // Twice the same ids is as good as a list that held still: a vendor may simply name one client twice, and count it
            // once or twice.
            var again = reading > 1 && pass.Seen.Fingerprint == last;
            var steady = pass.IsProven || (again && (pass.Moved ? pass.EachCounted : pass.CountFits));
            var hasNoEnd = pass.HasNoEnd && !pass.IsProven;
            if (steady || hasNoEnd || reading == MostReadings)
            {
                var fault = hasNoEnd ? nameof(VendorFault.ListWithoutEnd)
                    : !steady ? SyncFault.RowsMoved
                    : pass.Skipped > 0 ? SyncFault.RowsUnreadable
                    : null;
                var result = fault is null
                    ? await LookForGoneAsync(run, connection, source, access, lease, pass, there, cancellationToken)
                    : new ReadingResult(pass.Seen.Count, connection.HeldMissing, 0, pass.Skipped, fault);
                return result with { PartnersLeftOut = pass.PartnersLeftOut };
            }

            last = pass.Seen.Fingerprint;
        }
    }

    private async Task<Pass> ReadOnceAsync(
        SyncRun run,
        Connection connection,
        IClientSource source,
        VendorAccess access,
        RowLease<SyncRun> lease,
        CancellationToken cancellationToken)
    {
        var pass = new Pass();
        var first = true;
        await foreach (var page in AheadAsync(source.StreamClientsAsync(access, cancellationToken), cancellationToken))
        {
            if (first && page.Clients.Count == 0 && page.Skipped == 0 && !connection.WasActive && clock.GetUtcNow() < run.FirstDataUntil)
                throw new VendorException(connection.Vendor, VendorFault.NotReady);

            first = false;
            var once = pass.Take(page);
            await table.WriteAsync(
                run,
                lease,
                once,
                pass.Seen.Count,
                page.Total ?? (connection.ClientCount > 0 ? connection.ClientCount : null),
                cancellationToken);
            await MoveIfBigAsync(run, lease, Math.Max(page.Total ?? 0, pass.Seen.Count), cancellationToken);
            if (pass.HasNoEnd)
                return pass;
        }

        pass.End();
        return pass;
    }

    private async Task<ReadingResult> LookForGoneAsync(
        SyncRun run,
        Connection connection,
        IClientSource source,
        VendorAccess access,
        RowLease<SyncRun> lease,
        Pass pass,
        int there,
        CancellationToken cancellationToken)
    {
        var missing = await missingClients.FindAsync(connection.Id, pass.Seen, cancellationToken);
        var tooFew = pass.Seen.Count * 2 < there;
        var asked = await db.Connections.Where(c => c.Id == connection.Id)
            .Select(c => new { c.HeldMissing, c.MissingConfirmed }).SingleAsync(cancellationToken);

        // A person confirmed as many as were shown, and no more.
        var confirmed = asked.MissingConfirmed && missing.Count <= asked.HeldMissing;
        if (missing.Count > 0 && (tooFew || asked.HeldMissing is not null) && !confirmed)
            return new ReadingResult(pass.Seen.Count, missing.Count, 0, 0, null);

        await db.UpdateOwnAsync<SyncRun>(
            r => r.Id == run.Id && r.ClaimId == lease.ClaimId,
            set => set.SetProperty(r => r.Phase, SyncPhase.LookingForGone),
            cancellationToken);
        var (gone, found) = await missingClients.MarkAsync(
            run, lease, missing, pass.Seen.Count, confirmed, (id, ct) => source.FindClientAsync(access, id, ct), cancellationToken);
        return new ReadingResult(pass.Seen.Count + found, null, gone, 0, null);
    }

    private async Task MoveIfBigAsync(SyncRun run, RowLease<SyncRun> lease, int clients, CancellationToken cancellationToken)
    {
        if (run.IsBig || clients < SyncRun.BigFrom)
            return;

        var moved = await db.UpdateOwnAsync<SyncRun>(
            r => r.Id == run.Id && r.ClaimId == lease.ClaimId, set => set.SetProperty(r => r.IsBig, true), cancellationToken);
        throw moved == 1 ? new MoveToBigQueueException() : new LeaseLostException();
    }

    /// <summary>Fetches one page ahead of the one being worked on, and no further.</summary>
    private static async IAsyncEnumerable<ClientPage> AheadAsync(
        IAsyncEnumerable<ClientPage> pages, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Channel.CreateBounded<ClientPage>(1);
        var fetching = Task.Run(
            async () =>
            {
                try
                {
                    await foreach (var page in pages.WithCancellation(stop.Token))
                        await ahead.Writer.WriteAsync(page, stop.Token);
                    ahead.Writer.Complete();
                }
                catch (Exception e)
                {
                    ahead.Writer.Complete(e);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (var page in ahead.Reader.ReadAllAsync(cancellationToken))
                yield return page;
        }
        finally
        {
            await stop.CancelAsync();
            await fetching;
        }
    }

    /// <summary>One reading of the list, page by page.</summary>
    private sealed class Pass
    {
        private readonly ListProgress _progress = new(MostClients);
        private int? _total;
        private int _rows;
        private (int Rows, int Skipped) _withoutNews;
        private bool _heldStill;

        public SeenIds Seen => _progress.Seen;
        public int Skipped { get; private set; }

        /// <summary>Pages without a new client kept coming, or more clients than there can be.</summary>
        public bool HasNoEnd => _progress.HasNoEnd;

        public bool PartnersLeftOut { get; private set; }

        /// <summary>The vendor itself saw its list change.</summary>
        public bool Moved { get; private set; }

        /// <summary>
        /// Every client once, and as many as the vendor says; or without a number the vendor's word that
        /// the list held still to its end.
        /// </summary>
        public bool IsProven => _rows == Seen.Count + Skipped && !Moved && (_total is null ? _heldStill && !HasNoEnd : EachCounted);

        /// <summary>Exactly as many different clients as the vendor says.</summary>
        public bool EachCounted => Seen.Count + Skipped == _total;

        /// <summary>No fewer than the vendor says, where it may have counted one that it names twice.</summary>
        public bool CountFits => _total is null || Math.Max(Seen.Count + Skipped, _rows) >= _total;

        /// <summary>The page's clients, each once; the last mention of one wins.</summary>
        public Dictionary<string, ClientRecord>.ValueCollection Take(ClientPage page)
        {
            var once = new Dictionary<string, ClientRecord>(page.Clients.Count, StringComparer.Ordinal);
            var seen = Seen.Count;
            var skipped = page.Skipped;
            foreach (var client in page.Clients)
            {
                if (client.Id.Length is 0 or > SourceClient.VendorIdLength || client.CallId.Length > SourceClient.VendorIdLength)
                {
                    skipped++;
                    continue;
                }

                Seen.Add(client.Id);
                once[client.Id] = client;
                PartnersLeftOut |= client.PartnerLeftOut;
            }

            var fresh = Seen.Count - seen;
            _progress.Add(fresh + (once.Count == 0 ? skipped : 0));
            Moved |= page.RowsMoved == true || (_total is not null && page.Total is not null && page.Total != _total);
            _heldStill = page.RowsMoved == false;
            _total = page.Total ?? _total;
            _withoutNews = (_withoutNews.Rows + page.Clients.Count + page.Skipped, _withoutNews.Skipped + skipped);
            if (fresh > 0 || once.Count == 0)
                End();

            return once.Values;
        }

        /// <summary>
        /// Counts the rows of pages without anything new: what comes again and again behind a list's end is no part of it.
        /// </summary>
        public void End()
        {
            _rows += _withoutNews.Rows;
            Skipped += _withoutNews.Skipped;
            _withoutNews = default;
        }
    }
}
