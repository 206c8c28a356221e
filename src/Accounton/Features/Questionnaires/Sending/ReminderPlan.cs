namespace Accounton.Features.Questionnaires.Sending;

/// <summary>How often a client is reminded, and until when.</summary>
/// <param name="Weeks">Between two mails, from 1 to 3; nothing is never.</param>
/// <param name="Until">The last day on which a reminder leaves.</param>
public readonly record struct ReminderTerms(int? Weeks, DateOnly? Until);

/// <summary>When a client is reminded. A reminder comes in the morning, outside quiet hours.</summary>
public static class ReminderPlan
{
    public const int MostWeeks = 3;

    /// <summary>At what time of the day, when that is not quiet.</summary>
    public static readonly TimeOnly Morning = new(9, 0);

    /// <summary>The moment of the next reminder; null when there is none any more.</summary>
    /// <param name="terms">What the office chose.</param>
    /// <param name="lastMail">When the client was last mailed.</param>
    /// <param name="chosen">A day on which the client asked to be reminded, which comes before what the office chose.</param>
    /// <param name="now">What is due by then comes at once.</param>
    /// <param name="quiet">When clients are left alone.</param>
    /// <param name="zone">In which days are counted.</param>
    public static DateTimeOffset? Next(
        ReminderTerms terms, DateTimeOffset lastMail, DateOnly? chosen, DateTimeOffset now, QuietHours quiet, TimeZoneInfo zone)
    {
        var day = chosen ?? (terms.Weeks is { } weeks ? DayOf(lastMail, zone).AddDays(7 * weeks) : null);
        if (day is null)
            return null;

        var due = MorningOf(day.Value, zone);
        var at = quiet.NextLoud(due > now ? due : now, zone);
        return chosen is not null || terms.Until is null || DayOf(at, zone) <= terms.Until ? at : null;
    }

    /// <summary>The days of the coming week on which a client may ask to be reminded.</summary>
    public static IReadOnlyList<DateOnly> DaysToChoose(DateOnly today, QuietHours quiet) =>
        [.. Enumerable.Range(1, 7).Select(today.AddDays).Where(day => !quiet.Days.Contains(day.DayOfWeek))];

    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    private static DateTimeOffset MorningOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(Morning);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
