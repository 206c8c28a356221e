using Bogus;

namespace Accounton.Sandbox.Accounts;

/// <summary>Belgian addresses and telephone numbers, typed in the many ways that people type them.</summary>
internal static class Places
{
    private static readonly (string PostalCode, string City)[] Municipalities =
    [
        ("1000", "Brussel"), ("1050", "Elsene"), ("1180", "Ukkel"), ("1300", "Wavre"), ("1400", "Nivelles"), ("1500", "Halle"),
        ("1800", "Vilvoorde"), ("2000", "Antwerpen"), ("2018", "Antwerpen"), ("2300", "Turnhout"), ("2500", "Lier"), ("2800", "Mechelen"),
        ("3000", "Leuven"), ("3200", "Aarschot"), ("3500", "Hasselt"), ("3600", "Genk"), ("4000", "Liège"), ("4700", "Eupen"),
        ("4800", "Verviers"), ("5000", "Namur"), ("5500", "Dinant"), ("6000", "Charleroi"), ("6700", "Arlon"), ("7000", "Mons"),
        ("7500", "Tournai"), ("8000", "Brugge"), ("8400", "Oostende"), ("8500", "Kortrijk"), ("8800", "Roeselare"), ("9000", "Gent"),
        ("9100", "Sint-Niklaas"), ("9300", "Aalst"), ("9500", "Geraardsbergen"), ("9700", "Oudenaarde"),
    ];

    private static readonly string[] DutchStreets =
    [
        "Kerkstraat", "Stationsstraat", "Dorpsstraat", "Molenstraat", "Nieuwstraat", "Schoolstraat", "Veldstraat", "Kapellestraat",
        "Leuvensesteenweg", "Grote Markt", "Koning Albertlaan", "'s-Herenstraat", "Sint-Jansplein",
    ];

    private static readonly string[] FrenchStreets =
    [
        "Rue de l'Église", "Rue de la Station", "Avenue Louise", "Chaussée de Wavre", "Place Saint-Pierre", "Rue du Moulin",
        "Boulevard d'Avroy", "Rue Haute", "Allée des Érables",
    ];

    public static Address Address(Faker faker, Randomizer random)
    {
        var (postalCode, city) = random.ArrayElement(Municipalities);
        var street = random.ArrayElement(faker.Locale == "fr" ? FrenchStreets : DutchStreets);
        return new Address(
            street,
            HouseNumber(random),
            random.Bool(0.15f) ? random.ArrayElement(["1", "2A", "b3", "0101"]) : null,
            postalCode,
            city,
            "BE");
    }

    public static string Mobile(Randomizer random)
    {
        var a = random.Int(70, 99);
        var b = random.Int(10, 99);
        var c = random.Int(10, 99);
        var d = random.Int(10, 99);
        return random.Int(0, 3) switch
        {
            0 => $"+324{a}{b}{c}{d}",
            1 => $"04{a}/{b}.{c}.{d}",
            2 => $"0032 4{a} {b} {c} {d}",
            _ => $"04{a} {b} {c} {d}",
        };
    }

    public static string Phone(Randomizer random) =>
        $"{random.ArrayElement(["02", "03", "09"])} {random.Int(200, 899)} {random.Int(10, 99)} {random.Int(10, 99)}";

    private static string HouseNumber(Randomizer random) =>
        random.Int(1, 250) + (random.Bool(0.1f) ? random.ArrayElement(["A", "B", "-3", "/2"]) : "");
}
