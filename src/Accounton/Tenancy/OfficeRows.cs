#pragma warning disable RS0030 // The one place where rows are written past the change tracker: it stamps the office.
using System.Linq.Expressions;
using Accounton.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Accounton.Tenancy;

/// <summary>Bulk and conditional writes on the current office's rows: the only way around the change tracker.</summary>
public static class OfficeRows
{
    /// <summary>Updates the current office's rows that match, in one statement; returns how many.</summary>
    public static Task<int> UpdateOwnAsync<T>(
        this AccountonContext context, Expression<Func<T, bool>> where, Action<UpdateSettersBuilder<T>> set, CancellationToken cancellationToken = default)
        where T : class, IOfficeOwned
    {
        var office = context.OfficeId;
        return context.Set<T>().Where(e => e.OfficeId == office).Where(where).ExecuteUpdateAsync(set, cancellationToken);
    }

    /// <summary>Deletes the current office's rows that match, in one statement; returns how many.</summary>
    public static Task<int> DeleteOwnAsync<T>(
        this AccountonContext context, Expression<Func<T, bool>> where, CancellationToken cancellationToken = default)
        where T : class, IOfficeOwned
    {
        var office = context.OfficeId;
        return context.Set<T>().Where(e => e.OfficeId == office).Where(where).ExecuteDeleteAsync(cancellationToken);
    }
}
