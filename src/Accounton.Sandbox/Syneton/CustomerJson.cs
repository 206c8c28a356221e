using System.Globalization;
using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;

namespace Accounton.Sandbox.Syneton;

/// <summary>A client in the shape of Syneton's customers, and what Syneton keeps beside them.</summary>
internal static class CustomerJson
{
    private static readonly string[] Optional =
    [
        "CustCode", "CommercialName", "Title", "Language", "Phone", "Mobile", "Email", "RegistrationNr", "DisabledDate",
    ];

    public static JsonObject From(Dossier client)
    {
        var ended = client.Standing == Standing.Ended;
        var customer = new JsonObject
        {
            ["CustomerId"] = client.Number,
            ["CustCode"] = Value(client, client.Code),
            ["Name"] = client.Name,
            ["Firstname"] = Value(client, client.FirstName),
            ["CommercialName"] = Value(client, client.TradeName),
            ["IsCompany"] = client.Kind == Kind.Company ? 1 : 0,
            // Some who left are only switched off, the others only have a date.
            ["IsActive"] = ended && client.Number % 2 == 0 ? 0 : 1,
            ["CustomerCrmType"] = client.Standing == Standing.Prospect ? "Prospect" : "Customer",
            ["Title"] = Value(client, client.Kind == Kind.Company ? client.LegalForm : client.Sex == Sex.Male ? "Dhr." : "Mevr."),
            ["Language"] = Value(client, client.Language?.ToUpperInvariant()),
            ["Sex"] = client.Kind == Kind.Company ? 0 : client.Sex == Sex.Male ? "M" : "F",
            ["Nationality"] = Value(client, client.Address?.Country),
            ["DateOfBirth"] = Value(client, Date(client.BirthDate)),
            ["Email"] = Value(client, client.EmailPlace == EmailPlace.Contact ? null : client.Email),
            ["Phone"] = Value(client, client.Phone),
            ["Mobile"] = Value(client, client.Mobile),
            ["VATNr"] = Value(client, HasVat(client) ? client.VatNumber : null),
            ["RegistrationNr"] = Value(client, HasVat(client) ? Identifiers.Digits(client.VatNumber!) : null),
            ["SocialSecurityNumber"] = Value(client, IsKeptApart(client) ? null : client.NationalNumber),
            ["CompanyId"] = 1,
            ["DisabledDate"] = Value(client, !ended || client.Number % 2 != 0 ? Date(client.EndDate) : null),
        };
        foreach (var name in client.Filling == Filling.Full ? [] : Optional)
        {
            if (client.Filling == Filling.Lacking)
                customer.Remove(name);
            else
                customer[name] = null;
        }

        return customer;
    }

    /// <summary>The second place where the national number may be.</summary>
    public static JsonObject Private(Dossier client) => new()
    {
        ["CustomerId"] = client.Number,
        ["NationalNr"] = Value(client, client.NationalNumber),
        ["DateOfBirth"] = Value(client, Date(client.BirthDate)),
        ["MaritalStatus"] = client.PartnerNumber is null ? 0 : 2,
    };

    public static IEnumerable<JsonObject> Addresses(Dossier client)
    {
        if (client.Number % 7 == 0)
            yield return Address(
                client, client.Number * 10, new Address("Vakantielaan", "1", null, "8400", "Oostende", "BE"), registered: false);
        if (client.Address is { } address)
            yield return Address(client, (client.Number * 10) + 1, address, registered: true);
    }

    public static IEnumerable<JsonObject> Links(Dossier client)
    {
        if (client.PartnerNumber is { } partner)
            yield return new JsonObject
            {
                ["CustomerLinkId"] = client.Number, ["CustomerIdPk"] = client.Number, ["CustomerIdFk"] = partner, ["LinkType"] = "Partner",
            };
    }

    private static JsonObject Address(Dossier client, int id, Address address, bool registered)
    {
        // Older addresses were never split into street and number.
        var whole = client.Number % 5 == 0;
        var box = address.Box is null ? "" : $" bus {address.Box}";
        return new JsonObject
        {
            ["CustomerAddressId"] = id,
            ["CustomerId"] = client.Number,
            ["Street1"] = $"{address.Street} {address.HouseNumber}{box}",
            ["StreetName"] = Value(client, whole ? null : address.Street),
            ["HouseNr"] = Value(client, whole ? null : address.HouseNumber),
            ["HouseBox"] = Value(client, whole ? null : address.Box),
            ["ZipCode"] = address.PostalCode,
            ["City"] = address.City,
            ["CountryCode"] = address.Country,
            ["RegisteredOffice"] = registered ? 1 : 0,
        };
    }

    /// <summary>Nobody types a placeholder here, where the field says what a number looks like.</summary>
    private static bool HasVat(Dossier client) => client.VatNumber?.Any(char.IsAsciiDigit) == true;

    private static bool IsKeptApart(Dossier client) => client.Number % 6 == 0;

    /// <summary>Null is said in four ways.</summary>
    private static JsonValue? Value(Dossier client, string? text) => text is not null ? JsonValue.Create(text) : (client.Number % 4) switch
    {
        0 => JsonValue.Create(0),
        1 => JsonValue.Create("0"),
        2 => JsonValue.Create(""),
        _ => null,
    };

    private static string? Date(DateOnly? date) =>
        date is null ? null : string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}T00:00:00");
}
