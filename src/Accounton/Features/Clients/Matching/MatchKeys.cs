using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Accounton.Data;
using Accounton.Features.Clients.Identifiers;
using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Features.Clients.Matching;

/// <summary>
/// What a client is recognised by, each as 64 bits of a hash; 0 is empty and matches nothing. Small, so that two tables of
/// 100,000 are compared in memory.
/// </summary>
/// <param name="Number">The national register number, when its check digits are right.</param>
/// <param name="Partner">The partner's, when right.</param>
/// <param name="Enterprise">The enterprise number, when right.</param>
/// <param name="Mail">The e-mail address without case.</param>
/// <param name="Name">The folded words of the name in any order: the person's, else the company's.</param>
/// <param name="Address">Postal code, street and house number, folded.</param>
/// <param name="BirthDate">When it is known.</param>
/// <param name="Type">What kind of taxpayer.</param>
public readonly record struct MatchKeys(
    ulong Number, ulong Partner, ulong Enterprise, ulong Mail, ulong Name, ulong Address, DateOnly? BirthDate, ClientType Type)
{
    /// <summary>Of a row with checked or unchecked values: what is wrong is empty.</summary>
    public static MatchKeys From(IClientColumns row) => From(
        row.Type, row.FirstName, row.LastName, row.CompanyName, row.EmailKey, row.NationalNumberHash, row.PartnerNationalNumberHash,
        row.EnterpriseNumber, row.PostalCode, row.Street, row.HouseNumber, row.BirthDate);

    /// <inheritdoc cref="From(IClientColumns)"/>
    public static MatchKeys From(
        ClientType type, string? firstName, string? lastName, string? companyName, string? emailKey, byte[]? number, byte[]? partner,
        string? enterpriseNumber, string? postalCode, string? street, string? houseNumber, DateOnly? birthDate) => new(
        Hash64(number),
        Hash64(partner),
        Enterprise64(enterpriseNumber),
        Hash64(emailKey),
        Name64(type, firstName, lastName, companyName),
        Address64(postalCode, street, houseNumber),
        birthDate,
        type);

    /// <summary>Of checked values that are on no row yet.</summary>
    public static MatchKeys From(ClientValues values, OfficeCipher cipher) => new(
        Number64(values[ClientFields.NationalNumber], cipher),
        Number64(values[ClientFields.PartnerNationalNumber], cipher),
        Enterprise64(values[ClientFields.EnterpriseNumber]),
        Hash64(values[ClientFields.Email]?.ToLowerInvariant()),
        Name64(values.Type, values[ClientFields.FirstName], values[ClientFields.LastName], values[ClientFields.CompanyName]),
        Address64(values[ClientFields.PostalCode], values[ClientFields.Street], values[ClientFields.HouseNumber]),
        DateOnly.TryParseExact(values[ClientFields.BirthDate], "O", out var date) ? date : null,
        values.Type);

    /// <summary>A hash of a text; 0 when there is none.</summary>
    public static ulong Hash64(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return 0;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return NotZero(BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    private static ulong Hash64(byte[]? hash) => hash is { Length: >= 8 } ? NotZero(BinaryPrimitives.ReadUInt64LittleEndian(hash)) : 0;

    private static ulong Number64(string? digits, OfficeCipher cipher) =>
        digits is not null && NationalRegisterNumbers.IsRight(digits) ? Hash64(cipher.Hash(digits)) : 0;

    /// <summary>The words in one order, so that a vendor that does not split names still names the same person.</summary>
    private static ulong Name64(ClientType type, string? first, string? last, string? company)
    {
        var person = NormalText.Fold($"{last} {first}", ClientFields.NameWordsLength);
        var name = type == ClientType.Company || person.Length == 0 ? NormalText.Fold(company, ClientFields.NameWordsLength) : person;
        return Hash64(string.Join(
            ' ', (name.Length == 0 ? person : name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)));
    }

    private static ulong Address64(string? postalCode, string? street, string? houseNumber) =>
        street is null || postalCode is null ? 0 : Hash64(NormalText.Fold($"{postalCode} {street} {houseNumber}", 300));

    private static ulong Enterprise64(string? text)
    {
        if (text is null || !EnterpriseNumbers.LooksBelgian(text))
            return 0;

        var digits = EnterpriseNumbers.Digits(text);
        return EnterpriseNumbers.Fault(digits) is null ? Hash64(digits) : 0;
    }

    private static ulong NotZero(ulong hash) => hash == 0 ? 1 : hash;
}

/// <summary>Why two clients may be one. Stored by name; its words are <c>MatchReason.{name}</c>.</summary>
public enum MatchReason
{
    /// <summary>Linked by an earlier import: sure.</summary>
    Link = 1,
    NationalNumber = 2,
    EnterpriseNumber = 3,
    EmailAndName = 4,

    /// <summary>From here on a person decides.</summary>
    NumberOtherName = 5,
    NumberOtherBirthDate = 6,
    NumberSeveral = 7,
    EnterpriseNumberOtherName = 8,
    EnterpriseNumberOtherType = 9,
    EnterpriseNumberSeveral = 10,
    EmailAndNameSeveral = 11,
    EmailAndNameOtherBirthDate = 12,
    EmailAndNameOtherNumber = 13,
    Email = 14,
    NameAndBirthDate = 15,
    NameAndAddress = 16,

    /// <summary>Each is recognised, but as the same client.</summary>
    TakenByOther = 17,

    /// <summary>The number is that of somebody's partner: perhaps no file of its own.</summary>
    IsPartnerThere = 18,

    /// <summary>The partner's number is that of a client with a file of their own.</summary>
    PartnerIsThere = 19,

    /// <summary>A person said so.</summary>
    Person = 20,
}
