using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Features.Sync.Readiness;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Imports;

/// <summary>What the source lacks: each figure is as long as the list that it opens.</summary>
public sealed class ReadinessTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readiness_ofAConnection_countsEachLackAndOpensItsList()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        await SeedAsync(app);
        var admin = await Visitor.ComeAsync(app, App.Accountant);

        var page = await admin.LookAsync("/imports/readiness");

        Assert.Contains("Van 6 klanten in AdminPulse", page.Text, StringComparison.Ordinal);
        foreach (var (lack, names) in new Dictionary<MissingField, string[]>
        {
            [MissingField.Email] = ["Zonder"], [MissingField.Language] = ["Zonder"],
            [MissingField.NationalNumber] = ["Zonder"], [MissingField.RightNationalNumber] = ["Fout"],
            [MissingField.PartnerNumber] = ["Partner"], [MissingField.Responsible] = ["Zonder"],
        })
        {
            var row = page.Html.QuerySelectorAll("tbody tr").First(one => one.QuerySelector($"a[href$='lacks={lack}']") is not null);
            Assert.Equal($"{names.Length}", row.QuerySelector(".number")!.TextContent);
            var list = await admin.LookAsync(row.QuerySelector("a")!.GetAttribute("href")!);
            Assert.Equal(names, list.Html.QuerySelectorAll("main tbody th").Select(cell => cell.TextContent));
            Assert.Equal($"{lack}", list.Html.QuerySelector("select[name=lacks] option[selected]")!.GetAttribute("value"));
        }

        Assert.NotNull(page.Html.QuerySelector("figure.chart svg"));
    }

    [Fact]
    public async Task Readiness_withoutABackOffice_saysWhatToDo()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        var admin = await Visitor.ComeAsync(app, App.Admin);

        Assert.Contains("Koppel eerst uw kantoorsoftware", (await admin.LookAsync("/imports/readiness")).Text, StringComparison.Ordinal);
    }

    /// <summary>
    /// Six customers: one lacks all, one has a wrong number, one a partner without a number, two are a
    /// couple in order, one is a company.
    /// </summary>
    private static async Task SeedAsync(App app)
    {
        await using var scope = await app.OfficeScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        var cipher = await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
        var connection = db.Connections.Add(
            new Connection { OfficeId = db.OfficeId, Vendor = Vendor.AdminPulse, State = ConnectionState.Active, WasActive = true }).Entity;
        Add("Zonder", c =>
        {
            c.Email = null;
            c.Language = null;
            c.ResponsibleName = null;
            c.NationalNumberCipher = null;
            c.NationalNumberHash = null;
        });
        Add("Fout", c => ClientFields.NationalNumber.Write(c, "85073003327", cipher));
        Add("Partner", c => c.PartnerVendorId = "weg");
        Add("Samen", c => c.PartnerVendorId = "Twee");
        Add("Twee", c => c.PartnerVendorId = "Samen");
        Add("Vennootschap", c =>
        {
            c.Type = ClientType.Company;
            c.CompanyName = "Vennootschap";
            c.NationalNumberCipher = null;
            c.NationalNumberHash = null;
        });
        Add("Prospect", c =>
        {
            c.Status = ClientStatus.Prospect;
            c.Email = null;
        });
        Add("Weg", c =>
        {
            c.GoneSince = DateTimeOffset.UnixEpoch;
            c.Email = null;
        });
        await db.SaveChangesAsync(Cancelled);

        void Add(string name, Action<SourceClient> change)
        {
            var client = new SourceClient
            {
                OfficeId = db.OfficeId, ConnectionId = connection.Id, VendorId = name, CallId = name,
                ContentHash = [1], Type = ClientType.Person, Status = ClientStatus.Customer,
                LastName = name, Email = "a@example.be", Language = "nl", ResponsibleName = "An",
            };
            ClientFields.NationalNumber.Write(client, "85073003328", cipher);
            change(client);
            client.SetKeys();
            db.SourceClients.Add(client);
        }
    }
}
