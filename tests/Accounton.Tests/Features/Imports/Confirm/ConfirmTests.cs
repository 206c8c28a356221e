using Accounton.Data;
using Accounton.Features.Imports;
using Accounton.Tests.Features.Imports.Excel;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Imports.Confirm;

/// <summary>What is applied is what was announced, once, whoever else is looking at the same import.</summary>
public sealed class ConfirmTests : IAsyncLifetime
{
    private static readonly string[] Headings = ["Voornaam", "Naam", "E-mail", "Taal"];

    private ExcelOffice _office = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _office = await ExcelOffice.OpenAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Import_confirmedInTwoWindowsAtOnce_isConfirmedOnce()
    {
        var batch = await _office.CompareAsync(Headings, ["An", "Claes", "an@example.be", "nl"]);
        var other = await Visitor.ComeAsync(_office.App, App.Admin);
        var decisions = await AnnouncedAsync(_office.Admin, batch);
        await AnnouncedAsync(other, batch);

        var answers = await Task.WhenAll(
            ConfirmAsync(_office.Admin, batch, decisions), ConfirmAsync(other, batch, decisions), ConfirmAsync(other, batch, decisions));

        Assert.All(answers, answer => Assert.Equal($"/imports/{batch.Id}", answer));
        Assert.Equal(ImportState.Applying, (await _office.BatchAsync()).State);
        Assert.Equal(1, await _office.InAsync(services =>
            services.GetRequiredService<AccountonContext>().AuditEvents.CountAsync(e => e.Type == nameof(ImportConfirmed), Cancelled)));
    }

    /// <summary>One decision more, by a colleague, and it is announced again.</summary>
    [Fact]
    public async Task Import_decidedOnAfterItWasAnnounced_isAnnouncedAgain()
    {
        var batch = await _office.CompareAsync(Headings, ["An", "Claes", "an@example.be", "nl"], ["Bo", "Maes", "bo@example.be", "nl"]);
        var announced = await AnnouncedAsync(_office.Admin, batch);
        var colleague = await Visitor.ComeAsync(_office.App, App.Admin);
        var row = (await _office.RowsAsync())[0];
        await colleague.LookAsync($"/imports/{batch.Id}");
        using (await colleague.PostAsync(
            $"/imports/{batch.Id}/choose", new() { ["group"] = nameof(ImportGroup.New), ["page"] = row.Id.ToString() }))
            Assert.Equal($"/imports/{batch.Id}/confirm", await ConfirmAsync(_office.Admin, batch, announced));

        Assert.Equal(ImportState.Reviewing, (await _office.BatchAsync()).State);
        var page = await _office.Admin.LookAsync($"/imports/{batch.Id}/confirm");
        Assert.Contains("1 klant wordt toegevoegd", page.Text, StringComparison.Ordinal);
    }

    /// <summary>
    /// Somebody changes a client after the overview: looking at the last step changes nothing, its button compares again.
    /// </summary>
    [Fact]
    public async Task Import_ofAClientChangedMeanwhile_isComparedAgainByAFormAndNeverByLooking()
    {
        await _office.CompareAsync(Headings, ["An", "Claes", "an@example.be", "nl"]);
        await _office.ApplyAsync();
        var batch = await _office.CompareAsync(Headings, ["An", "Claes", "an@example.be", "fr"]);
        var client = Assert.Single(await _office.ClientsAsync());
        await _office.InAsync(async services =>
        {
            var db = services.GetRequiredService<AccountonContext>();
            var own = await db.Clients.SingleAsync(c => c.Id == client.Id, Cancelled);
            own.Version = own.Version + 1;
            own.City = "Gent";
            await db.SaveChangesAsync(Cancelled);
        });
        var before = await HeldAsync();

        var page = await _office.Admin.LookAsync($"/imports/{batch.Id}/confirm");
        Assert.Contains("1 klant is na het overzicht nog gewijzigd.", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Html.QuerySelector($"form[action='/imports/{batch.Id}/refresh'] button"));
        Assert.Equal(before, await HeldAsync());

        // Who announced it before the change applies nothing that was not announced.
        Assert.Equal(
            $"/imports/{batch.Id}/confirm",
            await ConfirmAsync(_office.Admin, batch, page.Html.QuerySelector("input[name=decisions]")!.GetAttribute("value")!));
        Assert.NotEqual(before, await HeldAsync());
        Assert.Equal(ImportState.Reviewing, (await _office.BatchAsync()).State);
        page = await _office.Admin.LookAsync($"/imports/{batch.Id}/confirm");
        Assert.NotNull(page.Html.QuerySelector($"form[action='/imports/{batch.Id}/apply'] button"));
        await _office.ApplyAsync();
        Assert.Equal("Gent", Assert.Single(await _office.ClientsAsync()).City);
    }

    private async Task<string> HeldAsync() =>
        System.Text.Json.JsonSerializer.Serialize(new { Batch = await _office.BatchAsync(), Rows = await _office.RowsAsync() });

    private static async Task<string> AnnouncedAsync(Visitor visitor, ImportBatch batch) =>
        (await visitor.LookAsync($"/imports/{batch.Id}/confirm")).Html.QuerySelector("input[name=decisions]")!.GetAttribute("value")!;

    private static async Task<string?> ConfirmAsync(Visitor visitor, ImportBatch batch, string decisions)
    {
        using var answer = await visitor.PostAsync($"/imports/{batch.Id}/apply", new() { ["decisions"] = decisions });
        return answer.Headers.Location?.ToString();
    }
}
