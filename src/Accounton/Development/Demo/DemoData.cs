using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Development.Demo;

/// <summary>Two offices with their people, and an operator, in a database without users.</summary>
public static class DemoData
{
    /// <param name="services">The application's.</param>
    /// <param name="withClients">Also clients and their questionnaires, for who looks at it; tests make their own.</param>
    public static async Task SeedAsync(IServiceProvider services, bool withClients = false)
    {
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<AccountonContext>().Users.AnyAsync())
            return;

        var demo = await AddOfficeAsync(services, "Kantoor Demo");
        var other = await AddOfficeAsync(services, "Kantoor Ander");
        var admin = await AddUserAsync(services, "admin@demo.test", "An Peeters", (demo, OfficeRole.Admin));
        await AddUserAsync(services, "accountant@demo.test", "Karim Dubois", (demo, OfficeRole.Accountant));
        await AddUserAsync(services, "admin@ander.test", "Els Maes", (other, OfficeRole.Admin));
        await AddUserAsync(services, "operator@demo.test", "Olivier Operator");
        if (withClients)
            await DemoQuestionnaires.SeedAsync(services, demo, admin);
    }

    /// <summary>An office with its keys.</summary>
    public static async Task<Guid> AddOfficeAsync(IServiceProvider services, string name)
    {
        Guid id;
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            var office = new Office { Name = name, CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow() };
            db.Offices.Add(office);
            await db.SaveChangesAsync();
            id = office.Id;
        }

        await using var own = services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(id);
        var context = own.ServiceProvider.GetRequiredService<AccountonContext>();
        context.OfficeKeys.Add(own.ServiceProvider.GetRequiredService<OfficeCiphers>().NewKeys(id));
        await context.SaveChangesAsync();
        return id;
    }

    /// <summary>A user with the password of all demo accounts; without offices, an operator.</summary>
    public static async Task<Guid> AddUserAsync(
        IServiceProvider services, string email, string name, params (Guid OfficeId, OfficeRole Role)[] offices)
    {
        var user = new User { Name = name, UserName = email, Email = email, EmailConfirmed = true, IsOperator = offices.Length == 0 };
        await using (var scope = services.CreateAsyncScope())
        {
            var added = await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user, new DemoAccounts().Password);
            if (!added.Succeeded)
                throw new InvalidOperationException(string.Join(" ", added.Errors.Select(e => e.Description)));
        }

        foreach (var (officeId, role) in offices)
        {
            await using var own = services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(officeId);
            var context = own.ServiceProvider.GetRequiredService<AccountonContext>();
            context.Memberships.Add(new Membership
            {
                OfficeId = officeId, UserId = user.Id, Role = role, CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
            });
            await context.SaveChangesAsync();
        }

        return user.Id;
    }
}
