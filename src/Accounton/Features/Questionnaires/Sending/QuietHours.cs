using System.Globalization;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>
/// When clients are left alone, by the clock on the wall: each night between two times, and whole days of the week. Written as
/// <c>20:00-08:00, Sunday</c>; nothing is never.
/// </summary>
/// <param name="From">When the night begins.</param>
/// <param name="To">When it ends; the same as it begins is no night.</param>
/// <param name="Days">Quiet from midnight to midnight.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, IReadOnlySet<DayOfWeek> Days)
{
    public static readonly QuietHours None = new(TimeOnly.MinValue, TimeOnly.MinValue, new HashSet<DayOfWeek>());

    /// <summary>Null when it cannot be read, or would leave no moment.</summary>
    public static QuietHours? Parse(string? text)
    {
        var from = TimeOnly.MinValue;
        var to = TimeOnly.MinValue;
        var days = new HashSet<DayOfWeek>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('-', 2) is [var begin, var end] && Time(begin) is { } first && Time(end) is { } last)
            {
                from = first;
                to = last;
            }
            else if (!int.TryParse(part, out _) && Enum.TryParse<DayOfWeek>(part, ignoreCase: true, out var day))
                days.Add(day);
            else
                return null;
        }

        return days.Count < 7 ? new(from, to, days) : null;
    }

    public bool IsQuiet(DateTime local) => Days.Contains(local.DayOfWeek) || IsNight(TimeOnly.FromDateTime(local));

    /// <summary>The first moment from this one on at which clients may be mailed.</summary>
    public DateTimeOffset NextLoud(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var at = moment;
        for (var local = TimeZoneInfo.ConvertTime(at, zone).DateTime; IsQuiet(local); local = TimeZoneInfo.ConvertTime(at, zone).DateTime)
            at = Moment(Days.Contains(local.DayOfWeek) ? local.Date.AddDays(1) : EndOfNight(local), at, zone);
        return at == moment ? moment : at.ToUniversalTime();
    }

    /// <summary>
    /// The first moment after another at which the clock shows a time: the second of two when it was turned back between them, and when it
    /// was turned on past that time, the moment it was.
    /// </summary>
    private static DateTimeOffset Moment(DateTime local, DateTimeOffset after, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            // Skipped: the clock is turned on at the last moment before it, by the offset that held until then.
            var before = new DateTimeOffset(local, zone.GetUtcOffset(local.AddDays(-1)));
            while (TimeZoneInfo.ConvertTime(before.AddMinutes(-1), zone).DateTime > local)
                before = before.AddMinutes(-1);
            return before;
        }

        var offsets = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local) : [zone.GetUtcOffset(local)];
        return offsets.Select(offset => new DateTimeOffset(local, offset))
            .Where(candidate => candidate > after).DefaultIfEmpty(after.AddMinutes(1)).Min();
    }

    private bool IsNight(TimeOnly time) => From <= To ? time >= From && time < To : time >= From || time < To;

    private DateTime EndOfNight(DateTime local)
    {
        var end = local.Date + To.ToTimeSpan();
        return end > local ? end : end.AddDays(1);
    }

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
