using Accounton.Web;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>When clients may be mailed and are reminded, in <c>App:TimeZone</c>.</summary>
public sealed class ClientClock(IOptions<QuestionnaireOptions> options, IOptions<AppOptions> app, TimeProvider clock)
{
    private readonly QuietHours _quiet = QuietHours.Parse(options.Value.QuietHours)!;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(app.Value.TimeZone);

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => ReminderPlan.DayOf(Now, _zone);

    /// <summary>From when on a mail may leave; now when it may.</summary>
    public DateTimeOffset NextLoud => _quiet.NextLoud(Now, _zone);

    public IReadOnlyList<DateOnly> DaysToChoose => ReminderPlan.DaysToChoose(Today, _quiet);

    /// <inheritdoc cref="ReminderPlan.Next"/>
    public DateTimeOffset? NextReminder(ReminderTerms terms, DateTimeOffset lastMail, DateOnly? chosen) =>
        ReminderPlan.Next(terms, lastMail, chosen, Now, _quiet, _zone);
}
