using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.ExpectedResults;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>
/// What a perfect sync makes of AdminPulse's relations. It starts from the very answer, so it cannot know more than that tells.
/// </summary>
internal static class AdminPulseTruth
{
    public static IEnumerable<TruthRow> From(Account account)
    {
        var companyId = Company.IdOf(account);
        return account.Register.All.Select(client => From(RelationJson.From(client, companyId)) with
        {
            TaskTemplates = [.. Work.Create(client).Select(work => work.Template.Name)],
        });
    }

    private static TruthRow From(JsonObject relation)
    {
        var name = relation.Text("name");
        var firstName = relation.Text("firstName");
        var vatNumber = relation.Text("vatNumber");
        var type = relation.Text("relationType") switch
        {
            "Company" => "Company",
            "Sole proprietor" => "SoleProprietor",
            "Person" => "Person",
            _ => relation.Text("legalForm") is not null || (vatNumber is not null && firstName is null) ? "Company" : "Person",
        };
        var address = relation["address"];
        var responsible = relation["responsible"];
        return new TruthRow
        {
            Id = relation.Text("uniqueIdentifier")!,
            CallId = relation.Text("id")!,
            Status = Status(relation),
            Type = type,
            FirstName = firstName,
            LastName = type == "Company" ? null : name,
            CompanyName =
                type switch { "Company" => name, "SoleProprietor" => TradeName(relation.Text("displayName"), name, firstName), _ => null },
            Email = Channel(relation, "email"),
            Language = relation.Text("language")?.ToLowerInvariant(),
            Mobile = Channel(relation, "mobile"),
            Phone = Channel(relation, "phone"),
            Street = address.Text("street"),
            HouseNumber = address.Text("houseNumber"),
            Box = address.Text("box"),
            PostalCode = address.Text("postalCode"),
            City = address.Text("city"),
            Country = address.Text("countryCode"),
            BirthDate = Fields.Day(relation.Text("birthDate")),
            NationalNumber = Fields.DigitsOf(relation.Text("nationalNumber")),
            PartnerId = (relation["tos"] as JsonArray ?? []).FirstOrDefault(link => link.Text("linkType") == "5").Text("uniqueIdentifier"),
            EnterpriseNumber = Fields.NumberOrNull(vatNumber),
            Code = relation.Text("code"),
            ResponsibleName = responsible.Text("name"),
            ResponsibleEmail = responsible.Text("email"),
        };
    }

    private static string Status(JsonObject relation) => Fields.IsPast(relation.Text("endDate")) ? "Ended" : relation.Text("status") switch
    {
        "Prospect" => "Prospect",
        "Own company" => "OwnCompany",
        "Other" => "Other",
        _ => "Customer",
    };

    private static string? TradeName(string? displayName, string? name, string? firstName) =>
        displayName == $"{name} {firstName}" || displayName == $"{firstName} {name}" ? null : displayName;

    private static string? Channel(JsonObject relation, string type)
    {
        var channels = (relation["communicationChannels"] as JsonArray ?? []).Where(channel => channel.Text("type") == type).ToArray();
        return (Array.Find(channels, channel => channel?["favorite"]?.GetValue<bool>() == true) ?? channels.FirstOrDefault()).Text("value");
    }
}
