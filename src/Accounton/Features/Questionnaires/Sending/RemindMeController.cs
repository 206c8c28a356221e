using Accounton.Features.Questionnaires.Answering;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>A client who has no time now chooses the day of the reminder.</summary>
[Authorize(RespondentSetup.Policy), OpenOfficeOnly, Route(RespondentPages.Route)]
public sealed class RemindMeController(CurrentRespondent current, Reminders reminders, Texts texts) : Controller
{
    [HttpPost("remind")]
    public async Task<IActionResult> Remind(Guid respondent, DateOnly day, CancellationToken cancellationToken)
    {
        if (await reminders.ChooseAsync(current.Known.AssignmentId, day, cancellationToken))
            this.Notify(State.Success, texts["RemindMe.Done", RemindMe.Name(day, texts)]);
        else
            this.Notify(State.Warning, texts["RemindMe.NotThatDay"]);
        return LocalRedirect(RespondentPages.Home(respondent));
    }
}

/// <summary>A day in words.</summary>
public static class RemindMe
{
    /// <summary><em>zaterdag 28 november</em>.</summary>
    public static string Name(DateOnly day, Texts texts) => day.ToString("dddd d MMMM", texts.Language.Culture);
}
