using Accounton.Features.Clients;

namespace Accounton.Features.Imports.Compare;

/// <summary>
/// What shares a key with some clients: all that can bear on the verdicts on them. For a page of them at
/// most, since each key is a parameter.
/// </summary>
public sealed class SharedKeyFilter(IReadOnlyCollection<IClientColumns> ones)
{
    private readonly List<byte[]> _numbers = [.. ones.Select(one => one.NationalNumberHash).OfType<byte[]>()];
    private readonly List<byte[]> _partners = [.. ones.Select(one => one.PartnerNationalNumberHash).OfType<byte[]>()];
    private readonly List<string> _enterprises = [.. ones.Select(one => one.EnterpriseNumber)
        .OfType<string>().Distinct(StringComparer.Ordinal)];
    private readonly List<string> _mails = [.. ones.Select(one => one.EmailKey).OfType<string>().Distinct(StringComparer.Ordinal)];
    private readonly List<string> _names = [.. ones.Select(one => one.SortName)
        .Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];

    public IQueryable<T> Get<T>(IQueryable<T> all)
        where T : class, IClientColumns => all.Where(c =>
            _numbers.Contains(c.NationalNumberHash!)
            || _numbers.Contains(c.PartnerNationalNumberHash!)
            || _partners.Contains(c.NationalNumberHash!)
            || _enterprises.Contains(c.EnterpriseNumber!)
            || _mails.Contains(c.EmailKey!)
            || _names.Contains(c.SortName));
}
