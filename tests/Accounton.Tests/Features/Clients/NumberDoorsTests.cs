using System.Net;
using Accounton.Data.Sensitive;
using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Features.Imports.Excel;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Clients;

/// <summary>Numbers as people and laws write them, through each door that they come in by.</summary>
public sealed class NumberDoorsTests
{
    private const string Number = "0403019261";

    private static readonly string[] Headings = ["Naam bedrijf", "E-mail", "Taal", "Ondernemingsnummer", "Rijksregisternummer", "Gsm"];

    /// <summary>Texts that all are <see cref="Number"/>.</summary>
    private static readonly string[] Written =
    [
        "BTW BE 0403.019.261", "TVA BE0403019261", "BE: 0403.019.261",
        "BE 0403.019.261, RPR Gent, afdeling Brugge", "0403\u2011019\u2011261", "BE\u22120403\u2212019\u2212261",
        "\u0660\u0664\u0660\u0663.\u0660\u0661\u0669.\u0662\u0666\u0661",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnterpriseNumber_throughAWorkbookAndTheForm_isTheSameClient()
    {
        await using var office = await ExcelOffice.OpenAsync();
        await office.InAsync(async services =>
        {
            var db = services.GetRequiredService<Accounton.Data.AccountonContext>();
            var cipher = await services.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
            new ClientWriter(db, TimeProvider.System).Add(
                GivenClients.Values(("Type", "Company"), ("CompanyName", "Bakkerij"), ("EnterpriseNumber", Number)),
                GivenClients.An,
                cipher);
            await db.SaveChangesAsync(Cancelled);
        });

        // In a workbook: each is recognised as the client that is here.
        foreach (var text in Written)
        {
            await office.CompareAsync(Headings, ["Bakkerij", "bakker@example.be", "nl", text, null, null]);
            var row = Assert.Single(await office.RowsAsync(), r => r.Group != ImportGroup.OnlyHere);
            Assert.Equal((text, Number, ImportGroup.Both, null), (text, row.EnterpriseNumber, row.Group, row.Reasons));
        }

        // In the form: it looks like the client that is here, or is kept as ten digits.
        foreach (var text in Written)
        {
            await office.Admin.LookAsync("/clients/new");
            using var answer = await office.Admin.PostAsync("/clients/new", new()
            {
                ["Form.Values[Type]"] = "Company", ["Form.Values[CompanyName]"] = "Bakkerij",
                ["Form.Values[Email]"] = "bakker@example.be", ["Form.Values[Language]"] = "nl",
                ["Form.Values[EnterpriseNumber]"] = text,
            });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
            Assert.NotNull(page.QuerySelector("[name='Form.Despite'][value]:not([value=''])"));
        }

        // And searched for.
        foreach (var text in Written)
            Assert.Contains(
                "Bakkerij", (await office.Admin.LookAsync($"/clients?search={Uri.EscapeDataString(text)}")).Text, StringComparison.Ordinal);
    }

    /// <summary>From a back-office: through its words, the table, and the rules of an import.</summary>
    [Fact]
    public async Task Numbers_fromABackOffice_areReadOrTold()
    {
        await using var data = await DataLayer.CreateAsync();
        var id = await data.AddOfficeAsync();
        await using var work = data.Work(id);
        work.Db.Add(work.Ciphers.NewKeys(id));
        await work.Db.SaveChangesAsync(Cancelled);
        var cipher = await work.Ciphers.CurrentAsync(Cancelled);

        foreach (var text in Written)
            Assert.Equal(
                Number, Checked(ScriptedSource.Client("c") with { EnterpriseNumber = VendorText.NumberOrNull(text) }).Values[
                    ClientFields.EnterpriseNumber]);

        var right = Checked(ScriptedSource.Client("c") with { NationalNumber = NationalNumber.Read("85.07.30\u2212033.28") });
        Assert.Equal("85073003328", right.Values[ClientFields.NationalNumber]);
        Assert.True(right.IsValid);

        var row = new SourceClient { OfficeId = id, ConnectionId = id, VendorId = "c", CallId = "c", ContentHash = [] };
        SourceRow.Fill(
            row, ScriptedSource.Client("c") with { NationalNumber = NationalNumber.Read("x67031408946 oud") }, [], cipher, default);
        Assert.Null(row.NationalNumberHash);
        var told = Checked(ScriptedSource.Client("c") with { NationalNumber = NationalNumber.Read("x67031408946 oud") });
        Assert.Contains(new FieldReason("NationalNumber", ReasonCode.NumberWithText, IsError: true), told.Reasons);
        Assert.Contains(
            new FieldReason("NationalNumber", ReasonCode.NumberLostZero, IsError: true),
            Checked(ScriptedSource.Client("c") with { NationalNumber = NationalNumber.Read("10100105") }).Reasons);
        Assert.Contains(
            new FieldReason("Mobile", ReasonCode.PhoneInvalid, IsError: false),
            Checked(ScriptedSource.Client("c") with { Mobile = "0111 11 11 11" }).Reasons);

        CheckedClient Checked(ClientRecord record)
        {
            var source = new SourceClient { OfficeId = id, ConnectionId = id, VendorId = "c", CallId = "c", ContentHash = [] };
            SourceRow.Fill(source, record, [], cipher, default);
            return ClientRules.Check(ClientValues.From(source, cipher), ValidationLevel.NameOnly, new DateOnly(2026, 5, 13));
        }
    }

    /// <summary>Of somebody born in 2000 three zeros get lost: it is told as that, and all are put back at once.</summary>
    [Fact]
    public async Task Zeros_upToThree_arePutBack()
    {
        await using var office = await ExcelOffice.OpenAsync();
        await office.CompareAsync(
            ["Voornaam", "Naam", "E-mail", "Taal", "Rijksregisternummer"],
            ["An", "Claes", "an@example.be", "nl", "10100105"], ["Bo", "Maes", "bo@example.be", "nl", "1020300566"]);
        var batch = await office.BatchAsync();
        var page = await office.Admin.LookAsync($"/imports/{batch.Id}?group=Invalid");
        Assert.Equal(
            2, page.Html.QuerySelectorAll(".field-error").Count(
                e => e.TextContent.Contains("met die nullen erbij klopt het", StringComparison.Ordinal)));

        using (await office.Admin.PostAsync($"/imports/{batch.Id}/zeros", []))
        {
            var rows = await office.RowsAsync();
            Assert.All(rows, row => Assert.Equal(ImportGroup.New, row.Group));
            await office.InAsync(async services =>
            {
                var cipher = await services.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
                Assert.Equal(["00010100105", "01020300566"], rows.Select(row => ClientFields.NationalNumber.Read(row, cipher)));
            });
        }
    }
}
