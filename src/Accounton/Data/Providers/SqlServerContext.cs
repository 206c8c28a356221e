using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Data.Providers;

/// <summary>SQL Server, production's database.</summary>
public sealed class SqlServerContext(DbContextOptions<SqlServerContext> options, CurrentOffice office) : AccountonContext(options, office)
{
    // The usual collations ignore case, so two vendor ids that differ by case alone would be one.
    protected override string? BinaryCollation => "Latin1_General_100_BIN2";
}
