using Accounton.Sandbox.Accounts;

namespace Accounton.Sandbox.ExpectedResults;

/// <summary>
/// How many clients there are of each group and flaw. Flaws are counted among customers only, since the others are not imported.
/// </summary>
internal static class ExpectedResult
{
    public static object Create(IReadOnlyList<TruthRow> all, IReadOnlyList<TruthRow> atFirst)
    {
        var customers = all.Where(row => row.Status == "Customer").ToArray();
        var ids = all.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        int With(Func<TruthRow, bool> flaw) => customers.Count(flaw);
        int Status(string status) => all.Count(row => row.Status == status);

        return new
        {
            total = all.Count,
            customers = customers.Length,
            prospects = Status("Prospect"),
            ownCompanies = Status("OwnCompany"),
            ended = Status("Ended"),
            inactive = Status("Inactive"),
            other = Status("Other"),
            persons = With(row => row.Type == "Person"),
            soleProprietors = With(row => row.Type == "SoleProprietor"),
            companies = With(row => row.Type == "Company"),
            noEmail = With(row => row.Email is null),
            noFirstName = With(row => row.Type != "Company" && row.FirstName is null),
            noLanguage = With(row => row.Language is null),
            noAddress = With(row => row.Street is null),
            noResponsible = With(row => row.ResponsibleName is null),
            noNationalNumber = With(row => row.Type != "Company" && row.NationalNumber is null),
            invalidNationalNumber = With(
                row => row.NationalNumber is { } number && !Identifiers.IsNationalNumber(number) && !Identifiers.LostItsZero(number)),
            lostZero = With(row => row.NationalNumber is { } number && Identifiers.LostItsZero(number)),
            couples = Couples(customers),
            partnerNotThere = With(row => row.PartnerId is { } partner && !ids.Contains(partner)),
            duplicateNationalNumber = Sharing(customers, row => row.NationalNumber is { Length: 11 } number ? number : null),
            import = ImportGroups.Create(atFirst, all),
            ofTaskTemplate = customers.SelectMany(row => row.TaskTemplates)
                .GroupBy(name => name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count()),
            sharedEmail = Sharing(customers, row => row.Email?.ToLowerInvariant()),
        };
    }

    private static int Couples(TruthRow[] customers)
    {
        var partners = customers.Where(row => row.PartnerId is not null).ToDictionary(
            row => row.Id, row => row.PartnerId, StringComparer.Ordinal);
        return partners.Count(pair => partners.GetValueOrDefault(pair.Value!) == pair.Key) / 2;
    }

    /// <summary>How many records have the same key as another one.</summary>
    private static int Sharing(TruthRow[] customers, Func<TruthRow, string?> key) =>
        customers.Select(key).OfType<string>().GroupBy(text => text, StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any()).Sum(group => group.Count());
}
