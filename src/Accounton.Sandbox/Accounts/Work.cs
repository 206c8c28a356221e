namespace Accounton.Sandbox.Accounts;

/// <summary>A kind of work that an office does for its clients: a task template at AdminPulse, a task flow at Syneton.</summary>
internal sealed record Template(int Number, string Name, bool Active)
{
    public static readonly Template PersonalTax = new(1, "Personenbelasting", true);
    public static readonly Template Vat = new(2, "BTW-aangifte", true);
    public static readonly Template Accounts = new(3, "Jaarrekening & vennootschapsbelasting", true);
    public static readonly Template Old = new(4, "Oude taakflow", false);
    public static readonly Template[] All = [PersonalTax, Vat, Accounts, Old];
}

/// <summary>A piece of work for one client. Status 0 is to do, 1 busy, 2 done.</summary>
internal sealed record Work(Template Template, DateOnly Deadline, int Status)
{
    /// <summary>Not every client has a task yet: vendors make planned tasks at night.</summary>
    public static IEnumerable<Work> Create(Dossier client)
    {
        var status = client.Number % 3;
        if (client.Standing != Standing.Customer)
            yield break;
        if (client.Kind != Kind.Company && client.Number % 5 != 0)
            yield return new Work(Template.PersonalTax, new DateOnly(2026, 7, 15), status);
        if (client.VatNumber is not null)
            yield return new Work(Template.Vat, new DateOnly(2026, 4, 20), status);
        if (client.Kind == Kind.Company)
            yield return new Work(Template.Accounts, new DateOnly(2026, 9, 30), status);
    }
}
