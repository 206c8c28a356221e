using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Accounton.Data.Sensitive;
using Microsoft.Extensions.Options;

namespace Accounton.Vendors.AdminPulse;

/// <summary>AdminPulse as a source of clients.</summary>
public sealed class AdminPulseClientSource(IAdminPulseApi api, IOptions<AdminPulseOptions> options, TimeProvider time) : IClientSource
{
    /// <summary>The remote authentication scheme by which an office links.</summary>
    public const string Scheme = "AdminPulse";

    /// <summary>The most that the vendor gives.</summary>
    public const int PageSize = 400;

    private const int LongestAccountId = 200;

    public Vendor Vendor => Vendor.AdminPulse;
    public bool IsConfigured => options.Value.IsConfigured;
    public LinkMethod LinkMethod { get; } = new LinkMethod.OAuth(Scheme);
    public bool KeepsNationalNumbersApart => false;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>The office's own companies, which tell one account from another; an empty id when it has none.</summary>
    public async Task<VendorAccount> WhoAmIAsync(VendorAccess access, CancellationToken cancellationToken)
    {
        var companies = new List<AdminPulseCompany>();
        await foreach (var page in ReadAsync(
            (page, token) => api.GetCompaniesAsync(page, PageSize, new(access), token),
            company => company.Id ?? company.UniqueIdentifier,
            cancellationToken))
            companies.AddRange(page);
        var ids = companies.Select(company => VendorText.OrNull(company.Id) ?? VendorText.OrNull(company.UniqueIdentifier))
            .OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var id = string.Join(',', ids);
        if (id.Length > LongestAccountId)
            id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        return new(id, companies.Select(company => VendorText.OrNull(company.Name)).FirstOrDefault(name => name is not null));
    }

    public async IAsyncEnumerable<ClientPage> StreamClientsAsync(
        VendorAccess access, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = Today;
        int? total = null;
        var pages = AdminPulsePaging.ReadAsync(
            (page, token) => api.GetRelationsAsync(page, PageSize, new(access, FirstPage: page == 0), token),
            relation => relation.UniqueIdentifier ?? relation.Id,
            cancellationToken);
        await foreach (var page in pages)
        {
            total ??= page.Total;
            var clients = page.Items.Select(relation => relation is null ? null : AdminPulseMapping.ToClient(relation, today))
                .OfType<ClientRecord>().ToList();
            // A list that shifts while it is read shows in its total, where it has one.
            yield return new(clients, page.Total, total is null ? null : page.Total != total, page.Items.Count - clients.Count);
        }
    }

    public async Task<ClientRecord?> FindClientAsync(VendorAccess access, string callId, CancellationToken cancellationToken)
    {
        try
        {
            var relation = await api.GetRelationAsync(callId, new(access), cancellationToken);
            return (relation is null ? null : AdminPulseMapping.ToClient(relation, Today))
                ?? throw new VendorException(Vendor, VendorFault.BadAnswer, where: "/relations/{id}");
        }
        catch (VendorException exception) when (exception is { Fault: VendorFault.Refused, HttpStatus: 404 })
        {
            return null;
        }
    }

    /// <summary>The vendor has no list of templates: the names that tasks carry are it.</summary>
    public async Task<IReadOnlyList<TaskTemplate>> ListTaskTemplatesAsync(VendorAccess access, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var tasks in TasksAsync(access, cancellationToken))
            names.UnionWith(tasks.Select(task => VendorText.OrNull(task.TemplateName)).OfType<string>());
        return [.. names.Select(name => new TaskTemplate(name, name))];
    }

    public async IAsyncEnumerable<IReadOnlyList<string>> StreamClientsOfAsync(
        VendorAccess access, IReadOnlyCollection<string> templateIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = templateIds.ToHashSet(StringComparer.Ordinal);
        await foreach (var tasks in TasksAsync(access, cancellationToken))
        {
            yield return
            [
                .. tasks.Where(task => VendorText.OrNull(task.TemplateName) is { } name && wanted.Contains(name))
                    .Select(task => VendorText.Id(task.RelationUniqueIdentifier) ?? VendorText.Id(task.RelationId)).OfType<string>(),
            ];
        }
    }

    public Task<NationalNumber?> FindNationalNumberAsync(VendorAccess access, string callId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("AdminPulse keeps national numbers with the client.");

    public Task<string?> FindPartnerAsync(VendorAccess access, string callId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("AdminPulse tells the partner with the client.");

    private IAsyncEnumerable<IReadOnlyList<AdminPulseTask>> TasksAsync(VendorAccess access, CancellationToken cancellationToken) =>
        ReadAsync(
            (page, token) => api.GetTasksAsync(page, PageSize, new(access), token),
            task => task.Id ?? task.UniqueIdentifier,
            cancellationToken);

    private static IAsyncEnumerable<IReadOnlyList<T>> ReadAsync<T>(
        Func<int, CancellationToken, Task<AdminPulsePage<T>>> readPage, Func<T, string?> keyOf, CancellationToken cancellationToken)
        where T : class =>
        AdminPulsePaging.ReadAsync(readPage, keyOf, cancellationToken).Select(page => page.Items).ToItsEndAsync(Vendor.AdminPulse);
}
