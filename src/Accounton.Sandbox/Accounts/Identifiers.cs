using System.Globalization;

namespace Accounton.Sandbox.Accounts;

/// <summary>Makes Belgian numbers that belong to nobody but have right check digits, and recognises them.</summary>
internal static class Identifiers
{
    public static string NationalNumber(DateOnly birthDate, int sequence)
    {
        var nine = $"{birthDate:yyMMdd}{sequence:000}";
        return nine + NationalCheck(nine, birthDate.Year >= 2000);
    }

    public static string WithDots(string number) => $"{number[..2]}.{number[2..4]}.{number[4..6]}-{number[6..9]}.{number[9..]}";

    public static bool IsNationalNumber(string digits) => digits.Length == 11
        && (digits[9..] == NationalCheck(digits[..9], false) || digits[9..] == NationalCheck(digits[..9], true));

    public static bool LostItsZero(string digits) => digits.Length == 10 && IsNationalNumber("0" + digits);

    public static string EnterpriseNumber(int firstEight) => $"{firstEight:00000000}{97 - (firstEight % 97):00}";

    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string NationalCheck(string nine, bool bornFrom2000)
    {
        var number = long.Parse((bornFrom2000 ? "2" : "") + nine, CultureInfo.InvariantCulture);
        return (97 - (number % 97)).ToString("00", CultureInfo.InvariantCulture);
    }
}
