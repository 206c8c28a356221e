using System.Globalization;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>The codes of the boxes of the tax return: four figures, and two to check them by, 97 less the four modulo 97.</summary>
public static class TaxCodes
{
    /// <summary>What a partner's code is more than the main declarant's: 2250 for 1250.</summary>
    private const int Partner = 1000;

    public static bool IsCode(string text) => text.Length == 4 && text.All(char.IsAsciiDigit) && text[0] is >= '1' and <= '4';

    /// <summary>As the return prints it: <c>1250-11</c>, and for a partner <c>2250-78</c>.</summary>
    public static string Print(string code, Person person = Person.Common)
    {
        var number = int.Parse(code, NumberStyles.None, CultureInfo.InvariantCulture) + (person == Person.Partner ? Partner : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{number:0000}-{97 - (number % 97):00}");
    }
}
