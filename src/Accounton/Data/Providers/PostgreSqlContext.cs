using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Accounton.Data.Providers;

/// <summary>PostgreSQL, which proves the server path on every CI run.</summary>
public sealed class PostgreSqlContext(DbContextOptions<PostgreSqlContext> options, CurrentOffice office) : AccountonContext(options, office)
{
    // Names sort alike on every database, and a prefix search can use the index.
    protected override string? BinaryCollation => "C";

    // Its driver takes a DateTimeOffset of UTC only.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Utc>();

    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(at => at.ToUniversalTime(), at => at);
}
