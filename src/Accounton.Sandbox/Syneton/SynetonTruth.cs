using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.ExpectedResults;

namespace Accounton.Sandbox.Syneton;

/// <summary>
/// What a perfect sync makes of Syneton's answers. It starts from those very answers, so it cannot know more than they tell.
/// </summary>
internal static class SynetonTruth
{
    private static readonly Dictionary<string, JsonObject> Employees = Employee.All.Select(WorkJson.Person)
        .ToDictionary(person => person.Text("EmployeeId")!);

    public static IEnumerable<TruthRow> From(Account account) => account.Register.SynetonCustomers.Select(From);

    private static TruthRow From(Dossier client)
    {
        var customer = CustomerJson.From(client);
        var address = CustomerJson.Addresses(client).FirstOrDefault(row => row.Text("RegisteredOffice") == "1");
        var split = address.NonZero("StreetName") is not null;
        var manager = Employees.GetValueOrDefault(
            WorkJson.Projects(client).MinBy(project => project["ProjectId"]!.GetValue<int>()).NonZero("ProjectManagerId") ?? "");
        var nationalNumber = customer.NonZero("SocialSecurityNumber")
            ?? (client.Kind == Kind.Company ? null : CustomerJson.Private(client).NonZero("NationalNr"));
        var type = customer.Text("IsCompany") == "1" ? "Company" : customer.NonZero("VATNr") is null ? "Person" : "SoleProprietor";
        var name = customer.NonZero("Name");
        return new TruthRow
        {
            Id = customer.Text("CustomerId")!,
            CallId = customer.Text("CustomerId")!,
            Status = Status(customer),
            Type = type,
            FirstName = customer.NonZero("Firstname"),
            LastName = type == "Company" ? null : name,
            CompanyName = type switch { "Company" => name, "SoleProprietor" => customer.NonZero("CommercialName"), _ => null },
            Email = customer.NonZero("Email"),
            Language = customer.NonZero("Language")?.ToLowerInvariant(),
            Mobile = customer.NonZero("Mobile"),
            Phone = customer.NonZero("Phone"),
            Street = split ? address.NonZero("StreetName") : address.NonZero("Street1"),
            HouseNumber = split ? address.NonZero("HouseNr") : null,
            Box = split ? address.NonZero("HouseBox") : null,
            PostalCode = address.NonZero("ZipCode"),
            City = address.NonZero("City"),
            Country = address.NonZero("CountryCode"),
            BirthDate = Fields.Day(customer.NonZero("DateOfBirth")),
            NationalNumber = Fields.DigitsOf(nationalNumber),
            PartnerId = type == "Company"
                ? null
                : CustomerJson.Links(client).FirstOrDefault(link => link.Text("LinkType") == "Partner").Text("CustomerIdFk"),
            EnterpriseNumber = Fields.NumberOrNull(customer.NonZero("VATNr")),
            Code = customer.NonZero("CustCode"),
            ResponsibleName = manager is null ? null : $"{manager.Text("Firstname")} {manager.Text("Name")}",
            ResponsibleEmail = manager.NonZero("WorkEmail"),
            TaskTemplates = [.. WorkJson.PlannedTasks(client)
                .Select(task => Template.All.Single(template => template.Number == task["TaskId"]!.GetValue<int>()).Name)],
        };
    }

    private static string Status(JsonObject customer) =>
        customer.Text("CustomerCrmType") == "Prospect" ? "Prospect"
        : customer.Text("IsActive") == "0" || Fields.IsPast(customer.NonZero("DisabledDate")) ? "Inactive"
        : "Customer";
}
