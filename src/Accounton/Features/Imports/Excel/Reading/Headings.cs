using System.Collections.Frozen;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Localisation;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>What a column of a workbook can be besides a field of a client.</summary>
public static class ColumnKeys
{
    /// <summary>Street, house number and box in one cell.</summary>
    public const string StreetAndNumber = nameof(StreetAndNumber);

    /// <summary>Why a row was refused, in a workbook that we gave back: recognised, and passed over.</summary>
    public const string Reasons = nameof(Reasons);

    /// <summary>What a person can choose for a column, in the order of screens.</summary>
    public static readonly IReadOnlyList<string> All =
        [.. ClientFields.All.SelectMany(field => field == ClientFields.Street ? [StreetAndNumber, field.Key] : (string[])[field.Key])];

    public static string LabelKey(string column) => "ClientField." + column;
}

/// <summary>
/// What the headings of workbooks mean: our own in any language, those of older templates, and words that people use for
/// them; without regard to case, accents, asterisks and what stands between brackets.
/// </summary>
public static class Headings
{
    private const int Longest = 80;

    private static readonly (string Key, string[] Words)[] Synonyms =
    [
        (nameof(ClientFields.Type), ["type", "soort", "type klant", "soort klant", "klanttype", "type de client", "client type", "kind"]),
        (
            nameof(ClientFields.FirstName),
            ["voornaam", "voornamen", "prenom", "prenoms", "first name", "firstname", "given name", "voornaam belastingplichtige"]),
        (
            nameof(ClientFields.LastName),
            ["achternaam", "naam", "familienaam", "nom", "nom de famille", "last name", "lastname", "surname", "family name", "name"]),
        (nameof(ClientFields.CompanyName),
            [
                "bedrijfsnaam",
                "naam bedrijf",
                "bedrijf",
                "vennootschap",
                "firma",
                "firmanaam",
                "maatschappelijke naam",
                "onderneming",
                "naam onderneming",
                "naam vennootschap",
                "societe",
                "nom de la societe",
                "nom societe",
                "nom de lentreprise",
                "entreprise",
                "raison sociale",
                "denomination",
                "denomination sociale",
                "company",
                "company name",
                "business name"]),
        (nameof(ClientFields.Email),
            ["e mail", "email", "mail", "e mailadres", "emailadres", "mailadres", "e mail adres", "adresse "
                + "e mail", "adresse email", "adresse mail", "adresse electronique", "courriel", "e mail address",
                "email address", "mail address"]),
        (
            nameof(ClientFields.Language),
            ["taal", "taalcode", "langue", "language", "lang", "voertaal", "langue de correspondance", "correspondentietaal"]),
        (nameof(ClientFields.Mobile),
            ["gsm", "gsm nummer", "gsmnummer", "mobiel", "mobiele telefoon", "mobiel nummer", "mobiele "
                + "nummer", "portable", "mobile", "numero de gsm", "numero de portable", "telephone mobile", "mobile phone",
                "mobile number", "cell", "cell phone"]),
        (nameof(ClientFields.Phone),
            [
                "telefoon", "tel", "telefoonnummer", "vaste telefoon", "vast nummer", "telephone", "telephone fixe",
                "numero de telephone", "phone", "phone number", "landline",
            ]),
        (ColumnKeys.StreetAndNumber,
            ["straat en nummer", "straat nummer", "straat nr", "straat en nr", "straat huisnummer", "straat en "
                + "huisnummer", "adres", "adreslijn", "rue et numero", "rue numero", "rue n", "rue et n", "rue no",
                "adresse", "street and number", "street number", "address", "address line", "street address"]),
        (nameof(ClientFields.Street), ["straat", "straatnaam", "rue", "nom de rue", "street", "street name"]),
        (
            nameof(ClientFields.HouseNumber),
            ["huisnummer", "huisnr", "huis nr", "nummer", "nr", "numero", "n", "no", "numero de maison", "house number", "number"]),
        (nameof(ClientFields.Box), ["bus", "busnummer", "bus nr", "busnr", "boite", "bte", "numero de boite", "box", "box number"]),
        (
            nameof(ClientFields.PostalCode),
            ["postcode", "post code", "pc", "code postal", "cp", "postal code", "zip", "zip code", "zipcode"]),
        (nameof(ClientFields.City), [
            "gemeente", "stad", "plaats", "woonplaats", "woonplaats gemeente", "localite", "ville", "commune", "city", "town",
            "municipality",
        ]),
        (nameof(ClientFields.Country), ["land", "landcode", "pays", "code pays", "country", "country code"]),
        (nameof(ClientFields.BirthDate), [
            "geboortedatum", "geboren", "geboren op", "date de naissance", "ne le", "nee le", "birth date", "birthdate",
            "date of birth", "dob", "birthday",
        ]),
        (nameof(ClientFields.NationalNumber),
            [
                "rijksregisternummer",
                "rijksregister",
                "rijksregisternr",
                "rijksregister nr",
                "rr",
                "rrn",
                "rr nummer",
                "insz",
                "insz nummer",
                "nationaal nummer",
                "bis nummer",
                "numero national",
                "numero de registre national",
                "numero du registre national",
                "n registre national",
                "no registre national",
                "registre national",
                "niss",
                "nn",
                "national register number",
                "national number",
                "national registry number",
                "ssin"]),
        (nameof(ClientFields.PartnerName),
            [
                "partner",
                "naam partner",
                "naam van de partner",
                "partner naam",
                "echtgenoot",
                "echtgenote",
                "naam echtgenoot",
                "partenaire",
                "nom du partenaire",
                "conjoint",
                "nom du conjoint",
                "partner name",
                "partners name",
                "name of the partner",
                "spouse"]),
        (nameof(ClientFields.PartnerNationalNumber),
            [
                "rijksregisternummer partner",
                "rijksregisternummer van de partner",
                "rijksregister partner",
                "rijksregisternr partner",
                "rr partner",
                "rrn partner",
                "insz partner",
                "rijksregisternummer echtgenoot",
                "numero national du partenaire",
                "numero national partenaire",
                "numero de registre national du partenaire",
                "numero de registre national partenaire",
                "registre national partenaire",
                "niss partenaire",
                "numero national du conjoint",
                "registre national conjoint",
                "niss conjoint",
                "partner national number",
                "partners national number",
                "national register number of the partner",
                "partners national register number",
                "partner national register number",
                "national register number partner"]),
        (nameof(ClientFields.EnterpriseNumber),
            ["ondernemingsnummer", "ondernemingsnr", "kbo", "kbo nummer", "kbonummer", "btw", "btw "
                + "nummer", "btwnummer", "btw nr", "numero dentreprise", "n dentreprise", "bce", "numero bce", "tva",
                "numero de tva", "numero tva", "n tva", "no tva", "enterprise number", "company number", "vat", "vat number"]),
        (nameof(ClientFields.Code), [
            "code", "klantcode", "klantnummer", "klant nr", "dossiernummer", "dossier", "referentie", "code client",
            "numero client", "numero de dossier", "reference", "client code", "client number",
        ]),
        (nameof(ClientFields.ResponsibleName), [
            "naam verantwoordelijke", "naam van de verantwoordelijke", "nom du responsable", "responsible name", "name of the responsible",
        ]),
        (nameof(ClientFields.ResponsibleEmail),
            [
                "verantwoordelijke",
                "e mail verantwoordelijke",
                "email verantwoordelijke",
                "e mail van de verantwoordelijke",
                "dossierbeheerder",
                "beheerder",
                "medewerker",
                "label",
                "responsable",
                "e mail du responsable",
                "email responsable",
                "e mail responsable",
                "gestionnaire",
                "responsible",
                "responsible email",
                "e mail of the responsible",
                "manager"]),
        (ColumnKeys.Reasons, []),
    ];

    private static readonly FrozenDictionary<string, string> Meanings = Read();

    private static readonly FrozenSet<string> Instructions =
        Language.All.Select(language => Catalogue.Find(language, "Workbook.Instructions")!).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The field or one of <see cref="ColumnKeys"/> that a heading means; null when it means none.</summary>
    public static string? KeyOf(string? heading)
    {
        if (string.IsNullOrWhiteSpace(heading))
            return null;

        var bracket = heading.IndexOf('(', StringComparison.Ordinal);
        return Meanings.GetValueOrDefault(Folded(heading))
            ?? (bracket > 0 ? Meanings.GetValueOrDefault(Folded(heading[..bracket])) : null);
    }

    /// <summary>How many of a row's cells are headings.</summary>
    public static int CountIn(IReadOnlyList<string?> cells) => cells.Count(cell => KeyOf(cell) is not null);

    /// <summary>True for the name of the template's sheet that explains it.</summary>
    public static bool IsInstructions(string? sheet) => sheet is not null && Instructions.Contains(sheet);

    private static string Folded(string text) => NormalText.Fold(text, Longest);

    private static FrozenDictionary<string, string> Read()
    {
        var meanings = new Dictionary<string, string>(StringComparer.Ordinal);

        // Our own labels first: a synonym never takes one away.
        foreach (var (key, _) in Synonyms)
        {
            foreach (var language in Language.All)
                meanings[Folded(Catalogue.Find(language, ColumnKeys.LabelKey(key))!)] = key;
        }

        foreach (var (key, words) in Synonyms)
        {
            meanings.TryAdd(Folded(key), key);
            foreach (var word in words)
                meanings.TryAdd(word, key);
        }

        return meanings.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
