using System.Text.Json;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Tenancy;
using Accounton.Tests.Data;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Features.Questionnaires.Uploads;

/// <summary>The application is killed while a file is on its way: nothing of it counts, and it can be sent again.</summary>
public sealed class KilledTests
{
    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Kill_whileAFileArrives_leavesNothingThatCounts(string provider)
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var owner = new ProtectedData(database, ("DataProtection:AllowUnprotectedKeys", "true"));
        var office = await owner.OfficeAsync(App.DemoOffice);
        var app = await AppProcess.StartAsync(database, sandbox);
        var client = await ClientOfProcess.OpenAsync(app.Url, owner, office);
        var content = SampleFiles.Pdf(8 * UploadChunk.Length);
        for (var kill = 1; kill <= Endurance.Rounds(few: 1, many: 20); kill++)
        {
            var before = await CountedAsync(owner, office, client.Assignment);
            using var stalling = new StallingContent(content, content.Length - (kill * 1000));
            var sending = client.SendAsync("attest.pdf", stalling, Cancelled);
            await Eventually.HoldsAsync(async () => await ChunksAsync(owner, office) >= 4, "pieces of the file are stored");
            await app.KillAsync();
            stalling.End();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => sending);

            Assert.Equal(before, await CountedAsync(owner, office, client.Assignment));
            await using (var work = owner.In(office))
                await work.Db.UpdateOwnAsync<Upload>(
                    u => u.State == UploadState.Receiving, set => set.SetProperty(u => u.DueAt, DateTimeOffset.UnixEpoch), Cancelled);
            client.Dispose();
            app = await AppProcess.StartAsync(database, sandbox);
            client = await client.ComeAgainAsync(app.Url);
            await Eventually.HoldsAsync(async () => await ChunksAsync(owner, office) == 0, "what was left is swept");
        }

        using var file = new ByteArrayContent(content);
        using var sent = await client.SendAsync("attest.pdf", file, Cancelled);
        await using (var work = owner.In(office))
        {
            var upload = await work.Db.Uploads.AsNoTracking().SingleAsync(Cancelled);
            using var read = await client.ReadAsync(upload.Id);
            Assert.Equal(UploadState.Stored, upload.State);
            Assert.Equal(
                0, await work.Db.Assignments.Where(a => a.Id == client.Assignment).Select(a => a.MissingDocuments).SingleAsync(Cancelled));
            Assert.Equal(content, await read.Content.ReadAsByteArrayAsync(Cancelled));
        }

        client.Dispose();
        await app.KillAsync();
    }

    /// <summary>What lists, quotas and the client's pages go by.</summary>
    private static async Task<string> CountedAsync(ProtectedData owner, Guid office, Guid assignment)
    {
        await using var work = owner.In(office);
        return JsonSerializer.Serialize((
            await work.Db.Assignments.AsNoTracking().SingleAsync(a => a.Id == assignment, Cancelled),
            await work.Db.RequestedDocuments.AsNoTracking().ToListAsync(Cancelled),
            await work.Db.Uploads.AsNoTracking().Where(u => u.State == UploadState.Stored).ToListAsync(Cancelled)), WithFields);
    }

    private static async Task<int> ChunksAsync(ProtectedData owner, Guid office)
    {
        await using var work = owner.In(office);
        return await work.Db.UploadChunks.CountAsync(Cancelled);
    }

    /// <summary>Says how long it is, and stops before its end.</summary>
    private sealed class StallingContent(byte[] content, int until) : HttpContent
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void End() => _ended.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(content.AsMemory(0, until), Cancelled);
            await stream.FlushAsync(Cancelled);
            await _ended.Task;
            throw new IOException("The sender goes away too.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = content.Length;
            return true;
        }
    }
}
