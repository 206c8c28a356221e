namespace Accounton.Features.Clients;

/// <summary>What is wrong, or to be noticed, about a value. Its words are <c>Reason.{code}</c> in the catalogues. Stored by name.</summary>
public enum ReasonCode
{
    Missing = 1,
    TooLong,
    EmailMalformed,
    LanguageUnknown,
    TypeUnknown,
    DateUnreadable,
    DateInFuture,
    NumberLength,
    NumberCheckDigits,
    NumberMonth,
    NumberSequence,
    NumberInFuture,
    NumberLostZero,
    NumberDayUnknown,
    NumberSameAsPartner,
    EnterpriseNumberLength,
    EnterpriseNumberCheckDigits,
    EnterpriseNumberForeign,
    PhoneUnreadable,
    PostalCodeUnusual,
    CountryUnknown,

    /// <summary>A formula that failed in a workbook, such as <c>#N/A</c>: taken as empty.</summary>
    CellError,

    /// <summary>The person is another row's partner in the same workbook: a couple is one row.</summary>
    PartnerOfOtherLine,

    /// <summary>Something else stands beside a number, such as a word.</summary>
    NumberWithText,

    /// <summary>A phone number that no country gives out.</summary>
    PhoneInvalid,

    /// <summary>A cell of a workbook that holds what its column cannot hold: taken as empty.</summary>
    CellNumber,
    CellDate,
    CellAmount,
    CellBoolean,

    /// <summary>Nobody is as old as this birth date says.</summary>
    DateTooOld,
}

/// <summary>A reason about one field. An error keeps a client from being kept; a warning is only told.</summary>
public readonly record struct FieldReason(string Field, ReasonCode Code, bool IsError)
{
    /// <summary>Never errors: what is kept all the same.</summary>
    public static bool IsAlwaysWarning(ReasonCode code) => code is ReasonCode.NumberDayUnknown or ReasonCode.EnterpriseNumberForeign
        or ReasonCode.PhoneUnreadable or ReasonCode.PhoneInvalid
        or ReasonCode.PostalCodeUnusual or ReasonCode.CountryUnknown or ReasonCode.DateTooOld
        || IsOfSource(code);

    /// <summary>Told by where a value came from, not by the value: checking it again does not find it.</summary>
    public static bool IsOfSource(ReasonCode code) => code is ReasonCode.CellError or ReasonCode.PartnerOfOtherLine
        or ReasonCode.CellNumber or ReasonCode.CellDate or ReasonCode.CellAmount or ReasonCode.CellBoolean;

    public override string ToString() => $"{(IsError ? '!' : '?')}{Field}:{Code}";
}

/// <summary>Reasons as they are stored in one column: <c>!Email:EmailMalformed ?Phone:PhoneUnreadable</c>.</summary>
public static class FieldReasons
{
    public const int Length = 600;

    public static string? Write(IEnumerable<FieldReason> reasons)
    {
        var text = string.Join(' ', reasons);
        return text.Length == 0 ? null : text;
    }

    public static IReadOnlyList<FieldReason> Read(string? text) =>
    [
        .. from part in text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []
           let colon = part.IndexOf(':', StringComparison.Ordinal)
           select new FieldReason(part[1..colon], Enum.Parse<ReasonCode>(part.AsSpan(colon + 1)), part[0] == '!'),
    ];
}
