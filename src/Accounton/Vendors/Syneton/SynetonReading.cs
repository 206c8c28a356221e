namespace Accounton.Vendors.Syneton;

/// <summary>One reading of an office's customers, with what is kept beside them: addresses, projects, and employees once for all.</summary>
public sealed class SynetonReading(ISynetonApi api, VendorAccess access, int pageSize, DateOnly today)
{
    private Dictionary<long, SynetonEmployee>? _employees;

    public int PageSize => pageSize;

    /// <summary>A page of customers as clients, at a call for all their addresses and one for all their projects.</summary>
    public async Task<IReadOnlyList<ClientRecord>> ToClientsAsync(IReadOnlyList<SynetonCustomer> customers, CancellationToken cancellationToken)
    {
        var ids = customers.Select(customer => customer.CustomerId).Where(id => id > 0).Distinct().ToList();
        if (ids.Count == 0)
            return [];
        var theirs = $"CustomerId in ({string.Join(", ", ids)})";
        SynetonLists.ListCall<SynetonAddress> addresses = api.GetAddressesAsync;
        SynetonLists.ListCall<SynetonProject> projects = api.GetProjectsAsync;
        var readOffices = addresses.AllAsync(new(access), pageSize, $"RegisteredOffice eq 1 and {theirs}", cancellationToken);
        var readProjects = projects.AllAsync(new(access), pageSize, theirs, cancellationToken);
        await Task.WhenAll(readOffices, readProjects);

        var offices = (await readOffices).Where(address => address.RegisteredOffice != false).ToLookup(address => address.CustomerId);
        var managers = (await readProjects).ToLookup(project => project.CustomerId);
        var employees = managers.Count == 0 ? [] : _employees ??= await ReadEmployeesAsync(cancellationToken);
        return
        [
            .. customers
                .Select(customer => SynetonMapping.ToClient(customer, offices[customer.CustomerId].FirstOrDefault(), ResponsibleOf(managers[customer.CustomerId], employees), today))
                .OfType<ClientRecord>(),
        ];
    }

    private async Task<Dictionary<long, SynetonEmployee>> ReadEmployeesAsync(CancellationToken cancellationToken)
    {
        SynetonLists.ListCall<SynetonEmployee> employees = api.GetEmployeesAsync;
        var all = await employees.AllAsync(new(access), pageSize, filter: null, cancellationToken);
        return all.Where(employee => employee.EmployeeId > 0).DistinctBy(employee => employee.EmployeeId).ToDictionary(employee => employee.EmployeeId!.Value);
    }

    /// <summary>A customer has no responsible of its own: the manager of its oldest project is.</summary>
    private static SynetonEmployee? ResponsibleOf(IEnumerable<SynetonProject> projects, Dictionary<long, SynetonEmployee> employees) =>
        projects.OrderBy(project => project.ProjectId ?? long.MaxValue).FirstOrDefault()?.ProjectManagerId is { } manager ? employees.GetValueOrDefault(manager) : null;
}
