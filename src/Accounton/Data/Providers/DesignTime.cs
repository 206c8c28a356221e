using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Accounton.Data.Providers;

/// <summary>What the migrations tool makes a context with: no settings, no services, no connection.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<SqliteContext>,
    IDesignTimeDbContextFactory<SqlServerContext>, IDesignTimeDbContextFactory<PostgreSqlContext>
{
    SqliteContext IDesignTimeDbContextFactory<SqliteContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteContext>().UseSqlite().Options, new CurrentOffice());

    SqlServerContext IDesignTimeDbContextFactory<SqlServerContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerContext>().UseSqlServer().Options, new CurrentOffice());

    PostgreSqlContext IDesignTimeDbContextFactory<PostgreSqlContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlContext>().UseNpgsql().Options, new CurrentOffice());
}
