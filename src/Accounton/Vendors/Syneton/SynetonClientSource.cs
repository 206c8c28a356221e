using System.Globalization;
using System.Runtime.CompilerServices;
using Accounton.Data.Sensitive;
using Microsoft.Extensions.Options;

namespace Accounton.Vendors.Syneton;

/// <summary>Syneton's Admin IS | Consult, on an office's own server, as a source of clients.</summary>
public sealed class SynetonClientSource(
    ISynetonApi api, SynetonLimits limits, SynetonChanges changes, IOptions<SynetonOptions> options, TimeProvider time) : IClientSource
{
    public Vendor Vendor => Vendor.Syneton;
    public bool IsConfigured => true;
    public LinkMethod LinkMethod => new LinkMethod.ApiKeyAndUrl(options.Value.DocumentationUrl);
    public bool KeepsNationalNumbersApart => true;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Syneton names no office: the address is its name. Reading one client proves that the key has the right to.</summary>
    public async Task<VendorAccount> WhoAmIAsync(VendorAccess access, CancellationToken cancellationToken)
    {
        await limits.PageSizeAsync(new(access), cancellationToken);
        await api.GetCustomersAsync(SynetonLists.Query(1, filter: null), new(access), new(), cancellationToken);
        var address = SynetonUrl.Text(access.BaseUrl!);
        return new(address, address);
    }

    public async IAsyncEnumerable<ClientPage> StreamClientsAsync(
        VendorAccess access, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = new VendorCall(access, FirstPage: true);
        var reader = new SynetonReader(api, access, await limits.PageSizeAsync(first, cancellationToken), Today);
        var log = await changes.OpenAsync(access, cancellationToken);
        await foreach (var (items, isLast) in reader.CustomersAsync(first, cancellationToken))
        {
            var clients = await reader.ToClientsAsync([.. items.OfType<SynetonCustomer>()], cancellationToken);
            var moved = log is null ? null : isLast ? await changes.HasMovedAsync(access, log, cancellationToken) : false;
            yield return new(clients, Total: null, moved, items.Count - clients.Count);
        }
    }

    public async Task<ClientRecord?> FindClientAsync(VendorAccess access, string callId, CancellationToken cancellationToken)
    {
        if (!TryReadId(callId, out var id))
            return null;
        var reader = new SynetonReader(api, access, await limits.PageSizeAsync(new(access), cancellationToken), Today);
        SynetonLists.ListCall<SynetonCustomer> customers = api.GetCustomersAsync;
        var found = await customers.AllAsync(new(access), reader.PageSize, $"CustomerId eq {id}", cancellationToken);
        if (found.Count == 0)
            return null;
        // A server that pays no heed to the filter must not give somebody else for this client, nor nobody.
        var customer = found.FirstOrDefault(customer => customer.CustomerId == id)
            ?? throw new VendorException(Vendor, VendorFault.BadAnswer, where: "/customers");
        return (await reader.ToClientsAsync([customer], cancellationToken)).Single();
    }

    public async Task<IReadOnlyList<TaskTemplate>> ListTaskTemplatesAsync(VendorAccess access, CancellationToken cancellationToken)
    {
        SynetonLists.ListCall<SynetonTask> tasks = api.GetTasksAsync;
        var all = await tasks.AllAsync(
            new(access), await limits.PageSizeAsync(new(access), cancellationToken), filter: null, cancellationToken);
        return
        [
            .. all.Where(task => task is { TaskId: > 0, TaskActive: not false } && VendorText.OrNull(task.TaskName) is not null)
                .Select(task => new TaskTemplate(task.TaskId!.Value.ToString(CultureInfo.InvariantCulture), task.TaskName!)),
        ];
    }

    /// <summary>A planned task names its project only, and the project its customer.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> StreamClientsOfAsync(
        VendorAccess access, IReadOnlyCollection<string> templateIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = templateIds.Where(id => TryReadId(id, out _)).Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToHashSet();
        if (wanted.Count == 0)
            yield break;

        var perPage = await limits.PageSizeAsync(new(access), cancellationToken);
        SynetonLists.ListCall<SynetonPlannedTask> tasks = api.GetPlannedTasksAsync;
        SynetonLists.ListCall<SynetonProject> projects = api.GetProjectsAsync;
        await foreach (var items in tasks.NewAsync(
            new(access), perPage, $"TaskId in ({string.Join(", ", wanted.Order())})", cancellationToken))
        {
            // A server that pays no heed to the filter gives everybody's.
            var ids = items.Where(task => task.TaskId is { } id && wanted.Contains(id))
                .Select(task => task.ProjectId).Where(id => id > 0).Distinct().ToHashSet();
            if (ids.Count == 0)
                continue;

            var theirs = await projects.AllAsync(new(access), perPage, $"ProjectId in ({string.Join(", ", ids)})", cancellationToken);
            yield return
            [
                .. theirs.Where(project => ids.Contains(project.ProjectId) && project.CustomerId > 0)
                    .Select(project => project.CustomerId!.Value.ToString(CultureInfo.InvariantCulture)),
            ];
        }
    }

    public async Task<NationalNumber?> FindNationalNumberAsync(VendorAccess access, string callId, CancellationToken cancellationToken)
    {
        if (!TryReadId(callId, out var id))
            return null;
        // A call per client: the server's own pace has to be known first.
        await limits.PageSizeAsync(new(access), cancellationToken);
        return NationalNumber.Read((await api.GetPrivateAsync(id, new(access), cancellationToken))?.NationalNr);
    }

    public async Task<string?> FindPartnerAsync(VendorAccess access, string callId, CancellationToken cancellationToken)
    {
        if (!TryReadId(callId, out var id))
            return null;
        SynetonLists.ListCall<SynetonLink> links = api.GetLinksAsync;
        var all = await links.AllAsync(
            new(access), await limits.PageSizeAsync(new(access), cancellationToken), $"CustomerIdPk eq {id}", cancellationToken);
        return SynetonMapping.PartnerOf(id, all);
    }

    /// <summary>Only a number ever gets into a filter, which very likely reaches SQL.</summary>
    private static bool TryReadId(string callId, out long id) =>
        long.TryParse(callId, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0;
}
