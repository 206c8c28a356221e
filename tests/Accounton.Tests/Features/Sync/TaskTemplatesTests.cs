using Accounton.Features.Connections;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Sync;

/// <summary>The clients of task templates, against what the sandbox says of them.</summary>
public sealed class TaskTemplatesTests(SyncLab lab)
{
    [Theory]
    [InlineData(Vendor.AdminPulse)]
    [InlineData(Vendor.Syneton)]
    public async Task StreamClientsOf_eachTemplate_givesThoseOfTheTruth(Vendor vendor)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var office = await lab.OfficeAsync(vendor, SyncLab.Small);
        await office.LinkAsync();
        var truth = await office.Sandbox.TruthAsync(office.Account, vendor.ToString());

        await office.InAsync(async services =>
        {
            var access = services.GetRequiredService<VendorCredentialsFactory>()
                .AccessTo(await SyncOffice.Db(services).Connections.SingleAsync(cancelled));
            var source = services.GetServices<IClientSource>().Single(s => s.Vendor == vendor);
            var templates = await source.ListTaskTemplatesAsync(access, cancelled);
            Assert.InRange(templates.Count, 2, 4);
            foreach (var template in templates)
            {
                var found = new HashSet<string>();
                await foreach (var page in source.StreamClientsOfAsync(access, [template.Id], cancelled))
                    found.UnionWith(page);
                Assert.Equal(
                    truth.Where(row => row["taskTemplates"]!.AsArray().Any(name => (string?)name == template.Name))
                        .Select(row => (string)row["id"]!).Order(StringComparer.Ordinal),
                    found.Order(StringComparer.Ordinal));
                Assert.NotEmpty(found);
            }
        });
    }
}
