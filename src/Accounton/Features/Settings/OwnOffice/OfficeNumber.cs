namespace Accounton.Features.Settings.OwnOffice;

/// <summary>An office's own Belgian enterprise number: ten digits, the last two being 97 − (the first eight mod 97).</summary>
public static class OfficeNumber
{
    /// <summary>The ten digits of what was typed, with or without <c>BE</c>, dots and blanks; null when it is no such number.</summary>
    public static string? Read(string typed)
    {
        var text = typed.Trim();
        var rest = text.StartsWith("BE", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        var digits = string.Concat(rest.Where(c => c is not (' ' or '.' or '-')));
        if (digits.Length is not (9 or 10) || !digits.All(char.IsAsciiDigit))
            return null;

        var ten = digits.PadLeft(10, '0');
        return ten[0] <= '1' && ten[..8] != "00000000" && 97 - (int.Parse(ten.AsSpan(0, 8), provider: null) % 97) == int.Parse(ten.AsSpan(8), provider: null) ? ten : null;
    }

    public static string Print(string digits) => $"{digits[..4]}.{digits[4..7]}.{digits[7..]}";
}
