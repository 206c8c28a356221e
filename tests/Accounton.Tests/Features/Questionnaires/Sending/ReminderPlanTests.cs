using Accounton.Features.Questionnaires.Sending;
using CsCheck;

namespace Accounton.Tests.Features.Questionnaires.Sending;

public sealed class ReminderPlanTests
{
    private static readonly TimeZoneInfo Brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    private static readonly QuietHours Quiet = QuietHours.Parse("20:00-08:00, Sunday")!;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(ReminderTerms Terms, DateTimeOffset Last, DateTimeOffset Now, DateOnly? Chosen)> Cases =
        from weeks in Gen.Int[0, ReminderPlan.MostWeeks]
        from until in Gen.Int[0, 500]
        from last in Gen.Int[0, 400 * 24 * 60]
        from later in Gen.Int[0, 60 * 24 * 60]
        from chosen in Gen.Int[0, 7]
        let now = Start.AddMinutes(last + later)
        select (
            new ReminderTerms(
                weeks == 0 ? null : weeks,
                until > 450 ? null : ReminderPlan.DayOf(Start, Brussels).AddDays(until)), Start.AddMinutes(last), now,
            chosen == 0 ? (DateOnly?)null : ReminderPlan.DayOf(now, Brussels).AddDays(chosen));

    [Fact]
    public void Next_ofAnything_isInTimeAndOutsideQuietHoursAndNeverTooSoon() =>
        Cases.Sample(one =>
        {
            if (Next(one.Terms, one.Last, one.Chosen, one.Now) is not { } next)
                return;

            Assert.True(next >= one.Now);
            Assert.False(Quiet.IsQuiet(TimeZoneInfo.ConvertTime(next, Brussels).DateTime));
            var day = ReminderPlan.DayOf(next, Brussels);
            if (one.Chosen is { } chosen)
                Assert.InRange(day.DayNumber, chosen.DayNumber, chosen.DayNumber + 1);
            else
            {
                Assert.True(day <= (one.Terms.Until ?? DateOnly.MaxValue));
                Assert.True(day.DayNumber - ReminderPlan.DayOf(one.Last, Brussels).DayNumber >= 7 * one.Terms.Weeks!.Value);
            }
        });

    [Fact]
    public void Next_whenThereIsNone_isNeverOrPastTheLastDay() =>
        Cases.Sample(one =>
        {
            if (Next(one.Terms, one.Last, one.Chosen, one.Now) is not null)
                return;

            Assert.Null(one.Chosen);
            if (one.Terms.Weeks is { } weeks)
                Assert.True(
                    Next(one.Terms with { Until = null }, one.Last, null, one.Now) is { } next
                        && ReminderPlan.DayOf(next, Brussels) > one.Terms.Until, $"{weeks}");
        });

    /// <summary>A job that was held up for weeks sends one reminder, not one for each that was missed.</summary>
    [Fact]
    public void Next_afterEachReminder_isAWeekLaterAndEnds()
    {
        var terms = new ReminderTerms(1, new DateOnly(2026, 4, 30));
        var at = new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero);
        var last = new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero);
        var sent = new List<DateTimeOffset>();
        while (Next(terms, last, null, at) is { } next)
        {
            sent.Add(next);
            at = next;
            last = next;
        }

        Assert.Equal(8, sent.Count);
        Assert.All(sent, moment => Assert.Equal(new TimeSpan(9, 0, 0), TimeZoneInfo.ConvertTime(moment, Brussels).TimeOfDay));
        Assert.All(sent.Zip(sent.Skip(1)), pair =>
            Assert.Equal(7, ReminderPlan.DayOf(pair.Second, Brussels).DayNumber - ReminderPlan.DayOf(pair.First, Brussels).DayNumber));
    }

    [Fact]
    public void DaysToChoose_ofAnyDay_areTheSixOfTheComingWeekThatAreNotQuiet() =>
        Gen.Int[0, 4000].Sample(days =>
        {
            var today = new DateOnly(2026, 1, 1).AddDays(days);
            var choice = ReminderPlan.DaysToChoose(today, Quiet);
            Assert.Equal(6, choice.Count);
            Assert.All(choice, day => Assert.True(day > today && day <= today.AddDays(7) && day.DayOfWeek != DayOfWeek.Sunday));
        });

    private static DateTimeOffset? Next(ReminderTerms terms, DateTimeOffset last, DateOnly? chosen, DateTimeOffset now) =>
        ReminderPlan.Next(terms, last, chosen, now, Quiet, Brussels);
}
