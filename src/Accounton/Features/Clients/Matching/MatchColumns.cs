using Accounton.Vendors;

namespace Accounton.Features.Clients.Matching;

/// <summary>Of a client only what it is recognised by, so that a big table is read quickly.</summary>
public sealed record MatchColumns(
    Guid Id, ClientType Type, string? FirstName, string? LastName, string? CompanyName, string? EmailKey, byte[]? Number, byte[]? Partner,
    string? EnterpriseNumber, string? PostalCode, string? Street, string? HouseNumber, DateOnly? BirthDate)
{
    public static IQueryable<MatchColumns> From(IQueryable<Client> clients) => clients.Select(c => new MatchColumns(
        c.Id, c.Type, c.FirstName, c.LastName, c.CompanyName, c.EmailKey, c.NationalNumberHash, c.PartnerNationalNumberHash,
        c.EnterpriseNumber, c.PostalCode, c.Street, c.HouseNumber, c.BirthDate));

    public MatchKeys Keys() => MatchKeys.From(
        Type, FirstName, LastName, CompanyName, EmailKey, Number, Partner, EnterpriseNumber, PostalCode, Street, HouseNumber, BirthDate);
}
