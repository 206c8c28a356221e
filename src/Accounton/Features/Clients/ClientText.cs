using System.Globalization;
using Accounton.Data.Sensitive;
using Accounton.Features.Clients.Identifiers;
using Accounton.Localisation;

namespace Accounton.Features.Clients;

/// <summary>A client's values as a screen shows them. National numbers are masked.</summary>
public static class ClientText
{
    public static string? Show(ClientField field, string? plain, Texts texts)
    {
        if (plain is null)
            return null;
        if (field.IsEncrypted)
            return NationalNumber.TryRead(plain, out var number) ? number.ToString() : "•••";
        if (field == ClientFields.Type)
            return texts["ClientType." + plain];
        if (field == ClientFields.Language)
            return LanguageName(plain, texts);
        if (field == ClientFields.Country)
            return Countries.NameOf(plain, CultureInfo.GetCultureInfo(texts.Language.Code));
        if (field == ClientFields.BirthDate)
            return DateOnly.TryParseExact(plain, "O", out var date) ? texts.Day(date) : plain;
        if (field == ClientFields.EnterpriseNumber)
            return EnterpriseNumbers.Print(plain);
        return field == ClientFields.Mobile || field == ClientFields.Phone ? FieldChecks.PrintPhone(plain) : plain;
    }

    /// <summary>What a row holds, as a screen shows it.</summary>
    public static string? Show(ClientField field, IClientColumns row, Tenancy.OfficeCipher cipher, Texts texts) =>
        Show(field, field.Read(row, cipher), texts);

    /// <inheritdoc cref="Show(ClientField, string?, Texts)"/>
    public static string? Shown(this ClientValues values, ClientField field, Texts texts) => Show(field, values[field], texts);

    /// <summary>The name as a list shows it: last name or company name first; null when there is none.</summary>
    public static string? ListName(this ClientValues values) =>
        ClientColumns.ListName(
            values.Type, values[ClientFields.FirstName], values[ClientFields.LastName], values[ClientFields.CompanyName]);

    public static string Label(ClientField field, Texts texts) => texts["ClientField." + field.Key];

    /// <summary>What is said of a value, by itself.</summary>
    public static string Reason(FieldReason reason, Texts texts) => texts["Reason." + reason.Code, ClientFields.Get(reason.Field).Length];

    private static string LanguageName(string code, Texts texts) =>
        ClientFields.Language.Choices.Contains(code) ? texts["ClientLanguage." + code.ToUpperInvariant()] : code;
}
