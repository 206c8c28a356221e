using Accounton.Features.Questionnaires.Sending;
using CsCheck;

namespace Accounton.Tests.Features.Questionnaires.Sending;

public sealed class QuietHoursTests
{
    private static readonly TimeZoneInfo Brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    private static readonly QuietHours Usual = QuietHours.Parse("20:00-08:00, Sunday")!;

    private static readonly Gen<QuietHours> Hours =
        from begin in Gen.Int[0, 1439]
        from end in Gen.Int[0, 1439]
        from days in Gen.Enum<DayOfWeek>().HashSet[0, 6]
        select new QuietHours(TimeOnly.MinValue.AddMinutes(begin), TimeOnly.MinValue.AddMinutes(end), days);

    /// <summary>Half of them in the nights in which the clock is changed.</summary>
    private static readonly Gen<DateTimeOffset> Moments = Gen.OneOf(
        Gen.Int[0, 10 * 365 * 24 * 60].Select(minutes => new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes)),
        Gen.Int[-300, 300].Select(minutes => new DateTimeOffset(2027, 3, 28, 1, 0, 0, TimeSpan.Zero).AddMinutes(minutes)),
        Gen.Int[-300, 300].Select(minutes => new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero).AddMinutes(minutes)));

    /// <summary>Minutes that the clock shows a second time, since it was turned back, are as they were the first time.</summary>
    [Fact]
    public void NextLoud_ofAnything_isTheFirstMinuteThatIsNotQuiet() =>
        Gen.Select(Hours, Moments).Sample(
            (hours, moment) =>
            {
                var next = hours.NextLoud(moment, Brussels);
                Assert.False(hours.IsQuiet(Local(next)));
                Assert.Equal(next, hours.NextLoud(next, Brussels));
                var latest = DateTime.MinValue;
                for (var at = moment; at < next; at = at.AddMinutes(1))
                {
                    latest = Local(at) > latest ? Local(at) : latest;
                    Assert.True(hours.IsQuiet(latest), $"{hours} {moment:u} {at:u} {next:u}");
                }
            },
            iter: 300);

    [Theory]
    [InlineData("2026-11-26T15:00+01:00", "2026-11-26T15:00+01:00")]
    [InlineData("2026-11-26T20:00+01:00", "2026-11-27T08:00+01:00")]
    [InlineData("2026-11-27T07:59+01:00", "2026-11-27T08:00+01:00")]
    [InlineData("2026-11-28T21:00+01:00", "2026-11-30T08:00+01:00")]
    [InlineData("2026-11-29T12:00+01:00", "2026-11-30T08:00+01:00")]
    [InlineData("2026-10-24T23:00+02:00", "2026-10-26T08:00+01:00")]
    [InlineData("2027-03-27T23:00+01:00", "2027-03-29T08:00+02:00")]
    public void NextLoud_ofTheUsualHours_isAsADayGoes(string moment, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, null), Usual.NextLoud(DateTimeOffset.Parse(moment, null), Brussels));

    [Theory]
    [InlineData("", true)]
    [InlineData("20:00-08:00", true)]
    [InlineData("saturday, Sunday", true)]
    [InlineData("20-8", false)]
    [InlineData("25:00-08:00", false)]
    [InlineData("zondag", false)]
    [InlineData("0", false)]
    [InlineData("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday", false)]
    public void Parse_ofWhatIsWrong_isNothing(string text, bool isRight) => Assert.Equal(isRight, QuietHours.Parse(text) is not null);

    private static DateTime Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Brussels).DateTime;
}
