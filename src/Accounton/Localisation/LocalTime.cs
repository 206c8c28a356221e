namespace Accounton.Localisation;

/// <summary>What the clock on the office's wall says: moments are stored in UTC and shown in <c>App:TimeZone</c>.</summary>
public sealed class LocalTime(TimeProvider clock, IConfiguration configuration)
{
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(configuration["App:TimeZone"] ?? "Europe/Brussels");

    public DateTimeOffset Now => At(clock.GetUtcNow());

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    public DateTimeOffset At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);
}
