using System.Globalization;
using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Faults;

namespace Accounton.Sandbox.Syneton;

/// <summary>A list that can be filtered and paged.</summary>
/// <param name="Key">The column that holds the customer's number, by which rows are found without looking at all of them.</param>
/// <param name="Rows">The rows of one customer.</param>
/// <param name="Fixed">The rows of a list that has nothing to do with customers.</param>
internal sealed record Table(
    string Name, string? Key, Func<Dossier, IEnumerable<JsonObject>> Rows, Func<Account, IEnumerable<JsonObject>>? Fixed = null)
{
    public static readonly Table Customers = new(Endpoints.Customers, "CustomerId", client => [CustomerJson.From(client)]);
    public static readonly Table Addresses = new("customeraddresses", "CustomerId", CustomerJson.Addresses);
    public static readonly Table Links = new("customerlinkcustomer", "CustomerIdPk", CustomerJson.Links);
    public static readonly Table Projects = new("projects", "CustomerId", WorkJson.Projects);
    public static readonly Table PlannedTasks = new("plannedtasks", null, WorkJson.PlannedTasks);
    public static readonly Table Employees = new("employees", null, _ => [], _ => Employee.All.Select(WorkJson.Person));
    public static readonly Table Tasks = new("tasks", null, _ => [], _ => Template.All.Select(WorkJson.Task));
    public static readonly Table Changes = new("changes", null, _ => [], account => account.Changes.Select(Row));

    /// <summary>A record that fills every table, to know the columns of a list by.</summary>
    private static readonly Dossier Sample = new()
    {
        Number = 10_001,
        Uid = "Sample",
        RelationId = "Sample",
        Kind = Kind.Person,
        Name = "Sample",
        VatNumber = "0",
        PartnerNumber = 1,
        Responsible = Employee.All[0],
        Address = new Address("", "", "", "", "", ""),
    };

    private readonly Lazy<HashSet<string>> columns = new(() =>
        (Fixed is null ? Rows(Sample).First() : Name == "changes" ? Row(new Change(0, "", "", default)) : Fixed(null!).First())
            .Select(column => column.Key).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>The rows that match, in the order of the customers.</summary>
    public IEnumerable<JsonObject> Select(Filter filter, Account account, Register register)
    {
        if (filter.Fields.FirstOrDefault(field => !columns.Value.Contains(field)) is { } unknown)
            throw new FilterException($"Invalid column name '{unknown}'");
        if (Fixed is not null)
            return Fixed(account).Where(filter.Matches);
        var clients = Key is not null && filter.KeysOf(Key) is { } keys
            ? keys.Select(key => register.SynetonByNumber.GetValueOrDefault(key)).OfType<Dossier>()
            : register.SynetonCustomers;
        return clients.SelectMany(Rows).Where(filter.Matches);
    }

    private static JsonObject Row(Change change) => new()
    {
        ["Id"] = change.Number,
        ["ActionType"] = change.Action,
        ["TableName"] = change.Table,
        ["DateAction"] = SynetonTime.Local(change.At).ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture),
    };
}
