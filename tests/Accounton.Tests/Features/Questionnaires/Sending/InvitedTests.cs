using System.Diagnostics;
using System.Globalization;
using System.Net;
using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tests.Features.Imports;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Sending;

/// <summary>
/// Clients are imported, given the questionnaire and invited, at a real mail server that now and then gives no answer, by
/// processes that are killed half-way: each mail arrives once, or is shown as uncertain, and none arrives twice.
/// </summary>
public sealed class InvitedTests(ITestOutputHelper output)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Clients_importedAndInvited_getOneMailOrAreShownAsUncertain(string provider)
    {
        var clients = Endurance.Rounds(few: 60, many: 1_300);
        var kills = Endurance.Rounds(few: 1, many: 5);
        await using var server = await SmtpServer.StartAsync("--lose", Endurance.IsAskedFor ? "60" : "20", "--wait", "0.01");
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var sandbox = await SyncLab.StartSandboxAsync(
            $"Sandbox:Clients:invited={clients.ToString(CultureInfo.InvariantCulture)}");
        await using var app = new App(database, sandbox, replace: SyncLab.Hurry);
        await ImportAsync(app, sandbox);
        var template = await InAsync(app, db => db.Templates.Select(t => t.Id).SingleAsync(Cancelled));
        var all = await InAsync(app, db => (
            from assignment in db.Assignments
            join client in db.Clients on assignment.ClientId equals client.Id
            select new { assignment.Id, client.Email, client.Language }).ToListAsync(Cancelled));
        var sendable = all.Where(one => MailAddresses.Parse(one.Email) is not null).ToList();
        var admin = await Visitor.ComeAsync(app, App.Admin);
        using var begun = await admin.PostAsync(
            "/questionnaires/send/all/now", new() { ["sending"] = Guid.NewGuid().ToString(), ["template"] = template.ToString() });
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);

        string[] settings = ["Mail:Folder=", "Mail:Timeout=00:00:02", .. server.Settings.Select(
            setting => $"{setting.Key}={setting.Value}")];
        var watch = Stopwatch.StartNew();
        for (var kill = 1; kill <= kills; kill++)
        {
            await using var process = await AppProcess.StartAsync(database, sandbox, settings);
            var before = await CountAsync(app, MailState.Sent);
            await Eventually.HoldsAsync(
                async () => await CountAsync(app, MailState.Sent) > before + sendable.Count / (kills + 2),
                "some mails were sent",
                seconds: 120);
            await process.KillAsync();
        }

        await using (var last = await AppProcess.StartAsync(database, sandbox, settings))
            await Eventually.HoldsAsync(() => IsDoneAsync(app, sendable.Count), "nothing is left to be sent", seconds: 300);

        var mails = await InAsync(app, db => db.OutgoingMails.AsNoTracking().ToListAsync(Cancelled));
        var arrived = (await server.MailsAsync()).CountBy(mail => mail.MessageId!).ToDictionary();
        int Arrived(OutgoingMail mail) => arrived.GetValueOrDefault($"{mail.Id:N}@accounton");
        Assert.Equal(sendable.Select(one => one.Id).Order(), mails.Select(mail => mail.AssignmentId!.Value).Order());
        Assert.DoesNotContain(arrived.Values, count => count > 1);
        Assert.All(mails, mail => Assert.True(mail.State is MailState.Sent or MailState.Uncertain, $"{mail.State} {mail.Fault}"));
        Assert.All(mails.Where(mail => mail.State == MailState.Sent), mail => Assert.Equal(1, Arrived(mail)));
        var uncertain = mails.Where(mail => mail.State == MailState.Uncertain).ToList();
        var told = await InAsync(
            app, db => db.Assignments.Where(a => a.MailTrouble == MailTrouble.Uncertain).Select(a => a.Id).ToListAsync(Cancelled));
        Assert.Equal(uncertain.Select(mail => mail.AssignmentId!.Value).Order(), told.Order());
        var languages = sendable.CountBy(one => one.Language).ToDictionary(pair => pair.Key ?? "-", pair => pair.Value);
        output.WriteLine(
            $"{provider}: {sendable.Count} invited ({string.Join(", ", languages.Select(pair => $"{pair.Key} {pair.Value}"))}), "
                + $"{kills} kills, {watch.Elapsed.TotalSeconds:0} s: "
                + $"{mails.Count - uncertain.Count} sent and arrived once, {uncertain.Count} "
                + $"uncertain, of which {uncertain.Count(mail => Arrived(mail) == 1)} arrived; 0 twice.");
    }

    private static async Task ImportAsync(App app, Sandbox sandbox)
    {
        var imports = new OfficeImports(await SyncOffice.DemoAsync(app, sandbox, Vendor.AdminPulse, "invited"));
        await imports.Office.LinkAsync();
        await imports.Office.RunAsync();
        var batch = await imports.CompareAsync();
        await InAsync(app, async db =>
        {
            await using var scope = await app.OfficeScopeAsync();
            var template = await scope.ServiceProvider.GetRequiredService<Templates>().OfAsync(
                StandardDefinitions.Current.First(one => one.IncomeYear is not null), Cancelled);
            (await db.ImportBatches.SingleAsync(b => b.Id == batch.Id, Cancelled)).TemplateId = template.Id;
            return await db.SaveChangesAsync(Cancelled);
        });
        await imports.ApplyAsync(batch.Id);
    }

    private static Task<int> CountAsync(App app, MailState state) =>
        InAsync(app, db => db.OutgoingMails.CountAsync(m => m.State == state, Cancelled));

    private static Task<bool> IsDoneAsync(App app, int count) => InAsync(app, async db =>
        await db.OutgoingMails.CountAsync(m => m.EndedAt != null, Cancelled) == count
            && !await db.BulkSendings.AnyAsync(s => s.EndedAt == null, Cancelled));

    private static async Task<T> InAsync<T>(App app, Func<AccountonContext, Task<T>> work)
    {
        await using var scope = await app.OfficeScopeAsync();
        return await work(scope.ServiceProvider.GetRequiredService<AccountonContext>());
    }
}
