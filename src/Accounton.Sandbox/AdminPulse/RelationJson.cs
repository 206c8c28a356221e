using System.Globalization;
using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>A client in the shape of AdminPulse's relations.</summary>
internal static class RelationJson
{
    private static readonly string[] Optional =
    [
        "relationType", "status", "displayName", "language", "communicationChannels", "responsible", "tos", "remark",
        "accountingRelationcode", "relationGroupName", "endDate", "legalForm", "vatNumber", "code",
    ];

    public static JsonObject From(Dossier client, string companyId)
    {
        var relation = new JsonObject
        {
            ["id"] = client.RelationId,
            ["uniqueIdentifier"] = client.Uid,
            ["code"] = client.Code,
            ["name"] = client.Name,
            ["firstName"] = client.FirstName,
            ["displayName"] = DisplayName(client),
            ["relationType"] = client.Kind switch { Kind.Company => "Company", Kind.SoleProprietor => "Sole proprietor", _ => "Person" },
            ["status"] = client.Standing switch
            {
                Standing.Prospect => "Prospect",
                Standing.OwnCompany => "Own company",
                Standing.Other => "Other",
                _ => "Customer",
            },
            ["legalForm"] = client.LegalForm,
            ["companyId"] = companyId,
            ["accountingRelationcode"] = client.Code,
            ["relationGroupName"] = client.Address?.City is { } city ? $"Groep {city}" : null,
            ["language"] = client.Language,
            ["vatNumber"] = client.VatNumber,
            ["nationalNumber"] = client.NationalNumber,
            ["birthDate"] = Date(client.BirthDate),
            ["endDate"] = Date(client.EndDate),
            ["communicationChannels"] = Channels(client),
            ["address"] = AddressOf(client.Address),
            ["responsible"] = ResponsibleOf(client.Responsible),
            ["tos"] = Links(client),
            ["remark"] = client.Remark,
        };
        foreach (var name in client.Filling == Filling.Full ? [] : Optional)
        {
            if (client.Filling == Filling.Lacking)
                relation.Remove(name);
            else
                relation[name] = null;
        }

        return relation;
    }

    private static string DisplayName(Dossier client) =>
        client.Kind == Kind.SoleProprietor && client.TradeName is { } tradeName ? tradeName
        : client.FirstName is null ? client.Name
        : $"{client.Name} {client.FirstName}";

    private static string? Date(DateOnly? date) =>
        date is null ? null : string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}T00:00:00");

    private static JsonArray Channels(Dossier client)
    {
        var channels = new JsonArray();
        if (client.Phone is { } phone)
            channels.Add(Channel("phone", phone, true));
        if (client.Email is { } email && client.EmailPlace != EmailPlace.Contact)
        {
            if (client.EmailPlace == EmailPlace.Second)
                channels.Add(Channel("email", "oud." + email, false));
            channels.Add(Channel("email", email, client.EmailPlace != EmailPlace.NotFavourite));
            if (client.EmailPlace == EmailPlace.NotFavourite)
                channels.Add(Channel("email", "info." + email, false));
        }

        if (client.Mobile is { } mobile)
            channels.Add(Channel("mobile", mobile, true));
        return channels;
    }

    private static JsonObject Channel(string type, string value, bool favourite) =>
        new() { ["type"] = type, ["value"] = value, ["favorite"] = favourite };

    private static JsonObject? AddressOf(Address? address) => address is null ? null : new()
    {
        ["street"] = address.Street,
        ["houseNumber"] = address.HouseNumber,
        ["box"] = address.Box,
        ["postalCode"] = address.PostalCode,
        ["city"] = address.City,
        ["countryCode"] = address.Country,
    };

    private static JsonObject? ResponsibleOf(Employee? employee) => employee is null ? null : new()
    {
        ["id"] = Company.IdOf(employee),
        ["name"] = employee.FullName,
        ["email"] = employee.Email,
    };

    /// <summary>linkType 1 is a contact, 4 a director, 5 the partner.</summary>
    private static JsonArray Links(Dossier client)
    {
        var links = new JsonArray();
        if (client.EmailPlace == EmailPlace.Contact)
            links.Add(Link(1, "Contact" + client.Uid));
        if (client is { Kind: Kind.Company, Number: var number } && number % 3 == 0)
            links.Add(Link(4, "Bestuurder" + client.Uid));
        if (client.PartnerUid is { } partner)
            links.Add(Link(5, partner));
        return links;
    }

    private static JsonObject Link(int type, string uid) => new() { ["linkType"] = type, ["uniqueIdentifier"] = uid };
}
