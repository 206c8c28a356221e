#pragma warning disable RS0030 // The one place where rows are written past the change tracker: it stamps the office.
using System.Linq.Expressions;
using Accounton.Data;
using LinqToDB.Data;
using LinqToDB.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace Accounton.Tenancy;

/// <summary>Bulk and conditional writes on the current office's rows: the only way around the change tracker.</summary>
public static class OfficeBulkWrites
{
    /// <summary>Inserts many rows of the current office, in the context's transaction, by what the database has for that.</summary>
    public static async Task InsertOwnAsync<T>(
        this AccountonContext context, IReadOnlyCollection<T> rows, CancellationToken cancellationToken = default)
        where T : class, IOfficeOwned
    {
        if (rows.Any(row => row.OfficeId != context.OfficeId || row.Id == Guid.Empty))
            throw new TenancyException($"A {typeof(T).Name} of another office, or without an id, was about to be inserted.");

        if (rows.Count == 0)
            return;

        if (context.Database.IsSqlite())
            await PreparedInsert.InsertAsync(context, rows, cancellationToken);
        else
        {
            // SQL Server's bulk copy passes over foreign keys unless told otherwise: they keep the offices apart.
            await context.BulkCopyAsync(
                new BulkCopyOptions(BulkCopyType: BulkCopyType.ProviderSpecific, CheckConstraints: true), rows, cancellationToken);
        }
    }

    /// <summary>Gives ids as EF would: in the order that suits the database's index.</summary>
    public static Func<Guid> IdsOf<T>(this AccountonContext context)
        where T : class, IOfficeOwned
    {
        var entity = context.Model.FindEntityType(typeof(T))!;
        return context.GetService<IValueGeneratorSelector>().TrySelect(
            entity.FindProperty(nameof(IOfficeOwned.Id))!, entity, out var generator)
            ? () => (Guid)generator!.Next(null!)!
            : throw new InvalidOperationException($"{typeof(T).Name} has no generated id.");
    }

    /// <summary>Updates the current office's rows that match, in one statement; returns how many.</summary>
    public static Task<int> UpdateOwnAsync<T>(
        this AccountonContext context,
        Expression<Func<T, bool>> where,
        Action<UpdateSettersBuilder<T>> set,
        CancellationToken cancellationToken = default)
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

    /// <summary>Updates rows that belong to no office, in one statement; returns how many.</summary>
    /// <exception cref="TenancyException">They do belong to an office.</exception>
    public static Task<int> UpdateSharedAsync<T>(
        this AccountonContext context,
        Expression<Func<T, bool>> where,
        Action<UpdateSettersBuilder<T>> set,
        CancellationToken cancellationToken = default)
        where T : class => Shared<T>(context).Where(where).ExecuteUpdateAsync(set, cancellationToken);

    /// <summary>Deletes rows that belong to no office, in one statement; returns how many.</summary>
    /// <exception cref="TenancyException">They do belong to an office.</exception>
    public static Task<int> DeleteSharedAsync<T>(
        this AccountonContext context, Expression<Func<T, bool>> where, CancellationToken cancellationToken = default)
        where T : class => Shared<T>(context).Where(where).ExecuteDeleteAsync(cancellationToken);

    private static DbSet<T> Shared<T>(AccountonContext context)
        where T : class =>
        typeof(IOfficeOwned).IsAssignableFrom(typeof(T))
            ? throw new TenancyException($"A {typeof(T).Name} belongs to an office.")
            : context.Set<T>();
}
