using Accounton.Data;
using Accounton.Features;
using Accounton.Features.Mail;
using Accounton.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Mail;

public sealed class DueMailsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 12, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task DueMails_ofWhichSomeAreSentOrGivenUpOrTooEarly_areTheOthers()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        await using var scope = await app.OfficeScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        Add("due");
        Add("tried before").Attempts = 3;
        Add("interrupted").State = MailState.Sending;
        foreach (var ended in Enum.GetValues<MailState>().Where(state => state > MailState.Sending))
            Add(ended.ToString()).End(ended, null, Now);
        Add("too early").NotBefore = Now.AddMinutes(1);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        var due = await CrossOfficeQueries.UrgentMailsAsync(db, Now, TestContext.Current.CancellationToken);

        var ids = due.Select(mail => mail.Id).ToHashSet();
        Assert.Equal(
            ["due", "interrupted", "tried before"],
            db.OutgoingMails.Local.Where(mail => ids.Contains(mail.Id)).Select(mail => mail.Subject).Order(StringComparer.Ordinal));

        OutgoingMail Add(string subject) => db.OutgoingMails.Add(new OutgoingMail
        {
            OfficeId = db.OfficeId, To = "an@voorbeeld.test", Subject = subject,
            Body = "-", IsUrgent = true, CreatedAt = Now, NotBefore = Now,
        }).Entity;
    }
}
