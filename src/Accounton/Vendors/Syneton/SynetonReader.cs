using System.Runtime.CompilerServices;

namespace Accounton.Vendors.Syneton;

/// <summary>
/// One reading of an office's customers, with what is kept beside them: addresses, partners, projects, and
/// employees once for all.
/// </summary>
public sealed class SynetonReader(ISynetonApi api, VendorAccess access, int pageSize, DateOnly today)
{
    private Dictionary<long, SynetonEmployee>? _employees;
    private bool _linksRefused;

    public int PageSize => pageSize;

    /// <summary>
    /// The pages of customers, each with whether it is the last. A full page that leads nowhere may be all that something on the
    /// way has let through, so those behind it are asked for.
    /// </summary>
    public async IAsyncEnumerable<(IReadOnlyList<SynetonCustomer?> Items, bool IsLast)> CustomersAsync(
        VendorCall first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SynetonLists.ListCall<SynetonCustomer> customers = api.GetCustomersAsync;
        var highest = 0L;
        await foreach (var (items, isLast) in customers.PagesAsync(first, pageSize, filter: null, cancellationToken))
        {
            var mayBeCut = isLast && items.Count >= pageSize;
            yield return (items, isLast && !mayBeCut);
            highest = HighestId(items, highest);
            if (!mayBeCut)
                continue;

            IReadOnlyList<SynetonCustomer?> behind;
            do
            {
                behind = await BehindAsync(highest, cancellationToken);
                yield return (behind, behind.Count == 0);
                highest = HighestId(behind, highest);
            }
            while (behind.Count > 0);
        }
    }

    /// <summary>
    /// A page of customers as clients, at a call each for all their addresses, their projects and the partners of the persons.
    /// </summary>
    public async Task<IReadOnlyList<ClientRecord>> ToClientsAsync(
        IReadOnlyList<SynetonCustomer> customers, CancellationToken cancellationToken)
    {
        var ids = customers.Select(customer => customer.CustomerId).Where(id => id > 0).Distinct().ToList();
        if (ids.Count == 0)
            return [];
        var theirs = $"CustomerId in ({string.Join(", ", ids)})";
        SynetonLists.ListCall<SynetonAddress> addresses = api.GetAddressesAsync;
        SynetonLists.ListCall<SynetonProject> projects = api.GetProjectsAsync;
        var readOffices = addresses.AllAsync(new(access), pageSize, $"RegisteredOffice eq 1 and {theirs}", cancellationToken);
        var readProjects = projects.AllAsync(new(access), pageSize, theirs, cancellationToken);
        var readLinks = ReadLinksAsync(
            [.. customers.Where(customer => customer is { CustomerId: > 0, IsCompany: not true })
                .Select(customer => customer.CustomerId!.Value).Distinct()], cancellationToken);
        await Task.WhenAll(readOffices, readProjects, readLinks);

        var offices = (await readOffices).Where(address => address.RegisteredOffice != false).ToLookup(address => address.CustomerId);
        var links = (await readLinks)?.ToLookup(link => link.CustomerIdPk);
        var managers = (await readProjects).ToLookup(project => project.CustomerId);
        var employees = managers.Count == 0 ? [] : _employees ??= await ReadEmployeesAsync(cancellationToken);
        return
        [
            .. customers
                .Select(customer => SynetonMapping.ToClient(
                    customer,
                    offices[customer.CustomerId].FirstOrDefault(),
                    ResponsibleOf(managers[customer.CustomerId], employees),
                    today,
                    links?[customer.CustomerId]))
                .OfType<ClientRecord>()
                .Select(client => links is null ? client with { PartnerLeftOut = true } : client),
        ];
    }

    /// <summary>
    /// Who is linked to these persons; null when the server does not tell it of many at once, after which
    /// it is not asked to any more.
    /// </summary>
    private async Task<List<SynetonLink>?> ReadLinksAsync(List<long> persons, CancellationToken cancellationToken)
    {
        if (_linksRefused)
            return null;
        if (persons.Count == 0)
            return [];
        SynetonLists.ListCall<SynetonLink> links = api.GetLinksAsync;
        try
        {
            return await links.AllAsync(new(access), pageSize, $"CustomerIdPk in ({string.Join(", ", persons)})", cancellationToken);
        }
        catch (VendorException exception) when (SynetonErrors.IsOfThisCallOnly(exception.Fault))
        {
            _linksRefused = true;
            return null;
        }
    }

    /// <summary>A page of customers with higher ids; none where the server does not look for them.</summary>
    private async Task<IReadOnlyList<SynetonCustomer?>> BehindAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            var page = await api.GetCustomersAsync(
                SynetonLists.Query(pageSize, $"CustomerId gt {id}"), new(access), new(), cancellationToken);
            return [.. page.Items.Where(customer => customer?.CustomerId > id)];
        }
        catch (VendorException exception) when (exception.Fault is VendorFault.Refused or VendorFault.BadAnswer)
        {
            return [];
        }
    }

    private static long HighestId(IReadOnlyList<SynetonCustomer?> customers, long than) =>
        customers.Aggregate(than, (highest, customer) => Math.Max(highest, customer?.CustomerId ?? 0));

    private async Task<Dictionary<long, SynetonEmployee>> ReadEmployeesAsync(CancellationToken cancellationToken)
    {
        SynetonLists.ListCall<SynetonEmployee> employees = api.GetEmployeesAsync;
        var all = await employees.AllAsync(new(access), pageSize, filter: null, cancellationToken);
        return all.Where(employee => employee.EmployeeId > 0).DistinctBy(employee => employee.EmployeeId)
            .ToDictionary(employee => employee.EmployeeId!.Value);
    }

    /// <summary>A customer has no responsible of its own: the manager of its oldest project is.</summary>
    private static SynetonEmployee? ResponsibleOf(IEnumerable<SynetonProject> projects, Dictionary<long, SynetonEmployee> employees) =>
        projects.OrderBy(project => project.ProjectId ?? long.MaxValue).FirstOrDefault()?.ProjectManagerId is { } manager
            ? employees.GetValueOrDefault(manager)
            : null;
}
