using Accounton.Data.Sensitive;

namespace Accounton.Vendors.AdminPulse;

/// <summary>AdminPulse's relations in our words. The one place that knows its unproven names.</summary>
public static class AdminPulseMapping
{
    /// <summary>The client; null when it has no id that can be kept.</summary>
    public static ClientRecord? ToClient(AdminPulseRelation relation, DateOnly today)
    {
        var callId = VendorText.Id(relation.Id);
        if ((VendorText.Id(relation.UniqueIdentifier) ?? callId) is not { } id)
            return null;
        var type = TypeOf(relation);
        var name = VendorText.OrNull(relation.Name);
        var address = relation.Address;
        return new ClientRecord
        {
            Id = id,
            CallId = callId ?? id,
            Status = relation.EndDate < today ? ClientStatus.Ended : StatusOf(relation.Status),
            Type = type,
            FirstName = type == ClientType.Company ? null : VendorText.OrNull(relation.FirstName),
            LastName = type == ClientType.Company ? null : name,
            CompanyName = type switch
            {
                ClientType.Company => name ?? VendorText.OrNull(relation.DisplayName),
                ClientType.SoleProprietor => TradeName(relation),
                _ => null,
            },
            Email = Channel(relation, "email"),
            Mobile = Channel(relation, "mobile"),
            Phone = Channel(relation, "phone"),
            Language = VendorText.Language(relation.Language),
            Street = VendorText.OrNull(address?.Street),
            HouseNumber = VendorText.OrNull(address?.HouseNumber),
            Box = VendorText.OrNull(address?.Box),
            PostalCode = VendorText.OrNull(address?.PostalCode),
            City = VendorText.OrNull(address?.City),
            Country = VendorText.OrNull(address?.CountryCode),
            BirthDate = relation.BirthDate,
            NationalNumber = NationalNumber.Read(relation.NationalNumber),
            PartnerId = VendorText.Id(relation.Tos.FirstOrDefault(link => link.LinkType == AdminPulseLink.Partner)?.UniqueIdentifier),
            EnterpriseNumber = VendorText.NumberOrNull(relation.VatNumber),
            Code = VendorText.OrNull(relation.Code),
            ResponsibleName = VendorText.OrNull(relation.Responsible?.Name),
            ResponsibleEmail = VendorText.OrNull(relation.Responsible?.Email),
        };
    }

    private static ClientType TypeOf(AdminPulseRelation relation) => VendorText.Word(relation.RelationType) switch
    {
        "company" => ClientType.Company,
        "soleproprietor" => ClientType.SoleProprietor,
        "person" => ClientType.Person,
        _ when VendorText.OrNull(relation.LegalForm) is not null => ClientType.Company,
        _ when VendorText.NumberOrNull(relation.VatNumber) is not null
            && VendorText.OrNull(relation.FirstName) is null => ClientType.Company,
        _ => ClientType.Person,
    };

    /// <summary>A status that is missing or a number says nothing; a word we do not know says that it is something else.</summary>
    private static ClientStatus StatusOf(string? status) => VendorText.Word(status) switch
    {
        "" or "customer" => ClientStatus.Customer,
        "prospect" => ClientStatus.Prospect,
        "owncompany" => ClientStatus.OwnCompany,
        _ => ClientStatus.Other,
    };

    /// <summary>A sole proprietor's display name, unless it is only the person's name.</summary>
    private static string? TradeName(AdminPulseRelation relation)
    {
        var display = VendorText.OrNull(relation.DisplayName);
        string?[] names = [VendorText.OrNull(relation.Name)?.Trim(), VendorText.OrNull(relation.FirstName)?.Trim()];
        var isPerson = new[] { names, names.Reverse() }
            .Any(order => string.Equals(display?.Trim(), string.Join(' ', order.OfType<string>()), StringComparison.OrdinalIgnoreCase));
        return isPerson ? null : display;
    }

    /// <summary>The favourite of a kind, else the first.</summary>
    private static string? Channel(AdminPulseRelation relation, string type) => relation.CommunicationChannels
        .Where(channel => VendorText.Word(channel.Type) == type && VendorText.OrNull(channel.Value) is not null)
        .OrderByDescending(channel => channel.Favorite == true)
        .FirstOrDefault()?.Value;
}
