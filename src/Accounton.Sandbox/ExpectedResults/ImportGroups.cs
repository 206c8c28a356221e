using System.Globalization;
using System.Text;
using Accounton.Sandbox.Accounts;

namespace Accounton.Sandbox.ExpectedResults;

/// <summary>
/// Predicts in which groups an import puts an account's clients, from the rules as they are told to people: of the clients
/// as they are now, for an office that has none, and for one that imported all that was new and valid at the beginning.
/// </summary>
internal static class ImportGroups
{
    public static object Create(IReadOnlyList<TruthRow> first, IReadOnlyList<TruthRow> now) => new
    {
        first = Count(Judge(FilesOf(now), []), []),
        next = Next(FilesOf(first), FilesOf(now)),
    };

    private static object Next(List<TaxFile> before, List<TaxFile> now)
    {
        var imported = before.Zip(Judge(before, [])).Where(pair => pair.Second == Group.New).Select(pair => pair.First).ToList();
        return Count(
            Judge(now, imported, out var met, out var different), imported.Where(file => !met.Contains(file.Main.Id)).ToList(), different);
    }

    private static object Count(IReadOnlyList<Group> groups, IReadOnlyList<TaxFile> onlyHere, int different = 0) => new
    {
        @new = groups.Count(g => g == Group.New),
        onlyHere = onlyHere.Count,
        both = groups.Count(g => g == Group.Both),
        different,
        doubtful = groups.Count(g => g == Group.Doubtful),
        invalid = groups.Count(g => g == Group.Invalid),
    };

    private static List<Group> Judge(List<TaxFile> files, List<TaxFile> here) => Judge(files, here, out _, out _);

    private static List<Group> Judge(List<TaxFile> files, List<TaxFile> here, out HashSet<string> met, out int different)
    {
        var linked = here.ToDictionary(file => file.Main.Id, StringComparer.Ordinal);
        var keysHere = here.Select(file => (file, keys: new Keys(file))).ToList();
        var sameHere = new Dictionary<string, ILookup<string, TaxFile>>
        {
            ["number"] = By(keysHere, k => k.Number), ["partner"] = By(keysHere, k => k.Partner),
            ["enterprise"] = By(keysHere, k => k.Enterprise),
            ["mail"] = By(keysHere, k => k.Mail), ["birth"] = By(keysHere, k => k.NameAndBirth),
            ["address"] = By(keysHere, k => k.NameAndAddress),
            ["both"] = By(keysHere, k => k.MailAndName),
        };
        var keys = files.Select(file => (file, keys: new Keys(file))).ToList();
        var numbers = By(keys, k => k.Number);
        var partners = By(keys, k => k.Partner);
        var enterprises = By(keys, k => k.Enterprise);
        var mailsAndNames = By(keys, k => k.MailAndName);
        met = new HashSet<string>(StringComparer.Ordinal);
        different = 0;
        var groups = new List<Group>();
        foreach (var (file, own) in keys)
        {
            if (linked.TryGetValue(file.Main.Id, out var known))
            {
                met.Add(known.Main.Id);
                groups.Add(IsValid(file) ? Group.Both : Group.Invalid);
                different += IsValid(file) && Differs(file, known) ? 1 : 0;
                continue;
            }

            var touched = new List<TaxFile>();
            void Touch(string kind, string? key, Func<TaxFile, bool>? unless = null) =>
                touched.AddRange(key is null ? [] : sameHere[kind][key].Where(other => unless?.Invoke(other) != true));
            bool OtherNumber(TaxFile other) => own.Number is not null && new Keys(other).Number is { } number && number != own.Number;

            Touch("number", own.Number);
            Touch("enterprise", own.Enterprise);
            Touch("both", own.MailAndName);
            Touch("mail", own.Mail, OtherNumber);
            Touch("birth", own.NameAndBirth);
            Touch("address", own.NameAndAddress, OtherNumber);
            Touch("partner", own.Number);
            Touch("number", own.Partner);
            met.UnionWith(touched.Select(other => other.Main.Id));
            var twice = Several(numbers, own.Number) || Several(enterprises, own.Enterprise) || Several(mailsAndNames, own.MailAndName)
                || (own.Number is not null && partners[own.Number].Any(other => other != file))
                || (own.Partner is not null && numbers[own.Partner].Any(other => other != file));
            groups.Add(!IsValid(file) ? Group.Invalid : touched.Count > 0 || twice ? Group.Doubtful : Group.New);
        }

        return groups;
    }

    private static ILookup<string, TaxFile> By(IEnumerable<(TaxFile File, Keys Keys)> files, Func<Keys, string?> key) =>
        files.Where(f => key(f.Keys) is not null).ToLookup(f => key(f.Keys)!, f => f.File, StringComparer.Ordinal);

    private static bool Several(ILookup<string, TaxFile> files, string? key) => key is not null && files[key].Skip(1).Any();

    /// <summary>Two customers who name each other as partners are one file, of whom can be mailed to, else of the first by id.</summary>
    private static List<TaxFile> FilesOf(IReadOnlyList<TruthRow> rows)
    {
        var customers = rows.Where(row => row.Status == "Customer").ToDictionary(row => row.Id, StringComparer.Ordinal);
        TruthRow? PartnerOf(TruthRow row) => row is { PartnerId: { } id, Type: not "Company" }
            && customers.TryGetValue(id, out var partner) && partner.PartnerId == row.Id && partner.Type != "Company"
            ? partner
            : null;
        return
        [
            .. from row in customers.Values
               let partner = PartnerOf(row)
               where partner is null
                   || (row.Email is null != partner.Email is null ? row.Email is not null : string.CompareOrdinal(row.Id, partner.Id) < 0)
               select new TaxFile(row, partner),
        ];
    }

    /// <summary>A name, and numbers whose check digits hold.</summary>
    private static bool IsValid(TaxFile file) =>
        (file.Main.LastName ?? file.Main.FirstName ?? file.Main.CompanyName) is not null
        && IsRight(file.Main.NationalNumber) && IsRight(file.Partner?.NationalNumber);

    private static bool IsRight(string? number) => number is null || Identifiers.IsNationalNumber(number);

    /// <summary>The office would see another value; what is empty now says nothing.</summary>
    private static bool Differs(TaxFile now, TaxFile before)
    {
        var a = now.Main;
        var b = before.Main;
        (string? Now, string? Before)[] values =
        [
            (a.Email, b.Email), (a.Mobile, b.Mobile), (a.Phone, b.Phone),
            (a.Street, b.Street), (a.HouseNumber, b.HouseNumber), (a.Box, b.Box),
            (a.PostalCode, b.PostalCode), (a.City, b.City), (a.FirstName, b.FirstName),
            (a.LastName, b.LastName), (a.CompanyName, b.CompanyName), (a.Language, b.Language),
        ];
        return values.Any(value => value.Now is not null && value.Now != value.Before);
    }

    private enum Group
    {
        New,
        Both,
        Doubtful,
        Invalid,
    }

    /// <summary>One tax file: a client, or two who declare together.</summary>
    private sealed record TaxFile(TruthRow Main, TruthRow? Partner);

    /// <summary>What a file is recognised by; null is nothing.</summary>
    private sealed class Keys(TaxFile file)
    {
        private readonly string _name = Words(
            file.Main.Type == "Company" ? file.Main.CompanyName : $"{file.Main.LastName} {file.Main.FirstName}");

        public string? Number { get; } = Right(file.Main.NationalNumber);
        public string? Partner { get; } = Right(file.Partner?.NationalNumber);
        public string? Enterprise { get; } = file.Main.EnterpriseNumber is { } number
            && Identifiers.Digits(number) is { Length: 9 or 10 } digits
            ? digits.PadLeft(10, '0')
            : null;
        public string? Mail { get; } = file.Main.Email?.Trim().ToLowerInvariant();
        public string? MailAndName => Mail is null || _name.Length == 0 ? null : $"{Mail} {_name}";
        public string? NameAndBirth => file.Main.BirthDate is null || _name.Length == 0 ? null : $"{_name} {file.Main.BirthDate}";
        public string? NameAndAddress => file.Main.Street is null || file.Main.PostalCode is null || _name.Length == 0
            ? null
            : $"{_name} {file.Main.PostalCode} {file.Main.Street} {file.Main.HouseNumber}";

        private static string? Right(string? number) => number is not null && Identifiers.IsNationalNumber(number) ? number : null;

        private static string Words(string? text)
        {
            var plain = string.Concat((text ?? "").Normalize(NormalizationForm.FormKD)
                .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c is not ('\'' or '’' or '.')));
            var words = string.Concat(plain.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(
                ' ', StringSplitOptions.RemoveEmptyEntries);
            return string.Join(' ', words.Order(StringComparer.Ordinal));
        }
    }
}
