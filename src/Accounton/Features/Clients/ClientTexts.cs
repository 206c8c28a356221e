using Accounton.Data.Sensitive;
using Accounton.Features.Clients.Identifiers;
using Accounton.Localisation;

namespace Accounton.Features.Clients;

/// <summary>A client's values as a screen shows them: codes as words, dates and numbers as they are printed, national numbers masked.</summary>
public static class ClientTexts
{
    /// <summary>A value as it is shown; null when there is none.</summary>
    public static string? Shown(this ClientValues values, ClientField field, Texts texts) =>
        values[field] is not { } text ? null
        : field.IsSealed ? NationalNumber.TryRead(text, out var number) ? number.ToString() : "•••"
        : field == ClientFields.BirthDate && DateOnly.TryParseExact(text, "O", out var date) ? texts.Day(date)
        : field == ClientFields.EnterpriseNumber ? EnterpriseNumbers.Print(text)
        : field == ClientFields.Country ? Countries.NameOf(text, texts.Language.Culture)
        : Choice(field, text, texts);

    /// <summary>A choice's words; any other text as it is.</summary>
    public static string Choice(ClientField field, string value, Texts texts) => !field.Choices.Contains(value, StringComparer.Ordinal) ? value
        : field == ClientFields.Type ? texts["ClientType." + value]
        : field == ClientFields.Language ? texts["ClientLanguage." + value]
        : value;

    /// <summary>The name as a list shows it: last name or company name first; null when there is none.</summary>
    public static string? ListName(this ClientValues values) =>
        ClientColumns.ListName(values.Type, values[ClientFields.FirstName], values[ClientFields.LastName], values[ClientFields.CompanyName]);
}
