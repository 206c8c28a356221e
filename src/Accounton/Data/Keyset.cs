using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Data;

/// <summary>A place in a sorted list: the row it is next to, not a number, so that a long list costs no more at its end.</summary>
public sealed record Cursor(string SortName, Guid Id)
{
    public static Cursor? Parse(string? text)
    {
        var split = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        return split > 0 && Guid.TryParseExact(text.AsSpan(0, split), "N", out var id) ? new Cursor(text![(split + 1)..], id) : null;
    }

    public override string ToString() => $"{Id:N}.{SortName}";
}

/// <summary>A page of a list, and the places before and after it where there is more.</summary>
public sealed record KeysetPage<T>(IReadOnlyList<T> Rows, Cursor? Previous, Cursor? Next);

/// <summary>Pages through a list by the row that a page begins or ends with.</summary>
public static class Keyset
{
    private static readonly System.Reflection.MethodInfo Compare = typeof(string).GetMethod(
        nameof(string.Compare), [typeof(string), typeof(string)])!;

    /// <summary>
    /// The rows after or before a place, sorted by a text that compares binary and then by id. Ids order differently per
    /// database, but always alike within one: they only break ties.
    /// </summary>
    public static async Task<KeysetPage<T>> PageAsync<T>(
        this IQueryable<T> rows, Expression<Func<T, string>> key, Expression<Func<T, Guid>> id, Cursor? after, Cursor? before, int size,
        CancellationToken cancellationToken, bool descending = false)
    {
        var backward = before is not null;
        var up = backward == descending;
        if ((before ?? after) is { } place)
            rows = rows.Where(Beyond(key, id, place, up));
        var sorted = up ? rows.OrderBy(key).ThenBy(id) : rows.OrderByDescending(key).ThenByDescending(id);
        var page = await sorted.Take(size + 1).ToListAsync(cancellationToken);

        var more = page.Count > size;
        page = page.Take(size).ToList();
        if (backward)
            page.Reverse();

        var (hasPrevious, hasNext) = backward ? (more, true) : (after is not null, more);
        var keyOf = key.Compile();
        var idOf = id.Compile();
        Cursor At(T row) => new(keyOf(row), idOf(row));
        return new(page, hasPrevious && page.Count > 0 ? At(page[0]) : null, hasNext && page.Count > 0 ? At(page[^1]) : null);
    }

    /// <summary>
    /// <c>key ≥ place and (key > place or id > place)</c>: the first part alone lets every database begin
    /// at the place in its index.
    /// </summary>
    private static Expression<Func<T, bool>> Beyond<T>(Expression<Func<T, string>> key, Expression<Func<T, Guid>> id, Cursor place, bool up)
    {
        var row = key.Parameters[0];
        var idBody = new Swap(id.Parameters[0], row).Visit(id.Body);
        var held = Expression.Constant(place);
        var compared = Expression.Call(Compare, key.Body, Expression.Property(held, nameof(Cursor.SortName)));
        var zero = Expression.Constant(0);
        var placeId = Expression.Property(held, nameof(Cursor.Id));
        var body = up
            ? Expression.AndAlso(
                Expression.GreaterThanOrEqual(compared, zero),
                Expression.OrElse(Expression.GreaterThan(compared, zero), Expression.GreaterThan(idBody, placeId)))
            : Expression.AndAlso(
                Expression.LessThanOrEqual(compared, zero),
                Expression.OrElse(Expression.LessThan(compared, zero), Expression.LessThan(idBody, placeId)));
        return Expression.Lambda<Func<T, bool>>(body, row);
    }

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
