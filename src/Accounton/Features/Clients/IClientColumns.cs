using Accounton.Vendors;

namespace Accounton.Features.Clients;

/// <summary>
/// The flat columns that every table of clients has. National numbers are ciphertexts with the office's key, beside a
/// keyed hash to match by; the rest is normalised text. What each column is for stands in <see cref="ClientFields"/>.
/// </summary>
public interface IClientColumns
{
    ClientType Type { get; set; }
    string? FirstName { get; set; }
    string? LastName { get; set; }
    string? CompanyName { get; set; }
    string? Email { get; set; }
    string? Language { get; set; }
    string? Mobile { get; set; }
    string? Phone { get; set; }
    string? Street { get; set; }
    string? HouseNumber { get; set; }
    string? Box { get; set; }
    string? PostalCode { get; set; }
    string? City { get; set; }
    string? Country { get; set; }
    DateOnly? BirthDate { get; set; }
    string? NationalNumberCipher { get; set; }
    byte[]? NationalNumberHash { get; set; }
    string? PartnerName { get; set; }
    string? PartnerNationalNumberCipher { get; set; }
    byte[]? PartnerNationalNumberHash { get; set; }
    string? EnterpriseNumber { get; set; }
    string? Code { get; set; }
    string? ResponsibleName { get; set; }
    string? ResponsibleEmail { get; set; }

    /// <summary>The name to sort by, folded: last name or company name first, lower case, without accents.</summary>
    string SortName { get; set; }

    /// <summary>The folded words of every name, each with a blank in front, to search by the beginning of a word.</summary>
    string NameWords { get; set; }

    /// <summary>The e-mail address in lower case, to search and match by.</summary>
    string? EmailKey { get; set; }
}
