using System.Globalization;
using Accounton.Data.Sensitive;

namespace Accounton.Vendors.Syneton;

/// <summary>Syneton's customers in our words.</summary>
public static class SynetonMapping
{
    /// <summary>What a link between partners is called, in the languages that a server may be in.</summary>
    private static readonly HashSet<string> Partner =
        [
            "partner", "levenspartner", "echtgenoot", "echtgenote", "partenaire", "conjoint", "conjointe", "époux", "épouse",
            "epoux", "epouse", "spouse",
        ];

    /// <summary>The client; null when it has no id.</summary>
    public static ClientRecord? ToClient(
        SynetonCustomer customer,
        SynetonAddress? office,
        SynetonEmployee? responsible,
        DateOnly today,
        IEnumerable<SynetonLink>? links = null)
    {
        if (customer.CustomerId is not (> 0 and var number))
            return null;
        var id = number.ToString(CultureInfo.InvariantCulture);
        var type = TypeOf(customer);
        return new ClientRecord
        {
            Id = id,
            CallId = id,
            Status = StatusOf(customer, today),
            Type = type,
            FirstName = type == ClientType.Company ? null : Text(customer.Firstname),
            LastName = type == ClientType.Company ? null : Text(customer.Name),
            CompanyName = type switch
            {
                ClientType.Company => Text(customer.Name) ?? Text(customer.CommercialName),
                ClientType.SoleProprietor => Text(customer.CommercialName),
                _ => null,
            },
            Email = Text(customer.Email),
            Mobile = Text(customer.Mobile),
            Phone = Text(customer.Phone),
            Language = VendorText.Language(Text(customer.Language)),
            Street = Text(office?.StreetName) ?? Text(office?.Street1),
            HouseNumber = Text(office?.HouseNr),
            Box = Text(office?.HouseBox),
            PostalCode = Text(office?.ZipCode),
            City = Text(office?.City),
            Country = Text(office?.CountryCode),
            BirthDate = customer.DateOfBirth,
            NationalNumber = NationalNumber.Read(customer.SocialSecurityNumber),
            PartnerId = type == ClientType.Company ? null : PartnerOf(number, links ?? []),
            EnterpriseNumber = VendorText.NumberOrNull(Text(customer.VATNr)),
            Code = Text(customer.CustCode),
            ResponsibleName = responsible is null
                ? null
                : VendorText.OrNull(string.Join(' ', new[] { Text(responsible.Firstname), Text(responsible.Name) }.OfType<string>())),
            ResponsibleEmail = Text(responsible?.WorkEmail),
        };
    }

    /// <summary>The partner among a customer's links. Of several always the same one, in whatever order they come.</summary>
    public static string? PartnerOf(long customer, IEnumerable<SynetonLink> links) => links
        .Where(link => link.CustomerIdPk == customer && link.CustomerIdFk is > 0 and var other
            && other != customer && Partner.Contains(VendorText.Word(link.LinkType)))
        .Min(link => link.CustomerIdFk)?.ToString(CultureInfo.InvariantCulture);

    private static ClientType TypeOf(SynetonCustomer customer) =>
        customer.IsCompany == true ? ClientType.Company
        : VendorText.NumberOrNull(Text(customer.VATNr)) is not null ? ClientType.SoleProprietor
        : ClientType.Person;

    private static ClientStatus StatusOf(SynetonCustomer customer, DateOnly today) =>
        VendorText.Word(customer.CustomerCrmType) == "prospect" ? ClientStatus.Prospect
        : customer.IsActive == false || customer.DisabledDate < today ? ClientStatus.Inactive
        : ClientStatus.Customer;

    /// <summary>0 is used where null is meant.</summary>
    private static string? Text(string? text) => text?.Trim() == "0" ? null : VendorText.OrNull(text);
}
