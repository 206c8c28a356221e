using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Accounton.Data;
using Accounton.Features;
using Accounton.Features.Account;
using Accounton.Features.Mail;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Running;

/// <summary>
/// Keeps the mails that an application sends, and delivers those that wait when a test asks for it: in the scopes that
/// their jobs would have, by the rows that say they are due.
/// </summary>
public sealed partial class Mailbox : IMailTransport, IMailConnection
{
    private readonly ConcurrentQueue<MailMessage> _letters = new();

    public bool IsConfigured => true;

    /// <summary>What the transport says when it is asked; null takes the mail.</summary>
    public Exception? Refusal { get; set; }

    public IReadOnlyList<MailMessage> Letters => [.. _letters];

    /// <summary>For <see cref="App"/>'s <c>replace</c>.</summary>
    public void Replace(IServiceCollection services) => services.AddSingleton<IMailTransport>(this);

    public IMailConnection Open() => this;

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task SendAsync(MailMessage letter, CancellationToken cancellationToken)
    {
        if (Refusal is not null)
            throw Refusal;
        _letters.Enqueue(letter);
        return Task.CompletedTask;
    }

    /// <summary>Makes the links that were asked for, and sends all that is due.</summary>
    public static async Task DeliverAsync(App app)
    {
        foreach (var id in await AllAsync(app, db => db.PersonalLinks.Where(l => l.TokenHash == null).Select(l => l.Id)))
            await RunAsync<PasswordLinkJob>(app, null, job => job.RunAsync(id, CancellationToken.None));
        await using var scope = app.Services.CreateAsyncScope();
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        foreach (var (office, id) in await CrossOfficeQueries.UrgentMailsAsync(db, now, CancellationToken.None))
            await RunAsync<SendMailJob>(app, office, job => job.RunAsync(office, id, CancellationToken.None));
        foreach (var office in await CrossOfficeQueries.OfficesWithMailAsync(db, now, CancellationToken.None))
            await RunAsync<SendMailsJob>(app, office, job => job.RunAsync(office, CancellationToken.None));
        foreach (var id in await AllAsync(app, all => all.PlatformMails.Where(m => m.EndedAt == null).Select(m => m.Id)))
            await RunAsync<SendPlatformMailJob>(app, null, job => job.RunAsync(id, CancellationToken.None));
    }

    /// <summary>The path and query of the link in the newest mail to an address.</summary>
    public async Task<string> LinkToAsync(App app, string address)
    {
        await DeliverAsync(app);
        return _letters.Last(l => l.To == address).Link!.PathAndQuery;
    }

    /// <summary>The token of a link.</summary>
    public static string TokenOf(string link) => Token().Match(link).Groups[1].Value;

    private static async Task<List<T>> AllAsync<T>(App app, Func<AccountonContext, IQueryable<T>> query)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<AccountonContext>()).ToListAsync();
    }

    private static async Task RunAsync<T>(App app, Guid? office, Func<T, Task> run)
        where T : notnull
    {
        var scopes = app.Services.GetRequiredService<IServiceScopeFactory>();
        await using var scope = office is { } id ? scopes.CreateOfficeScope(id) : scopes.CreateAsyncScope();
        await run(ActivatorUtilities.CreateInstance<T>(scope.ServiceProvider));
    }

    [GeneratedRegex("token=([^&]+)$")]
    private static partial Regex Token();
}
