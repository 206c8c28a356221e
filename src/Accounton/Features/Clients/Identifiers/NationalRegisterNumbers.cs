namespace Accounton.Features.Clients.Identifiers;

/// <summary>
/// The rules of the Belgian national register number and the BIS number: <c>YYMMDD SSS CC</c>, eleven digits. Births from
/// 2000 are checked with a 2 in front of the first nine. Source: the register's own description of the number.
/// </summary>
public static class NationalRegisterNumbers
{
    public const int Length = 11;

    /// <summary>Of somebody born in 2000 in the first nine months: two of the year, one of the month.</summary>
    private const int MostLostZeros = 3;

    /// <summary>
    /// What is wrong with a number, the worst first; null when nothing is. Digits that are right with the zeros in
    /// front that a spreadsheet drops are <see cref="ReasonCode.NumberLostZero"/>, for a person to confirm.
    /// </summary>
    /// <param name="digits">Digits only.</param>
    /// <param name="today">A birth after it is refused.</param>
    public static ReasonCode? Fault(string digits, DateOnly today)
    {
        if (digits.Length is >= Length - MostLostZeros and < Length
            && Fault(digits.PadLeft(Length, '0'), today) is null or ReasonCode.NumberDayUnknown)
            return ReasonCode.NumberLostZero;
        if (digits.Length != Length || !digits.All(char.IsAsciiDigit))
            return ReasonCode.NumberLength;

        var year = Part(digits, 0, 2);
        var month = Part(digits, 2, 2);
        var day = Part(digits, 4, 2);
        var nine = long.Parse(digits.AsSpan(0, 9), provider: null);
        var check = Part(digits, 9, 2);
        var before2000 = 97 - (nine % 97) == check;
        var from2000 = 97 - ((2_000_000_000 + nine) % 97) == check;
        if (!before2000 && !from2000)
            return ReasonCode.NumberCheckDigits;
        if (month is not (<= 12 or >= 20 and <= 32 or >= 40 and <= 52))
            return ReasonCode.NumberMonth;
        if (Part(digits, 6, 3) is 0 or 999)
            return ReasonCode.NumberSequence;

        var born = (from2000 ? 2000 : 1900) + year;
        var calendarMonth = month % 20;
        if (!before2000 && (born, calendarMonth, day).CompareTo((today.Year, today.Month, today.Day)) > 0)
            return ReasonCode.NumberInFuture;

        return calendarMonth > 0 && day > DateTime.DaysInMonth(born, calendarMonth) ? ReasonCode.NumberDayUnknown : null;
    }

    /// <summary>Right enough to recognise somebody by; a day that does not exist is real.</summary>
    public static bool IsRight(string digits) => Fault(digits, DateOnly.MaxValue) is null or ReasonCode.NumberDayUnknown;

    /// <summary>The birth date a right number tells; null when it tells none. A hint: it never overwrites what is known.</summary>
    public static DateOnly? BirthDate(string digits, DateOnly today)
    {
        if (Fault(digits, today) is not null)
            return null;

        var year = Part(digits, 0, 2);
        var month = Part(digits, 2, 2) % 20;
        var day = Part(digits, 4, 2);
        var from2000 = 97 - ((2_000_000_000 + long.Parse(digits.AsSpan(0, 9), provider: null)) % 97) == Part(digits, 9, 2);
        var born = (from2000 ? 2000 : 1900) + year;
        return month > 0 && day > 0 ? new DateOnly(born, month, day) : null;
    }

    /// <summary>As it is printed: <c>85.07.30-033.28</c>.</summary>
    public static string Print(string digits) =>
        digits.Length == Length ? $"{digits[..2]}.{digits[2..4]}.{digits[4..6]}-{digits[6..9]}.{digits[9..]}" : digits;

    private static int Part(string digits, int start, int length) => int.Parse(digits.AsSpan(start, length), provider: null);
}
