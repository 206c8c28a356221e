using System.IO.Compression;
using System.Net;
using System.Text;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Jobs;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Uploads;

/// <summary>
/// Files from beside a question to the office: what is taken, what is not, and what is left of a file that did not arrive.
/// </summary>
public sealed class UploadsTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_sentBesideAQuestion_isReadByTheClientAndTheOfficeAsItWas()
    {
        var (given, client, home) = await site.AskAsync();
        var content = SampleFiles.Pdf((2 * UploadChunk.Length) + 12345);

        using var sent = await UploadsSite.SendAsync(client, home, @"C:\Foto's\attest <2026>.pdf", content);
        var upload = Assert.Single(await site.UploadsAsync(given));
        var section = await client.LookAsync($"{home}/s/Household");
        using var own = await client.GetAsync($"{home}/files/{upload.Id}");
        var office = await site.MemberAsync(given.Office);
        var page = await office.LookAsync($"/questionnaires/{given.Assignment}");
        using var read = await office.GetAsync($"/questionnaires/{given.Assignment}/files/{upload.Id}");

        Assert.Equal(UploadsSite.Path(home), sent.Headers.Location?.ToString());
        Assert.Equal((3, content.Length, FileKind.Pdf, ScanState.NoScanner), (upload.Chunks, upload.Size, upload.Kind, upload.Scan));
        Assert.Contains(
            "attest -2026-.pdf", section.Html.QuerySelector($"#d-{UploadsSite.Document}")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Html.QuerySelector($"a[href='/questionnaires/{given.Assignment}/files/{upload.Id}']"));
        Assert.Contains(
            "Niet op virussen nagekeken", page.Html.QuerySelector("#h-documents")!.ParentElement!.TextContent, StringComparison.Ordinal);
        foreach (var answer in (HttpResponseMessage[])[own, read])
        {
            Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(Cancelled));
            Assert.Equal(
                ("attachment", "attest -2026-.pdf"),
                (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        }
    }

    [Fact]
    public async Task File_inTheDatabase_isEncryptedAndBoundToItsRowAndPlace()
    {
        var (given, client, home) = await site.AskAsync();
        var content = SampleFiles.Pdf(UploadChunk.Length + 100);
        "GeplanteInhoud"u8.CopyTo(content.AsSpan(500));
        (await UploadsSite.SendAsync(client, home, "geplante-naam.pdf", content)).Dispose();
        (await UploadsSite.SendAsync(client, home, "ander.pdf", SampleFiles.Pdf(UploadChunk.Length + 100))).Dispose();
        var uploads = await site.UploadsAsync(given);
        var chunks = await site.ReadAsync(db =>
            db.UploadChunks.AsNoTracking().Where(c => c.UploadId == uploads[0].Id || c.UploadId == uploads[1].Id).ToListAsync(Cancelled));

        Assert.DoesNotContain("geplante", uploads[0].Name, StringComparison.OrdinalIgnoreCase);
        Assert.All(chunks, chunk => Assert.Equal(-1, chunk.Content.AsSpan().IndexOf("GeplanteInhoud"u8)));
        Assert.NotEqual(uploads[0].ContentHash, System.Security.Cryptography.SHA256.HashData(content));

        // Another file's first piece in the place of this one's, and this one's own second.
        var first = chunks.Single(chunk => chunk.UploadId == uploads[0].Id && chunk.Number == 0);
        foreach (var other in chunks.Where(chunk => chunk.Id != first.Id && (chunk.Number == 0 || chunk.UploadId == uploads[0].Id)))
        {
            await SwapAsync(first, other);
            await site.WorkAsync(async (db, services) => await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(
                () => services.GetRequiredService<FileContents>().ReadAsync(uploads[0], Cancelled)));
            await SwapAsync(first, first);
        }

        Task SwapAsync(UploadChunk place, UploadChunk piece) => site.WorkAsync(async (db, _) =>
        {
            var row = await db.UploadChunks.SingleAsync(c => c.Id == place.Id, Cancelled);
            db.Entry(row).Property(c => c.Content).CurrentValue = piece.Content;
        });
    }

    [Fact]
    public async Task File_thatIsNotTaken_isToldAndLeavesNothing()
    {
        var (given, client, home) = await site.AskAsync();

        using var program = await UploadsSite.SendAsync(client, home, "factuur.pdf", [.. "MZ\u0090\0"u8, .. new byte[500]]);
        using var empty = await UploadsSite.SendAsync(client, home, "leeg.pdf", []);
        using var none = await client.SendNoFileAsync(UploadsSite.Path(home) + "/files");
        using var archive = await UploadsSite.SendAsync(client, home, "alles.zip", Zip("a.txt"));

        Assert.Contains("dit soort bestand nemen we niet aan", await UploadsSite.FaultAsync(program), StringComparison.Ordinal);
        Assert.Contains("dit bestand is leeg", await UploadsSite.FaultAsync(empty), StringComparison.Ordinal);
        Assert.Contains("Kies eerst een bestand", await UploadsSite.FaultAsync(none), StringComparison.Ordinal);
        Assert.Contains("pak die dan eerst uit", await UploadsSite.FaultAsync(archive), StringComparison.Ordinal);
        Assert.Empty(await site.UploadsAsync(given));
        Assert.Equal(1, (await site.AssignmentAsync(given)).MissingDocuments);
    }

    [Fact]
    public async Task File_sentTwice_isKeptOnceAndKnownByItsContent()
    {
        var (given, client, home) = await site.AskAsync();
        var content = SampleFiles.Pdf();

        (await UploadsSite.SendAsync(client, home, "attest.pdf", content)).Dispose();
        (await UploadsSite.SendAsync(client, home, "zelfde attest.pdf", content)).Dispose();
        await client.LookAsync(UploadsSite.Path(home));
        using var script = await client.SendFileAsync(UploadsSite.Path(home) + "/files", "attest.pdf", content);

        Assert.Single(await site.UploadsAsync(given));
        Assert.Equal(HttpStatusCode.OK, script.StatusCode);
        Assert.Contains("dit bestand hadden we al", await script.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_namedAsAnotherKind_getsTheNameOfItsContent()
    {
        var (given, client, home) = await site.AskAsync();

        (await UploadsSite.SendAsync(
            client, home, "IMG_0001.jpg", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, .. new byte[100]])).Dispose();
        var upload = Assert.Single(await site.UploadsAsync(given));
        using var read = await (await site.MemberAsync(given.Office)).GetAsync($"/questionnaires/{given.Assignment}/files/{upload.Id}");

        Assert.Equal(FileKind.Heic, upload.Kind);
        Assert.Equal(
            ("IMG_0001.jpg.heic", "image/heic"),
            (read.Content.Headers.ContentDisposition!.FileNameStar, read.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Client_whoMayNot_isRefusedByTheServer()
    {
        var (given, client, home) = await site.AskAsync();
        (await UploadsSite.SendAsync(client, home, "eerste.pdf", SampleFiles.Pdf())).Dispose();
        var upload = (await site.UploadsAsync(given)).Single();
        var (_, stranger, strangersHome) = await site.AskAsync();
        var (_, elsewhere, _) = await site.AskAsync(App.OtherOffice);

        using var notAsked = await client.UploadAsync(
            UploadsSite.Path(home, "DeathCertificate") + "/files", "files", "x.pdf", SampleFiles.Pdf());
        using var foreign = await stranger.UploadAsync(UploadsSite.Path(home) + "/files", "files", "x.pdf", SampleFiles.Pdf());
        using var foreignRead = await stranger.GetAsync($"{strangersHome}/files/{upload.Id}");
        using var foreignRemoved = await stranger.PostAsync($"{UploadsSite.Path(strangersHome)}/files/{upload.Id}/remove");
        using var otherOffice = await elsewhere.UploadAsync(UploadsSite.Path(home) + "/files", "files", "x.pdf", SampleFiles.Pdf());
        using var otherMember = await (await site.MemberAsync(App.OtherOffice))
            .GetAsync($"/questionnaires/{given.Assignment}/files/{upload.Id}");
        await site.SubmitAsync(given);
        using var late = await client.UploadAsync(UploadsSite.Path(home) + "/files", "files", "te laat.pdf", SampleFiles.Pdf());
        using var lateRemoved = await client.PostAsync($"{UploadsSite.Path(home)}/files/{upload.Id}/remove");
        await site.WorkAsync(async (db, _) =>
            (await db.Respondents.SingleAsync(r => r.AssignmentId == given.Assignment, Cancelled)).WithdrawnAt = site.Clock.GetUtcNow());
        using var withdrawn = await client.UploadAsync(UploadsSite.Path(home) + "/files", "files", "x.pdf", SampleFiles.Pdf());

        Assert.Equal(home, notAsked.Headers.Location?.ToString());
        Assert.Equal([
            HttpStatusCode.Unauthorized,
            HttpStatusCode.NotFound,
            HttpStatusCode.Unauthorized,
            HttpStatusCode.NotFound,
            HttpStatusCode.Unauthorized,
        ],
            new[] { foreign, foreignRead, otherOffice, otherMember, withdrawn }.Select(answer => answer.StatusCode));
        Assert.Equal(home, late.Headers.Location?.ToString());
        Assert.Equal(upload.Id, Assert.Single(await site.UploadsAsync(given)).Id);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "a=%00")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"__Req")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nno header\r\n\r\n--x--")]
    [InlineData("multipart/form-data; boundary=x", "--x--")]
    [InlineData("multipart/form-data", "")]
    public async Task Form_thatCannotBeRead_isABadRequest(string type, string body)
    {
        var (_, client, home) = await site.AskAsync();
        var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await client.AsIsAsync(UploadsSite.Path(home) + "/files", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>The link is withdrawn, or the questionnaire handed in by somebody else, while a file is on its way.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public async Task File_whoseLastPieceComesTooLate_isNotTaken(bool isWithdrawn)
    {
        var (given, _, _) = await site.AskAsync();
        var respondent = await site.RespondentAsync(given);
        var content = new ActingStream(SampleFiles.Pdf(), () => isWithdrawn
            ? site.WorkAsync(async (db, _) =>
                (await db.Respondents.SingleAsync(r => r.Id == respondent.Id, Cancelled)).WithdrawnAt = site.Clock.GetUtcNow())
            : site.SubmitAsync(given));

        var receipt = await site.WorkedAsync((_, services) => services.GetRequiredService<UploadWriter>()
            .ReceiveAsync(new(given.Assignment, respondent.Id, new(UploadsSite.Document, null, Person.Main)), "x.pdf", content, Cancelled));

        Assert.Equal(isWithdrawn ? UploadOutcome.Refused : UploadOutcome.Closed, receipt.Outcome);
        Assert.Empty(await site.UploadsAsync(given));
        Assert.Equal(0, await site.ReadAsync(db => db.UploadChunks.CountAsync(c => !db.Uploads.Any(u => u.Id == c.UploadId), Cancelled)));
    }

    [Fact]
    public async Task File_thatIsBrokenOff_leavesNothingAndOneThatWasKilledIsSweptLater()
    {
        var (given, _, _) = await site.AskAsync();
        var target = new UploadTarget(given.Assignment, null, new(UploadsSite.Document, null, Person.Main));
        var broken = new ActingStream(
            SampleFiles.Pdf(3 * UploadChunk.Length), () => throw new IOException("gone"), after: UploadChunk.Length);
        await Assert.ThrowsAsync<IOException>(() => site.WorkedAsync(
            (_, services) => services.GetRequiredService<UploadWriter>().ReceiveAsync(target, "x.pdf", broken, Cancelled)));
        Assert.Empty(await site.UploadsAsync(given));

        // As a process leaves it that was killed.
        await site.WorkAsync((db, _) =>
        {
            var upload = db.Uploads.Add(new Upload
            {
                OfficeId = db.OfficeId, AssignmentId = given.Assignment, Document = UploadsSite.Document,
                Person = Person.Main, State = UploadState.Receiving, Name = "x",
                DueAt = site.Clock.GetUtcNow() + UploadWriter.Patience, Scan = ScanState.Pending,
            }).Entity;
            db.UploadChunks.Add(new UploadChunk { OfficeId = db.OfficeId, UploadId = upload.Id, Content = [1, 2, 3] });
            return Task.CompletedTask;
        });
        await SweepAsync();
        var tooEarly = await site.UploadsAsync(given);
        site.Clock.Advance(UploadWriter.Patience + TimeSpan.FromSeconds(1));
        await SweepAsync();

        Assert.Single(tooEarly);
        Assert.Equal(1, (await site.AssignmentAsync(given)).MissingDocuments);
        Assert.Empty(await site.UploadsAsync(given));

        async Task SweepAsync()
        {
            await using var scope = site.App.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Sweep>().RunAsync(Cancelled);
        }
    }

    [Fact]
    public async Task Document_asked_isMissingUntilItIsSentOrSpokenFor()
    {
        var (given, client, home) = await site.AskAsync();
        var asked = await CountsAsync();
        var today = DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime);

        await client.LookAsync(UploadsSite.Path(home));
        using var past = await client.PostAsync(
            $"{UploadsSite.Path(home)}/say", new() { ["statement"] = "Later", ["laterOn"] = "2001-01-01" });
        using var later = await client.PostAsync(
            $"{UploadsSite.Path(home)}/say", new() { ["statement"] = "Later", ["laterOn"] = today.AddDays(9).ToString("O", null) });
        var promised = await CountsAsync();
        var promisedOn = (await site.AssignmentAsync(given)).FirstLaterOn;
        (await client.PostAsync($"{UploadsSite.Path(home)}/say", new() { ["statement"] = "DoNotHave" })).Dispose();
        var notHad = await CountsAsync();
        (await client.PostAsync($"{UploadsSite.Path(home)}/say")).Dispose();
        var takenBack = await CountsAsync();
        (await UploadsSite.SendAsync(client, home, "attest.pdf", SampleFiles.Pdf())).Dispose();
        var sent = await CountsAsync();
        var upload = (await site.UploadsAsync(given)).Single();
        (await client.PostAsync($"{UploadsSite.Path(home)}/files/{upload.Id}/remove")).Dispose();
        var removed = await CountsAsync();
        await UploadsSite.AnswerAsync(client, home, "Disability", "no");
        var notAsked = await CountsAsync();

        Assert.Equal((1, 0), asked);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, past.StatusCode);
        Assert.Equal((0, 1), promised);
        Assert.Equal(today.AddDays(9), promisedOn);
        Assert.EndsWith($"/s/Household#d-{UploadsSite.Document}", later.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal((0, 0), notHad);
        Assert.Equal((1, 0), takenBack);
        Assert.Equal((0, 0), sent);
        Assert.Equal((1, 0), removed);
        Assert.Equal((0, 0), notAsked);

        async Task<(int, int)> CountsAsync() =>
            (await site.AssignmentAsync(given)) is var row ? (row.MissingDocuments, row.LaterDocuments) : default;
    }

    [Fact]
    public async Task Files_ofAQuestionnaire_areOneArchiveWithoutWhatIsNotAskedAnyMore()
    {
        var (given, client, home) = await site.AskAsync();
        var first = SampleFiles.Pdf();
        var second = SampleFiles.Pdf();
        (await UploadsSite.SendAsync(client, home, "attest.pdf", first)).Dispose();
        (await UploadsSite.SendAsync(client, home, "ATTEST.pdf", second)).Dispose();
        await UploadsSite.AnswerAsync(client, home, "InternationalOrganisation", "yes");
        (await UploadsSite.SendAsync(client, home, "verborgen.pdf", SampleFiles.Pdf(), "OrganisationStatement")).Dispose();
        await UploadsSite.AnswerAsync(client, home, "InternationalOrganisation", "no");

        using var answer = await (await site.MemberAsync(given.Office)).GetAsync($"/questionnaires/{given.Assignment}/files.zip");
        await using var archive = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Cancelled)));

        Assert.Equal(3, (await site.UploadsAsync(given)).Count);
        Assert.Equal(
            ("application/zip", "attachment"),
            (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.StartsWith(
            "Klant Kim - Personenbelasting", answer.Content.Headers.ContentDisposition.FileNameStar, StringComparison.Ordinal);
        Assert.Equal([first, second], await Task.WhenAll(archive.Entries.Select(ReadAsync)));
        Assert.Equal(["attest.pdf", "ATTEST (2).pdf"], archive.Entries.Select(entry => entry.Name));

        static async Task<byte[]> ReadAsync(ZipArchiveEntry entry)
        {
            await using var content = await entry.OpenAsync(Cancelled);
            using var all = new MemoryStream();
            await content.CopyToAsync(all, Cancelled);
            return all.ToArray();
        }
    }

    [Fact]
    public async Task Files_ofADocument_keepTheOrderThatIsChosen()
    {
        var (given, client, home) = await site.AskAsync();
        foreach (var name in (string[])["een.pdf", "twee.pdf", "drie.pdf"])
            (await UploadsSite.SendAsync(client, home, name, SampleFiles.Pdf())).Dispose();
        var last = (await site.UploadsAsync(given))[^1];

        (await client.PostAsync($"{UploadsSite.Path(home)}/files/{last.Id}/forward")).Dispose();
        var page = await client.LookAsync(UploadsSite.Path(home));

        Assert.Equal(
            ["een.pdf", "drie.pdf", "twee.pdf"], page.Html.QuerySelectorAll("ol.files .file-name").Select(name => name.TextContent.Trim()));
    }

    /// <summary>Without a script: what was typed on the page is saved on the way to the document's own page.</summary>
    [Fact]
    public async Task Document_openedFromItsQuestion_savesThePageFirst()
    {
        var (given, client, home) = await site.AskAsync();
        var fields = Clients.ClientsSite.Form(await client.LookAsync($"{home}/s/Household"), $"{home}/s/Household");
        fields["a.BestTime"] = "middag";
        fields["document"] = UploadsSite.Document;

        using var answer = await client.PostAsync($"{home}/s/Household", fields);

        Assert.Equal(UploadsSite.Path(home), answer.Headers.Location?.ToString());
        Assert.Equal("middag", (await site.SheetAsync(given)).Stored[new("BestTime", null, Person.Main)].Value);
    }

    private static byte[] Zip(string entry)
    {
        using var package = new MemoryStream();
        using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        using (var content = archive.CreateEntry(entry).Open())
            content.Write(Encoding.UTF8.GetBytes("x"));
        return package.ToArray();
    }
}
