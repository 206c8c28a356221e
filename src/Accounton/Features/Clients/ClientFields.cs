using System.Globalization;
using Accounton.Data;
using Accounton.Features.Clients.Identifiers;
using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Features.Clients;

/// <summary>One field of a client: its key, how long it may be, how it is read, written, compared and checked.</summary>
/// <param name="Bit">Its place in a set of fields (<see cref="Mask"/>) that is stored: never changed, never given again.</param>
/// <param name="Key">
/// Names the property and, behind <c>ClientField.</c>, its label in the catalogues, which is its heading in a workbook too.
/// </param>
/// <param name="Length">The most characters that are kept of its plain text.</param>
/// <param name="Check">Normalises and validates plain text that is not empty.</param>
public sealed record ClientField(int Bit, string Key, int Length, Func<string, CheckContext, FieldCheck> Check)
{
    /// <summary>Its plain text on a row: a date as ISO, a national number as digits; null when empty.</summary>
    public required Func<IClientColumns, OfficeCipher, string?> Read { get; init; }

    /// <summary>Writes plain text, already checked. Afterwards <see cref="ClientColumns.SetKeys"/> is due.</summary>
    public required Action<IClientColumns, string?, OfficeCipher> Write { get; init; }

    /// <summary>Whether two rows of one office have the same value, without opening what is sealed.</summary>
    public required Func<IClientColumns, IClientColumns, bool> IsSame { get; init; }

    /// <summary>National numbers: encrypted at rest, masked on screens.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Under which heading of the client's page it stands.</summary>
    public required FieldGroup Group { get; init; }

    /// <summary>Whether and how it is filled in in a client's questionnaire.</summary>
    public Prefill Prefill { get; init; }

    /// <summary>Lists to choose from rather than free text.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public long Mask => 1L << Bit;
}

/// <summary>The headings of a client's page.</summary>
public enum FieldGroup
{
    Identity = 1,
    Contact = 2,
    Address = 3,
    Partner = 4,
    Company = 5,
    File = 6,
}

/// <summary>How a known value stands in a questionnaire.</summary>
public enum Prefill
{
    /// <summary>Not at all: it is the office's own.</summary>
    None = 0,

    /// <summary>The client confirms or corrects it.</summary>
    Open = 1,

    /// <summary>The client sees it, and asks the accountant when it is wrong.</summary>
    Fixed = 2,
}

/// <summary>What a check needs to know besides the text.</summary>
/// <param name="Today">In the office's time zone.</param>
/// <param name="Country">ISO 3166 code of the client's address: how a phone number without a country code is read.</param>
public sealed record CheckContext(DateOnly Today, string Country = "BE");

/// <summary>A text as it is kept, and what is to be said of it. A wrong text is kept as it came, to be shown and corrected.</summary>
public readonly record struct FieldCheck(string? Value, ReasonCode? Reason = null);

/// <summary>The one table of client fields. A field more is one row here, one property and one migration per provider.</summary>
public static class ClientFields
{
    public const int SortNameLength = 200;
    public const int NameWordsLength = 400;
    public const int EmailLength = 254;
    public const int CipherLength = 200;
    public const int HashLength = 32;

    public static readonly ClientField Type = new(0, nameof(IClientColumns.Type), 20, FieldChecks.Type)
    {
        Group = FieldGroup.Identity,
        Read = (c, _) => c.Type.ToString(),
        Write = (c, v, _) => c.Type = Enum.TryParse<ClientType>(v, out var type) && Enum.IsDefined(type) ? type : ClientType.Person,
        IsSame = (a, b) => a.Type == b.Type,
        Choices = Enum.GetNames<ClientType>(),
    };

    public static readonly ClientField FirstName = Text(
        1, nameof(IClientColumns.FirstName), FieldGroup.Identity, Prefill.Fixed, 100, c => c.FirstName, (c, v) => c.FirstName = v);
    public static readonly ClientField LastName = Text(
        2, nameof(IClientColumns.LastName), FieldGroup.Identity, Prefill.Fixed, 150, c => c.LastName, (c, v) => c.LastName = v);
    public static readonly ClientField CompanyName = Text(
        3, nameof(IClientColumns.CompanyName), FieldGroup.Company, Prefill.Fixed, 200, c => c.CompanyName, (c, v) => c.CompanyName = v);
    public static readonly ClientField Email = Text(
        4, nameof(IClientColumns.Email), FieldGroup.Contact, Prefill.Open,
        EmailLength, c => c.Email, (c, v) => c.Email = v, FieldChecks.Email);

    public static readonly ClientField Language = Text(
        5, nameof(IClientColumns.Language), FieldGroup.Contact, Prefill.Open,
        20, c => c.Language, (c, v) => c.Language = v, FieldChecks.Language) with
    {
        Choices = ["nl", "fr", "en", "de"],
    };

    public static readonly ClientField Mobile = Text(
        6, nameof(IClientColumns.Mobile), FieldGroup.Contact, Prefill.Open, 40, c => c.Mobile, (c, v) => c.Mobile = v, FieldChecks.Phone);
    public static readonly ClientField Phone = Text(
        7, nameof(IClientColumns.Phone), FieldGroup.Contact, Prefill.Open, 40, c => c.Phone, (c, v) => c.Phone = v, FieldChecks.Phone);
    public static readonly ClientField Street = Text(
        8, nameof(IClientColumns.Street), FieldGroup.Address, Prefill.Open, 150, c => c.Street, (c, v) => c.Street = v);
    public static readonly ClientField HouseNumber = Text(
        9, nameof(IClientColumns.HouseNumber), FieldGroup.Address, Prefill.Open, 20, c => c.HouseNumber, (c, v) => c.HouseNumber = v);
    public static readonly ClientField Box = Text(
        10, nameof(IClientColumns.Box), FieldGroup.Address, Prefill.Open, 20, c => c.Box, (c, v) => c.Box = v);
    public static readonly ClientField PostalCode = Text(
        11, nameof(IClientColumns.PostalCode), FieldGroup.Address, Prefill.Open,
        20, c => c.PostalCode, (c, v) => c.PostalCode = v, FieldChecks.PostalCode);
    public static readonly ClientField City = Text(
        12, nameof(IClientColumns.City), FieldGroup.Address, Prefill.Open, 100, c => c.City, (c, v) => c.City = v);
    public static readonly ClientField Country = Text(
        13, nameof(IClientColumns.Country), FieldGroup.Address, Prefill.Open,
        60, c => c.Country, (c, v) => c.Country = v, FieldChecks.Country);

    public static readonly ClientField BirthDate = new(14, nameof(IClientColumns.BirthDate), 30, FieldChecks.BirthDate)
    {
        Group = FieldGroup.Identity,
        Prefill = Prefill.Open,
        Read = (c, _) => c.BirthDate?.ToString("O", CultureInfo.InvariantCulture),
        Write = (c, v, _) => c.BirthDate = DateOnly.TryParseExact(v, "O", out var date) ? date : null,
        IsSame = (a, b) => a.BirthDate == b.BirthDate,
    };

    public static readonly ClientField NationalNumber = new(
        15, nameof(NationalNumber), Data.Sensitive.NationalNumber.MaxDigits, FieldChecks.NationalNumber)
    {
        Group = FieldGroup.Identity,
        Prefill = Prefill.Fixed,
        Read = (c, cipher) => Open(c.NationalNumberCipher, cipher),
        Write = (c, v, cipher) => (c.NationalNumberCipher, c.NationalNumberHash) = Seal(v, cipher),
        IsSame = (a, b) => a.NationalNumberHash.AsSpan().SequenceEqual(b.NationalNumberHash),
        IsEncrypted = true,
    };

    public static readonly ClientField PartnerName = Text(
        16, nameof(IClientColumns.PartnerName), FieldGroup.Partner, Prefill.Fixed, 200, c => c.PartnerName, (c, v) => c.PartnerName = v);

    public static readonly ClientField PartnerNationalNumber = new(
        17, nameof(PartnerNationalNumber), Data.Sensitive.NationalNumber.MaxDigits, FieldChecks.NationalNumber)
    {
        Group = FieldGroup.Partner,
        Prefill = Prefill.Fixed,
        Read = (c, cipher) => Open(c.PartnerNationalNumberCipher, cipher),
        Write = (c, v, cipher) => (c.PartnerNationalNumberCipher, c.PartnerNationalNumberHash) = Seal(v, cipher),
        IsSame = (a, b) => a.PartnerNationalNumberHash.AsSpan().SequenceEqual(b.PartnerNationalNumberHash),
        IsEncrypted = true,
    };

    public static readonly ClientField EnterpriseNumber = Text(
        18, nameof(IClientColumns.EnterpriseNumber), FieldGroup.Company, Prefill.Fixed, 40,
        c => c.EnterpriseNumber, (c, v) => c.EnterpriseNumber = v, FieldChecks.EnterpriseNumber);
    public static readonly ClientField Code = Text(
        19, nameof(IClientColumns.Code), FieldGroup.File, Prefill.None, 60, c => c.Code, (c, v) => c.Code = v);
    public static readonly ClientField ResponsibleName = Text(
        20, nameof(IClientColumns.ResponsibleName), FieldGroup.File, Prefill.None, 200, c => c.ResponsibleName, (c, v) =>
            c.ResponsibleName = v);
    public static readonly ClientField ResponsibleEmail = Text(
        21, nameof(IClientColumns.ResponsibleEmail), FieldGroup.File, Prefill.None, EmailLength,
        c => c.ResponsibleEmail, (c, v) => c.ResponsibleEmail = v, FieldChecks.MemberEmail);

    /// <summary>In the order of screens and workbooks.</summary>
    public static readonly IReadOnlyList<ClientField> All =
    [
        Type, FirstName, LastName, CompanyName, Email, Language, Mobile, Phone, Street, HouseNumber, Box, PostalCode, City, Country,
        BirthDate, NationalNumber, PartnerName, PartnerNationalNumber, EnterpriseNumber, Code, ResponsibleName, ResponsibleEmail,
    ];

    /// <summary>Those whose column is their text itself.</summary>
    public static readonly IReadOnlyList<ClientField> Texts = [.. All.Where(f => f != Type && f != BirthDate && !f.IsEncrypted)];

    private static readonly Dictionary<string, ClientField> ByKey = All.ToDictionary(f => f.Key, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">There is no such field.</exception>
    public static ClientField Get(string key) => ByKey[key];

    public static ClientField? Find(string? key) => key is null ? null : ByKey.GetValueOrDefault(key);

    /// <summary>The fields of a set, in order.</summary>
    public static IEnumerable<ClientField> In(long mask) => All.Where(f => (mask & f.Mask) != 0);

    /// <summary>
    /// White space at the ends gone and runs of it made one blank, control characters out, no longer than
    /// <see cref="ClientField.Length"/>; nothing left is null. Case and accents stay as they are.
    /// </summary>
    public static string? Normalise(ClientField field, string? text) => NormalText.From(text, field.Length);

    private static ClientField Text(
        int bit,
        string key,
        FieldGroup group,
        Prefill prefill,
        int length,
        Func<IClientColumns, string?> read,
        Action<IClientColumns, string?> write,
        Func<string, CheckContext, FieldCheck>? check = null) =>
        new(bit, key, length, check ?? ((text, _) => new FieldCheck(text)))
        {
            Group = group,
            Prefill = prefill,
            Read = (c, _) => read(c),
            Write = (c, v, _) => write(c, v),
            IsSame = (a, b) => string.Equals(read(a), read(b), StringComparison.Ordinal),
        };

    private static string? Open(string? sealedText, OfficeCipher cipher) =>
        sealedText is null ? null : cipher.Decrypt(sealedText, ClientColumns.NationalNumberPurpose);

    /// <summary>A wrong number has no hash, so that it matches nothing.</summary>
    private static (string?, byte[]?) Seal(string? digits, OfficeCipher cipher) =>
        digits is null
            ? (null, null)
            : (
                cipher.Encrypt(digits, ClientColumns.NationalNumberPurpose),
                NationalRegisterNumbers.IsRight(digits) ? cipher.Hash(digits) : null);
}
