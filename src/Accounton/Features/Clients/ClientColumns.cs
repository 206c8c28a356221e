using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Clients;

/// <summary>What every table of clients shares: its mapping, its search keys and its national numbers.</summary>
public static class ClientColumns
{
    /// <summary>The purpose a client's national number is encrypted for, in whatever table it stands.</summary>
    public const string NationalNumberPurpose = "national-number";

    public static void MapClientColumns<T>(this EntityTypeBuilder<T> entity)
        where T : class, IClientColumns
    {
        foreach (var field in ClientFields.Texts)
            entity.Property<string?>(field.Key).HasMaxLength(field.Length);

        entity.Property(c => c.Type).HasConversion<string>().HasMaxLength(20);
        entity.Property(c => c.NationalNumberCipher).HasMaxLength(ClientFields.CipherLength);
        entity.Property(c => c.PartnerNationalNumberCipher).HasMaxLength(ClientFields.CipherLength);
        entity.Property(c => c.NationalNumberHash).HasMaxLength(ClientFields.HashLength);
        entity.Property(c => c.PartnerNationalNumberHash).HasMaxLength(ClientFields.HashLength);
        entity.Property(c => c.SortName).HasMaxLength(ClientFields.SortNameLength).HasAnnotation(AccountonContext.Binary, true);
        entity.Property(c => c.NameWords).HasMaxLength(ClientFields.NameWordsLength).HasAnnotation(AccountonContext.Binary, true);
        entity.Property(c => c.EmailKey).HasMaxLength(ClientFields.EmailLength).HasAnnotation(AccountonContext.Binary, true);
    }

    /// <summary>Sets the columns to sort and search by from the names and the e-mail address.</summary>
    public static void SetKeys(this IClientColumns client)
    {
        var person = $"{client.LastName} {client.FirstName}";
        var first = client.Type == Vendors.ClientType.Company ? $"{client.CompanyName} {person}" : $"{person} {client.CompanyName}";
        client.SortName = NormalText.Fold(first, ClientFields.SortNameLength);
        client.NameWords = client.SortName.Length == 0
            ? ""
            : " " + NormalText.Fold($"{first} {client.PartnerName}", ClientFields.NameWordsLength - 1);
        client.EmailKey = client.Email?.ToLowerInvariant();
    }

    public static void SetNationalNumber(this IClientColumns client, NationalNumber? number, OfficeCipher cipher) =>
        ClientFields.NationalNumber.Write(client, number?.Reveal(), cipher);

    /// <summary>The name as a list shows it: last name or company name first; null when there is none.</summary>
    public static string? ListName(this IClientColumns client) =>
        ListName(client.Type, client.FirstName, client.LastName, client.CompanyName);

    /// <inheritdoc cref="ListName(IClientColumns)"/>
    public static string? ListName(Vendors.ClientType type, string? firstName, string? lastName, string? companyName)
    {
        var person = $"{lastName} {firstName}".Trim();
        return type == Vendors.ClientType.Company ? companyName ?? NullIfEmpty(person) : NullIfEmpty(person) ?? companyName;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
