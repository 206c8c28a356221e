using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Accounton.Data.Providers;

/// <summary>SQLite, the embedded default.</summary>
public sealed class SqliteContext(DbContextOptions<SqliteContext> options, CurrentOffice office) : AccountonContext(options, office)
{
    // SQLite can neither order nor compare a DateTimeOffset; ticks of UTC it can.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
