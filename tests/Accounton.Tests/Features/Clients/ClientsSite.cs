using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Clients;

/// <summary>One application with its visitors, shared by the tests of a class; each test makes its own clients.</summary>
public sealed class ClientsSite : IAsyncLifetime
{
    private TestDatabase? _database;

    internal App App { get; private set; } = null!;
    internal HttpClient Admin { get; private set; } = null!;
    internal HttpClient Accountant { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        App = new App(_database);
        Admin = await App.BrowserAsync(App.Admin);
        Accountant = await App.BrowserAsync(App.Accountant);
    }

    internal async Task<Guid> AddAsync(string firstName, string lastName, params (string Field, string? Text)[] more)
    {
        var id = Guid.Empty;
        await WorkAsync((db, cipher) => id = GivenClients.Person(db, cipher, firstName, lastName, more).Id);
        return id;
    }

    internal async Task WorkAsync(Action<AccountonContext, OfficeCipher> work, string office = App.DemoOffice)
    {
        await using var scope = await App.OfficeScopeAsync(office);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        work(db, await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync());
        await db.SaveChangesAsync();
    }

    internal async Task<T> ReadAsync<T>(Func<AccountonContext, Task<T>> read)
    {
        await using var scope = await App.OfficeScopeAsync();
        return await read(scope.ServiceProvider.GetRequiredService<AccountonContext>());
    }

    internal Task<Client> ClientAsync(Guid id) => ReadAsync(db => db.Clients.AsNoTracking().SingleAsync(c => c.Id == id));

    /// <summary>The fields of a page's form as the browser would send them, some changed.</summary>
    internal static Dictionary<string, string> Form(Page page, string action, params (string Name, string Value)[] changed)
    {
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.Html.QuerySelector($"form[action='{action}']")!;
        var fields = new Dictionary<string, string>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case AngleSharp.Html.Dom.IHtmlInputElement { Name: { Length: > 0 } name, IsDisabled: false } input
                    when input.Type is not ("checkbox" or "radio") || input.IsChecked:
                    fields[name] = input.Value;
                    break;
                case AngleSharp.Html.Dom.IHtmlSelectElement { Name: { Length: > 0 } name } select:
                    fields[name] = select.Value ?? "";
                    break;
            }
        }

        foreach (var (name, value) in changed)
            fields[name] = value;
        return fields;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _database!.DisposeAsync();
    }
}
