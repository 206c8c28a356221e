using Accounton.Features.Imports;
using Accounton.Tests.Features.Imports.Excel;
using Accounton.Tests.Features.Sync;

namespace Accounton.Tests.Features.Imports;

/// <summary>A name that is longer than what is kept of it is never cut without a word, wherever it comes from.</summary>
public sealed class LongNamesTests
{
    private const string Sentence = "Deze tekst telt meer dan 150 tekens: kort hem in.";

    private static readonly string Long = new('x', 151);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Name_fromABackOffice_isCutAndTold()
    {
        await using var scripted = await ScriptedApp.StartAsync();
        scripted.Source.List = _ => ScriptedSource.Pages(
        [
            ScriptedSource.Client("long", Long) with { PartnerId = "partner", Email = "long@example.be", Language = "nl" },
            ScriptedSource.Client("partner", "p" + Long) with { PartnerId = "long", Language = "nl" },
            ScriptedSource.Client("fits", Long[1..]) with
            {
                Email = "fits@example.be",
                Language = "nl",
                EnterpriseNumber = "BTW BE 0403.019.261, RPR Gent, afdeling Brugge, en meer",
            },
        ]);
        await scripted.Office.RunAsync();
        var imports = new OfficeImports(scripted.Office);

        var batch = await imports.CompareAsync();

        var rows = (await imports.RowsAsync(batch.Id)).ToDictionary(row => row.VendorId!);
        Assert.Equal((ImportGroup.New, "?LastName:TooLong ?PartnerName:TooLong"), (rows["long"].Group, rows["long"].Reasons));
        Assert.Equal(Long[1..], rows["long"].LastName);
        Assert.Equal((ImportGroup.New, null, "0403019261"), (rows["fits"].Group, rows["fits"].Reasons, rows["fits"].EnterpriseNumber));
    }

    [Fact]
    public async Task Name_fromAWorkbook_isRefusedAndToldUntilItIsShort()
    {
        await using var office = await ExcelOffice.OpenAsync();
        await office.CompareAsync(
            ["Voornaam", "Naam", "E-mail", "Taal", "Rijksregisternummer"], ["An", Long, "an@example.be", "nl", "1020300566"]);
        var batch = await office.BatchAsync();
        Assert.Contains(Sentence, (await office.Admin.LookAsync($"/imports/{batch.Id}?group=Invalid")).Text, StringComparison.Ordinal);

        // Mending something else takes nothing of it in silence.
        using (await office.Admin.PostAsync($"/imports/{batch.Id}/zeros", []))
            Assert.Equal(
                (ImportGroup.Invalid, "!LastName:TooLong"),
                Assert.Single(await office.RowsAsync()) is var row ? (row.Group, row.Reasons) : default);

        var id = Assert.Single(await office.RowsAsync()).Id;
        using (await office.Admin.PostAsync($"/imports/{batch.Id}/correct", new() { ["row"] = id.ToString(), ["LastName"] = "Claes" }))
            Assert.Equal(
                (ImportGroup.New, null, "Claes"),
                Assert.Single(await office.RowsAsync()) is var row ? (row.Group, row.Reasons, row.LastName) : default);
    }
}
