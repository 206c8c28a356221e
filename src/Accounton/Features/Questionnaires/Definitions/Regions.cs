using System.Globalization;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>The regions of Belgium.</summary>
public static class Regions
{
    /// <summary>As it stands in answers and definitions.</summary>
    public static string KeyOf(Region region) =>
        region switch { Region.Flanders => "flanders", Region.Brussels => "brussels", _ => "wallonia" };

    public static Region? Find(string? key) =>
        key is null ? null : Enum.GetValues<Region>().Cast<Region?>().FirstOrDefault(region => KeyOf(region!.Value) == key);

    /// <summary>Where a Belgian post code of four figures lies; null when it is none.</summary>
    public static Region? OfPostalCode(string? code) =>
        code is { Length: 4 } && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number switch
            {
                >= 1000 and < 1300 => Region.Brussels,
                (>= 1300 and < 1500) or (>= 4000 and < 8000) => Region.Wallonia,
                (>= 1500 and < 4000) or >= 8000 => Region.Flanders,
                _ => null,
            }
            : null;
}
