using System.Globalization;
using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Features.Imports.Review;
using Accounton.Tests.Features.Imports.Excel;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Imports.Review;

/// <summary>Rows that are compared again land where the whole comparison would have put them.</summary>
public sealed class CorrectionsTests : IAsyncLifetime
{
    private static readonly string[] Headings = ["Voornaam", "Naam", "E-mail", "Taal", "Rijksregisternummer"];

    private ExcelOffice _office = null!;

    public async ValueTask InitializeAsync() => _office = await ExcelOffice.OpenAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    /// <summary>
    /// More than a page of them, with the same person twice, a client who is here already, and the mother
    /// of one whose name differs.
    /// </summary>
    [Fact]
    public async Task ZerosPutBack_areComparedAsIfTheyHadNeverBeenLost()
    {
        await _office.CompareAsync(Headings, Row(3, Number(3)), ["Eva", "Anders", "eva@example.be", "nl", Number(4)]);
        await _office.ApplyAsync();
        string?[][] right =
        [
            .. Enumerable.Range(1, 230).Select(i => Row(i, Number(i))), ["Nog", "Eens", "nog@example.be", "nl", Number(7)],
        ];

        await _office.CompareAsync(Headings, right);
        var expected = Groups(await _office.RowsAsync());
        Assert.Equal([ImportGroup.New, ImportGroup.Both, ImportGroup.Doubtful], expected.Values.Distinct().Order());

        var batch = await _office.CompareAsync(Headings, [.. right.Select(cells => (string?[])[.. cells[..4], cells[4]![1..]])]);
        Assert.All(await ImportedAsync(), row => Assert.Equal(ImportGroup.Invalid, row.Group));
        using (await _office.Admin.PostAsync($"/imports/{batch.Id}/zeros"))
            Assert.Equal(expected, Groups(await _office.RowsAsync()));
        Assert.DoesNotContain(await _office.RowsAsync(), row => row.Group == ImportGroup.OnlyHere);
    }

    [Fact]
    public async Task Value_corrected_movesTheRowAndKeepsItsOtherCells()
    {
        var batch = await _office.CompareAsync(Headings, Row(1, Number(1)), ["Jan", "Peeters", "jan@", "nl", Number(2)]);
        var wrong = (await ImportedAsync())[1];
        Assert.Equal(ImportGroup.Invalid, wrong.Group);

        using (await CorrectAsync(batch, wrong, "nog altijd fout"))
            Assert.Equal(ImportGroup.Invalid, (await ImportedAsync())[1].Group);
        using (await CorrectAsync(batch, wrong, "jan@example.be"))
        {
            var corrected = (await ImportedAsync())[1];
            Assert.Equal((ImportGroup.New, "Peeters", "jan@example.be"), (corrected.Group, corrected.LastName, corrected.Email));
            Assert.NotNull(corrected.NationalNumberHash);
        }
    }

    /// <summary>A warning about the workbook's row stays, though the values alone do not tell it.</summary>
    [Fact]
    public async Task Value_corrected_keepsWhatTheWorkbookAloneTells()
    {
        var batch = await _office.CompareAsync(
            ["Voornaam", "Naam", "E-mail", "Taal", "Gemeente"], ["Jan", "Peeters", "jan@", "nl", "#N/A"]);

        using (await CorrectAsync(batch, Assert.Single(await ImportedAsync()), "jan@example.be"))
            Assert.Contains(nameof(ReasonCode.CellError), Assert.Single(await ImportedAsync()).Reasons, StringComparison.Ordinal);
    }

    /// <summary>
    /// A row that said the same as its client says something else once the client is changed: it is shown
    /// again, and nothing is written unasked.
    /// </summary>
    [Fact]
    public async Task Client_changedAfterTheOverview_differsFromItsWorkbooksRow()
    {
        await _office.CompareAsync(Headings, Row(1, Number(1)));
        await _office.ApplyAsync();
        await _office.CompareAsync(Headings, Row(1, Number(1)));
        Assert.Equal((ImportGroup.Both, 0L), (await ImportedAsync())[0] is var same ? (same.Group, same.DifferentFields) : default);
        await ChangeByHandAsync("elders@example.be");

        await _office.ApplyAsync();

        var row = Assert.Single(await ImportedAsync());
        Assert.Equal(
            (ImportGroup.Both, ClientFields.Email.Mask, 0L, RowResult.Untouched),
            (row.Group, row.DifferentFields, row.ChosenFields, row.Result));
        Assert.Equal("elders@example.be", Assert.Single(await _office.ClientsAsync()).Email);
    }

    /// <summary>Fields of several clients of a page at once: each gets its own.</summary>
    [Fact]
    public async Task Fields_ofAPage_areChosenForEachClientByItself()
    {
        await _office.CompareAsync(Headings, Row(1, Number(1)), Row(2, Number(2)), Row(3, Number(3)));
        await _office.ApplyAsync();
        var batch = await _office.CompareAsync(
            Headings, [.. Enumerable.Range(1, 3).Select(i => (string?[])["Voor", $"Familie{i}", $"ander{i}@example.be", "fr", Number(i)])]);
        var rows = await ImportedAsync();
        ChosenFields[] chosen = [new(rows[0].Id, ClientFields.Email.Mask, false), new(rows[1].Id, ClientFields.Language.Mask, false), new(
            rows[2].Id, 0, false)];

        Assert.True(
            await _office.InAsync(services => services.GetRequiredService<Decisions>().ChooseFieldsAsync(batch.Id, chosen, default)));

        Assert.Equal(chosen.Select(c => c.Fields), (await ImportedAsync()).Select(r => r.ChosenFields));
    }

    private static string?[] Row(int i, string number) => ["Voor", $"Familie{i}", $"mail{i}@example.be", "nl", number];

    /// <summary>Of somebody born on 15 January 2001: it begins with a zero.</summary>
    private static string Number(int sequence)
    {
        var first = $"010115{sequence:000}";
        return first + (97 - (long.Parse("2" + first, CultureInfo.InvariantCulture) % 97)).ToString("00", CultureInfo.InvariantCulture);
    }

    private static Dictionary<int, ImportGroup> Groups(IEnumerable<ImportRow> rows) =>
        rows.Where(r => r.LineNumber is not null).ToDictionary(r => r.LineNumber!.Value, r => r.Group);

    private async Task<List<ImportRow>> ImportedAsync() => [.. (await _office.RowsAsync()).Where(r => r.LineNumber is not null)];

    private Task<HttpResponseMessage> CorrectAsync(ImportBatch batch, ImportRow row, string email) =>
        _office.Admin.PostAsync(
            $"/imports/{batch.Id}/correct", new() { ["row"] = row.Id.ToString(), [nameof(ClientFields.Email)] = email });

    private Task<bool> ChangeByHandAsync(string email) => _office.InAsync(async services =>
    {
        var db = services.GetRequiredService<Accounton.Data.AccountonContext>();
        var cipher = await services.GetRequiredService<Accounton.Tenancy.OfficeCiphers>().CurrentAsync(default);
        services.GetRequiredService<ClientWriter>().Change(
            db.Clients.Single(),
            new ClientValues { [ClientFields.Email] = email },
            [ClientFields.Email],
            new ChangeAuthor(ValueOrigin.Hand, null, "An"),
            cipher);
        await db.SaveChangesAsync();
    });
}
