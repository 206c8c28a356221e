using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires;

/// <summary>An office's questionnaires and their versions: what is given stays what it was.</summary>
public sealed class TemplatesTests
{
    private static readonly Definition Current = StandardDefinitions.CurrentFor(ClientType.Person)!;

    public static TheoryData<string> Providers => TestDatabase.Providers;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Providers))]
    public async Task Version_thatAReleaseReplaces_isStillAskedByWhatNamesIt(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        await using var scope = await app.OfficeScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        var templates = scope.ServiceProvider.GetRequiredService<Templates>();
        var template = await templates.OfAsync(Current, Cancelled);
        var older = Current with { Sections = [Current.Sections[0]] };
        var version = db.TemplateVersions.Add(TemplateVersion.Of(template, 1, older, DateTimeOffset.UnixEpoch)).Entity;
        var client = db.Clients.Add(new Client { OfficeId = db.OfficeId, LastName = "Peeters" }).Entity;
        var running = db.Assignments.Add(
            new Assignment { OfficeId = db.OfficeId, TemplateId = template.Id, VersionId = version.Id, ClientId = client.Id }).Entity;
        await db.SaveChangesAsync(Cancelled);

        var newest = await templates.VersionAsync(template, Cancelled);

        Assert.NotEqual(version.Id, newest);
        Assert.Equal(newest, await templates.VersionAsync(template, Cancelled));
        Assert.Equal(2, await db.TemplateVersions.CountAsync(Cancelled));
        Assert.Equal(DefinitionJson.Write(older), DefinitionJson.Write(await templates.DefinitionAsync(running, Cancelled)));
        var given = new Assignment { TemplateId = template.Id, VersionId = newest };
        Assert.Equal(DefinitionJson.Write(Current), DefinitionJson.Write(await templates.DefinitionAsync(given, Cancelled)));
        Assert.Equal(
            DefinitionJson.Write(Current),
            DefinitionJson.Write(await templates.DefinitionAsync(new() { TemplateId = template.Id }, Cancelled)));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Version_neededBySeveralAtOnce_isMadeOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);

        var versions = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var scope = await app.OfficeScopeAsync();
            var templates = scope.ServiceProvider.GetRequiredService<Templates>();
            return await templates.VersionAsync(await templates.OfAsync(Current, Cancelled), Cancelled);
        })));

        await using var read = await app.OfficeScopeAsync();
        Assert.Single(versions.Distinct());
        Assert.Equal(1, await read.ServiceProvider.GetRequiredService<AccountonContext>().TemplateVersions.CountAsync(Cancelled));
    }
}
