using Bogus;

namespace Accounton.Sandbox.Accounts;

/// <summary>The part a generated client plays: most are ordinary, the others each show one flaw of the real world.</summary>
internal enum Part
{
    Ordinary,
    Young,
    Couple,
    Company,
    SoleProprietor,
    NoEmail,
    EmailNotFavourite,
    SecondEmailFavourite,
    EmailOnContact,
    NoNumber,
    WrongNumber,
    LostZero,
    SameNumber,
    SameEmail,
    VatPlaceholder,
    NoFirstName,
    Apostrophe,
    SharpS,
    Emoji,
    Blanks,
    Script,
    RightToLeft,
    LongName,
    Lacking,
    Nulls,
    CaseTwin,
    PartnerNowhere,
    EndsLater,
    Abroad,
}

internal static class Casting
{
    /// <summary>
    /// The smallest account has 25 clients and must show nearly every flaw, so its first ones are cast by
    /// hand. A couple takes two.
    /// </summary>
    private static readonly Part[] First =
    [
        Part.Ordinary, Part.Couple, Part.Ordinary, Part.Company, Part.SoleProprietor, Part.NoEmail, Part.WrongNumber,
        Part.LostZero, Part.SameNumber, Part.SameEmail, Part.VatPlaceholder, Part.NoFirstName, Part.Apostrophe, Part.Script,
        Part.RightToLeft, Part.Blanks, Part.EmailNotFavourite, Part.Lacking, Part.Nulls, Part.LongName, Part.CaseTwin,
        Part.Company, Part.EmailOnContact, Part.NoNumber, Part.Emoji,
    ];

    private static readonly (Part Part, double PerThousand)[] Shares =
    [
        (Part.Young, 40), (Part.Couple, 80), (Part.Company, 210), (Part.SoleProprietor, 90), (Part.NoEmail, 40),
        (Part.EmailNotFavourite, 15), (Part.SecondEmailFavourite, 10), (Part.EmailOnContact, 10), (Part.NoNumber, 30),
        (Part.WrongNumber, 20), (Part.LostZero, 20), (Part.SameNumber, 6), (Part.SameEmail, 10), (Part.VatPlaceholder, 12),
        (Part.NoFirstName, 6), (Part.Apostrophe, 8), (Part.SharpS, 4), (Part.Emoji, 4), (Part.Blanks, 8), (Part.Script, 2),
        (Part.RightToLeft, 2), (Part.LongName, 2), (Part.Lacking, 10), (Part.Nulls, 10), (Part.CaseTwin, 2),
        (Part.PartnerNowhere, 3), (Part.EndsLater, 4), (Part.Abroad, 12),
    ];

    public static Part For(int index, Randomizer random)
    {
        if (index < First.Length)
            return First[index];
        var roll = random.Double(0, 1000);
        foreach (var (part, share) in Shares)
        {
            if (roll < share)
                return part;
            roll -= share;
        }

        return Part.Ordinary;
    }
}
