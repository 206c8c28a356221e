using Accounton.Web;

namespace Accounton.Features.Mail;

/// <summary>How the state of a mail is drawn.</summary>
public static class MailColours
{
    public static State Colour(this MailState state) => state switch
    {
        MailState.Sent => State.Success,
        MailState.Refused => State.Danger,
        MailState.Uncertain => State.Warning,
        MailState.Dropped => State.Neutral,
        _ => State.Info,
    };
}
