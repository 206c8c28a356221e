using Accounton.Data;
using Accounton.Features.OneTimeLinks;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Features.Operators;

/// <summary>The command <c>create-operator</c>: whoever may start the application may name who runs it.</summary>
public sealed class NewOperator(AccountonContext db, PersonalLinks links, UserManager<User> users)
{
    public const string Command = "create-operator";

    private static readonly TimeSpan Holds = TimeSpan.FromHours(24);

    /// <summary>Runs the command; the process's exit code.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        if (arguments is not [var given, ..] || MailAddresses.Parse(given) is not { } email)
        {
            await errors.WriteLineAsync($"Usage: dotnet Accounton.dll {Command} <mail>");
            return 2;
        }

        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<NewOperator>().LinkAsync(email) is not { } link)
        {
            await errors.WriteLineAsync($"{email} is a user of an office, and an operator belongs to none: use another address.");
            return 1;
        }

        await output.WriteLineAsync($"Within {Holds.TotalHours:0} hours, and once:");
        await output.WriteLineAsync(link.AbsoluteUri);
        return 0;
    }

    /// <summary>A link with which somebody becomes an operator, or gets in again; null for a user who is none.</summary>
    private async Task<Uri?> LinkAsync(string email)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is { IsOperator: false })
            return null;

        var link = links.Add(LinkPurpose.Operator, WelcomeController.Path, email, Holds, user?.Id);
        await db.SaveChangesAsync();
        return link;
    }
}
