using Accounton.Data;
using Accounton.Features.Account;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.SignIn;
using Accounton.Tests.Running;
using Accounton.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Account;

public sealed class OldRowsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task WhatIsOld_isForgottenAndWhatIsNotStays(string provider)
    {
        var clock = new StandingClock();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database, clock: clock);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        var now = clock.GetUtcNow();
        var user = await db.Users.Select(u => u.Id).FirstAsync(Cancelled);
        foreach (var (days, name) in new[] { (0, "new"), (40, "old") })
        {
            var at = now.AddDays(-days);
            db.SignInTries.Add(
                new SignInTry { AccountHash = OneTimeToken.HashOf(name), SourceHash = OneTimeToken.HashOf("here"), LastAt = at });
            db.PersonalLinks.Add(new PersonalLink
            {
                Purpose = LinkPurpose.Password, Email = name, TokenHash = OneTimeToken.HashOf(name), CreatedAt = at, ExpiresAt = at,
            });
            db.Sessions.Add(new Session { UserId = user, SecurityStamp = "s", Source = name, Agent = "", StartedAt = at, LastSeenAt = at });
            db.AuthorizationAttempts.Add(new AuthorizationAttempt { ExpiresAt = at, Outcome = name });
            db.PlatformMails.Add(new PlatformMail { To = name, Subject = "s", Body = "b", CreatedAt = at, EndedAt = at });
            db.PlatformMails.Add(new PlatformMail { To = name + ", waiting", Subject = "s", Body = "b", CreatedAt = at });
        }

        await db.SaveChangesAsync(Cancelled);
        await scope.ServiceProvider.GetRequiredService<OldRows>().ForgetAsync(Cancelled);

        Assert.Equal([OneTimeToken.HashOf("new")], await db.SignInTries.AsNoTracking().Select(t => t.AccountHash).ToListAsync(Cancelled));
        Assert.Equal(["new"], await db.Sessions.AsNoTracking().Select(s => s.Source).ToListAsync(Cancelled));
        Assert.Equal(["new"], await db.AuthorizationAttempts.AsNoTracking().Select(a => a.Outcome).ToListAsync(Cancelled));
        Assert.Equal(["new"], await db.PersonalLinks.AsNoTracking().Select(l => l.Email).ToListAsync(Cancelled));
        Assert.Equal(
            ["new", "new, waiting", "old, waiting"],
            (await db.PlatformMails.AsNoTracking().Select(m => m.To).ToListAsync(Cancelled)).Order(StringComparer.Ordinal));
    }
}
