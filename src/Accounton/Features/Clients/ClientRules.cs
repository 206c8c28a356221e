using Accounton.Data;
using Accounton.Vendors;

namespace Accounton.Features.Clients;

/// <summary>Where values come from decides what must be there.</summary>
public enum ValidationLevel
{
    /// <summary>By hand and from a workbook: a name, an e-mail address and a language.</summary>
    Complete = 1,

    /// <summary>From a back-office the name alone; what else is missing is a warning, and keeps from inviting.</summary>
    NameOnly = 2,
}

/// <summary>Normalised values, and all there is to say of them. Wrong texts are kept as they came.</summary>
public sealed record CheckedClient(ClientValues Values, IReadOnlyList<FieldReason> Reasons)
{
    public bool IsValid => !Reasons.Any(reason => reason.IsError);
}

/// <summary>The rules of a client as a whole, the same wherever it comes from. Pure.</summary>
public static class ClientRules
{
    /// <summary>More of one text is not looked at.</summary>
    private const int LongestGiven = 500;

    public static CheckedClient Check(ClientValues given, ValidationLevel level, DateOnly today)
    {
        var values = new ClientValues();
        var reasons = new List<FieldReason>();

        var country = ClientFields.Normalise(ClientFields.Country, given[ClientFields.Country]);
        var context = new CheckContext(today, country is null ? "BE" : Countries.CodeOf(country) ?? "BE");
        foreach (var field in ClientFields.All)
        {
            if (NormalText.From(given[field], LongestGiven) is not { } text)
                continue;

            // What is too long as it was written may be kept in a shorter way.
            var check = field.Check(text, context);
            values[field] = ClientFields.Normalise(field, check.Value);
            if (check.Reason is { } reason)
                reasons.Add(new(field.Key, reason, IsError(field, reason, level)));
            if (check.Value?.Length > field.Length && !reasons.Exists(one => one.IsError && one.Field == field.Key))
                reasons.Add(new(field.Key, ReasonCode.TooLong, IsError: level == ValidationLevel.Complete));
        }

        values[ClientFields.Type] ??= nameof(ClientType.Person);
        if (values[ClientFields.NationalNumber] is { } number && number == values[ClientFields.PartnerNationalNumber])
            reasons.Add(new(ClientFields.PartnerNationalNumber.Key, ReasonCode.NumberSameAsPartner, IsError: true));
        AddMissing(values, level, reasons);
        return new CheckedClient(values, reasons);
    }

    private static bool IsError(ClientField field, ReasonCode reason, ValidationLevel level) =>
        !FieldReason.IsAlwaysWarning(reason)
        && field != ClientFields.ResponsibleEmail
        && (level == ValidationLevel.Complete || field != ClientFields.Language);

    private static void AddMissing(ClientValues values, ValidationLevel level, List<FieldReason> reasons)
    {
        var isCompany = values.Type == ClientType.Company;
        if (level == ValidationLevel.NameOnly)
        {
            var name = isCompany ? ClientFields.CompanyName : ClientFields.LastName;
            if (values[ClientFields.CompanyName] is null && values[ClientFields.LastName] is null && values[ClientFields.FirstName] is null)
                reasons.Add(new(name.Key, ReasonCode.Missing, IsError: true));
        }
        else
        {
            ClientField[] names = isCompany ? [ClientFields.CompanyName] : [ClientFields.FirstName, ClientFields.LastName];
            reasons.AddRange(
                names.Where(name => values[name] is null).Select(name => new FieldReason(name.Key, ReasonCode.Missing, IsError: true)));
        }

        ClientField[] wanted = [ClientFields.Email, ClientFields.Language];
        reasons.AddRange(wanted.Where(field => values[field] is null)
            .Select(field => new FieldReason(field.Key, ReasonCode.Missing, IsError: level == ValidationLevel.Complete)));
    }
}
