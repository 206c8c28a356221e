using System.Linq.Expressions;
using System.Reflection;
using Accounton.Data;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tenancy;

/// <summary>What every office-owned entity has in common: its key, its foreign key to the office and the one query filter.</summary>
public static class OfficeModel
{
    public const string Filter = "Office";

    private static readonly MethodInfo Own = typeof(OfficeModel).GetMethod(nameof(MapOwned), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static void MapOfficeOwned(this ModelBuilder model, AccountonContext context)
    {
        foreach (var type in model.Model.GetEntityTypes().Select(e => e.ClrType).Where(IsOwned).ToList())
            Own.MakeGenericMethod(type).Invoke(null, [model, context]);
    }

    private static bool IsOwned(Type type) => type.IsAssignableTo(typeof(IOfficeOwned));

    private static void MapOwned<T>(ModelBuilder model, AccountonContext context)
        where T : class, IOfficeOwned
    {
        var entity = model.Entity<T>();
        entity.HasKey(nameof(IOfficeOwned.OfficeId), nameof(IOfficeOwned.Id));
        entity.Property(e => e.Id).ValueGeneratedOnAdd();
        entity.Property(e => e.OfficeId).ValueGeneratedNever();
        entity.HasOne<Office>().WithMany().HasForeignKey(nameof(IOfficeOwned.OfficeId)).OnDelete(DeleteBehavior.NoAction);

        // EF replaces the constant context by the one that runs the query, so the office is read afresh each time.
        var row = Expression.Parameter(typeof(T), "row");
        var office = Expression.Property(Expression.Constant(context), nameof(AccountonContext.OfficeId));
        entity.HasQueryFilter(Filter, Expression.Lambda<Func<T, bool>>(
            Expression.Equal(Expression.Property(row, nameof(IOfficeOwned.OfficeId)), office), row));
    }
}
