using System.Globalization;
using System.Text;
using Bogus;

namespace Accounton.Sandbox.Accounts;

/// <summary>
/// Makes one client at a time. Everything is drawn from the account's name and the client's index, never from what came before.
/// </summary>
internal sealed class Person(string account)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static readonly DateOnly Oldest = new(1935, 1, 1);
    private static readonly int Days = new DateOnly(2000, 1, 1).DayNumber - Oldest.DayNumber;
    private static readonly string[] LegalForms = ["BV", "NV", "VZW", "CommV", "VOF", "CV"];

    private readonly int seed = Seed(account);
    private readonly Faker dutch = new("nl_BE");
    private readonly Faker french = new("fr");

    public Part PartFor(int index) => Casting.For(index, RandomFor(index, 1));

    public Dossier Customer(int number, int index, Part part, Dossier? previous)
    {
        var random = RandomFor(index, 0);
        var ordinary = part switch
        {
            Part.Company => Company(number, index, random),
            Part.SoleProprietor or Part.VatPlaceholder => SoleProprietor(number, index, random),
            _ => Private(number, index, random, part is Part.Young or Part.LostZero),
        };
        return Flaws.Apply(part, ordinary, previous);
    }

    /// <summary>A record that is no customer: it must be kept, and neither counted nor offered.</summary>
    public Dossier Bystander(int number, int index, int turn)
    {
        var random = RandomFor(index, 2);
        return (turn % 6) switch
        {
            0 or 3 => Private(number, index, random, false) with { Standing = Standing.Prospect },
            1 or 4 => Private(number, index, random, false) with
            {
                Standing = Standing.Ended,
                EndDate = new DateOnly(
                2018 + (index % 7), 12, 31)
            },
            2 => Company(number, index, random) with { Standing = Standing.OwnCompany },
            _ => Company(number, index, random) with { Standing = Standing.Other },
        };
    }

    public static (Dossier First, Dossier Second) Marry(Dossier first, Dossier second) => (
        first with { PartnerNumber = second.Number, PartnerUid = second.Uid },
        second with
        {
            PartnerNumber = first.Number,
            PartnerUid = first.Uid,
            Address = first.Address,
            Language = first.Language,
            Responsible = first.Responsible,
        });

    private Dossier Private(int number, int index, Randomizer random, bool young)
    {
        var faker = Speak(random, out var language);
        var sex = random.Bool() ? Sex.Male : Sex.Female;
        var name = faker.Name.LastName();
        var firstName = faker.Name.FirstName(sex == Sex.Male ? Bogus.DataSets.Name.Gender.Male : Bogus.DataSets.Name.Gender.Female);
        var (birthDate, nationalNumber) = Born(index, sex, young);
        return new Dossier
        {
            Number = number,
            Uid = random.String2(8, Letters),
            RelationId = random.Guid().ToString(),
            Code = $"K{number}",
            Kind = Kind.Person,
            Name = name,
            FirstName = firstName,
            Language = language,
            Email = $"{Plain(firstName)}.{Plain(name)}{index}@{random.ArrayElement(["klant.test", "post.test", "mail.test"])}",
            Mobile = random.Bool(0.85f) ? Places.Mobile(random) : null,
            Phone = random.Bool(0.3f) ? Places.Phone(random) : null,
            Address = random.Bool(0.98f) ? Places.Address(faker, random) : null,
            BirthDate = birthDate,
            Sex = sex,
            NationalNumber = random.Bool() ? nationalNumber : Identifiers.WithDots(nationalNumber),
            Responsible = random.Bool(0.1f) ? null : random.ArrayElement(Employee.All),
        };
    }

    private Dossier SoleProprietor(int number, int index, Randomizer random)
    {
        var human = Private(number, index, random, false);
        return human with
        {
            Kind = Kind.SoleProprietor,
            TradeName = random.Bool(0.6f)
                ? $"{random.ArrayElement(["Bakkerij", "Tuinen", "Schilderwerken", "Kapsalon", "Boulangerie"])} {human.Name}"
                : null,
            VatNumber = Vat(index, random),
        };
    }

    private Dossier Company(int number, int index, Randomizer random)
    {
        var human = Private(number, index, random, false);
        var legalForm = random.ArrayElement(LegalForms);
        var name = $"{Speak(random, out _).Name.LastName()} "
            + $"{random.ArrayElement(["Invest", "Bouw", "Consult", "& Zonen", "Services", "Immo"])} {legalForm}";
        return human with
        {
            Kind = Kind.Company,
            Name = name,
            FirstName = null,
            LegalForm = legalForm,
            Email = $"info{index}@{Plain(name)}.test",
            BirthDate = null,
            NationalNumber = null,
            VatNumber = Vat(index, random),
        };
    }

    private Faker Speak(Randomizer random, out string language)
    {
        var roll = random.Int(0, 99);
        language = roll < 62 ? "nl" : roll < 93 ? "fr" : roll < 97 ? "en" : "de";
        var faker = language == "fr" ? french : dutch;
        faker.Random = random;
        return faker;
    }

    /// <summary>No two indexes get the same number: the day and the sequence together count them.</summary>
    private static (DateOnly BirthDate, string Number) Born(int index, Sex sex, bool young)
    {
        var odd = sex == Sex.Male ? 1 : 2;
        var date = young ? new DateOnly(2000, 1, 1).AddDays((int)(index * 1543L % 2500)) : Oldest.AddDays((int)(index * 14673L % Days));
        var sequence = young ? 2 * (index / 2500 % 490) : 2 * (index / Days % 490);
        return (date, Identifiers.NationalNumber(date, sequence + odd));
    }

    private static string Vat(int index, Randomizer random)
    {
        var digits = Identifiers.EnterpriseNumber(4_000_000 + (int)(index * 37L % 3_999_999));
        return random.Int(0, 9) switch
        {
            0 => digits,
            1 => $"BE {digits[..4]}.{digits[4..7]}.{digits[7..]}",
            2 => digits[1..],
            _ => "BE" + digits,
        };
    }

    /// <summary>Lower case letters of ASCII only, as in an address that every mail server takes.</summary>
    private static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(char.IsAsciiLetter).Select(letter => char.ToLower(letter, CultureInfo.InvariantCulture)));

    // Mixed well, because neighbouring seeds begin with much the same draws.
    private Randomizer RandomFor(int index, int purpose) =>
        new(unchecked((int)(((uint)(seed + (index * 3) + purpose) * 2654435769u) ^ (uint)index * 40503u)));

    /// <summary>FNV-1a: string.GetHashCode differs from process to process.</summary>
    private static int Seed(string text) => unchecked((int)text.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u));
}
