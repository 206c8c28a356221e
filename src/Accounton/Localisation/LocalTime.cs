namespace Accounton.Localisation;

/// <summary>The zone that the reader of this request's pages keeps, where that is another than the platform's.</summary>
public sealed record ReaderZone(TimeZoneInfo Zone);

/// <summary>
/// What the clock on the office's wall says: moments are stored in UTC and shown in the office's zone, else
/// in <c>App:TimeZone</c>.
/// </summary>
public sealed class LocalTime(TimeProvider clock, IConfiguration configuration, IHttpContextAccessor request)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["App:TimeZone"] ?? "Europe/Brussels");

    public TimeZoneInfo Zone => request.HttpContext?.Features.Get<ReaderZone>()?.Zone ?? _zone;

    public DateTimeOffset Now => At(clock.GetUtcNow());

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>
    /// When a day begins here, or one some days later, in UTC; the first and the last day that a calendar
    /// has are moved inside it.
    /// </summary>
    public DateTimeOffset StartOf(DateOnly day, int later = 0)
    {
        var start = DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + later, 1, DateOnly.MaxValue.DayNumber - 1))
            .ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(start, Zone.GetUtcOffset(start)).ToUniversalTime();
    }

    public DateTimeOffset At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);
}
