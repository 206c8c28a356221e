namespace Accounton.Sandbox.Accounts;

/// <summary>Turns an ordinary client into one that shows the flaw of its part.</summary>
internal static class Flaws
{
    public static Dossier Apply(Part part, Dossier client, Dossier? previous) => part switch
    {
        Part.NoEmail => client with { Email = null },
        Part.EmailNotFavourite => client with { EmailPlace = EmailPlace.NotFavourite },
        Part.SecondEmailFavourite => client with { EmailPlace = EmailPlace.Second },
        Part.EmailOnContact => client with { EmailPlace = EmailPlace.Contact },
        Part.NoNumber => client with { NationalNumber = null },
        Part.WrongNumber => client with { NationalNumber = WithWrongCheck(client.NationalNumber!) },
        Part.LostZero => client with { NationalNumber = Identifiers.Digits(client.NationalNumber!)[1..] },
        Part.SameNumber when previous is not null => Again(client, previous),
        Part.SameEmail when previous is not null => client with { Email = previous.Email },
        Part.VatPlaceholder => client with { VatNumber = client.Number % 2 == 0 ? "BTW-nummer in aanvraag" : "en cours d'attribution" },
        Part.NoFirstName => client with { FirstName = null },
        Part.Apostrophe =>
            client with { Name = client.Number % 2 == 0 ? "D’Hondt-O'Brien" : "'t Kint de Roodenbeke", FirstName = "Zoë-Désirée" },
        Part.SharpS => client with { Name = "Weiß", FirstName = "Jürgen", Language = "de" },
        Part.Emoji => client with { Remark = "Belt graag na 18u 🙂👩‍👩‍👧 – \"niet\" op \\ vrijdag\tof\nzondag" },
        Part.Blanks => client with { Name = client.Name + "  ", FirstName = " Marie  Louise ", Code = " " },
        Part.Script => client with { Name = "<script>alert('naam')</script>", FirstName = "=HYPERLINK(\"http://x.test\")" },
        Part.RightToLeft => client with { Name = "الحسيني", FirstName = "محمد" },
        Part.LongName => client with { Name = "Van " + Repeat("Langenhovenbeke", '-', 20), FirstName = Repeat("Maximiliaan", ' ', 12) },
        Part.Lacking => client with { Filling = Filling.Lacking },
        Part.Nulls => client with { Filling = Filling.Nulls },
        Part.CaseTwin when previous is not null => client with { Uid = SwapCase(previous.Uid, client.Uid) },
        Part.PartnerNowhere => client with { PartnerUid = "WegGegaan0", PartnerNumber = 9 },
        Part.EndsLater => client with { EndDate = new DateOnly(2099, 12, 31) },
        Part.Abroad => client with { Address = new Address("Rue de Rivoli", "5", null, "75001", "Paris", "FR") },
        _ => client,
    };

    /// <summary>The same person, entered a second time by somebody who spelt the name otherwise.</summary>
    private static Dossier Again(Dossier client, Dossier previous) => client with
    {
        Kind = previous.Kind,
        Name = previous.Name.ToUpperInvariant(),
        FirstName = previous.FirstName,
        BirthDate = previous.BirthDate,
        Sex = previous.Sex,
        NationalNumber = previous.NationalNumber,
    };

    private static string Repeat(string word, char between, int times) => string.Join(between, Enumerable.Repeat(word, times));

    private static string WithWrongCheck(string number) =>
        number[..^1] + (char)(number[^1] == '9' ? '0' : number[^1] + 1);

    /// <summary>An id that only a binary comparison tells from the other. One without letters cannot be had that way.</summary>
    private static string SwapCase(string uid, string otherwise)
    {
        var swapped = string.Concat(
            uid.Select(letter => char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter)));
        return swapped == uid ? otherwise : swapped;
    }
}
