using Accounton.Data;

namespace Accounton.Features.Questionnaires.Messages;

/// <summary>Why a message or a reason was not taken. Its words are <c>MessageFault.{name}</c> in the catalogues.</summary>
public enum MessageFault
{
    Empty = 1,
    TooLong,

    /// <summary>There are as many in this questionnaire as there may be.</summary>
    TooMany,
}

/// <summary>The text of a message as it is kept: its lines as typed. Pure.</summary>
public static class MessageText
{
    public static (string? Text, MessageFault? Fault) Check(string? typed)
    {
        var text = NormalText.Typed(typed ?? "").ReplaceLineEndings("\n").Trim();
        return text.Length == 0 ? (null, MessageFault.Empty)
            : text.Length > ThreadMessage.TextLength ? (null, MessageFault.TooLong)
            : (text, null);
    }
}
