using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Data.Providers;

/// <summary>PostgreSQL, which proves the server path on every CI run.</summary>
public sealed class PostgreSqlContext(DbContextOptions<PostgreSqlContext> options, CurrentOffice office) : AccountonContext(options, office)
{
    // Names sort alike on every database, and a prefix search can use the index.
    protected override string? BinaryCollation => "C";
}
