namespace Accounton.Features.Questionnaires.Answering;

/// <summary>
/// Whose questionnaire this request is about, read afresh from the database. Empty outside of <c>/q</c>,
/// and where nobody is found.
/// </summary>
public sealed class CurrentRespondent
{
    /// <summary>
    /// Named by the address or by a link; that does not mean that this browser is theirs, see
    /// <see cref="RespondentAt.IsKnownDevice"/>.
    /// </summary>
    public RespondentAt? At { get; private set; }

    /// <summary>The respondent of a page that only their own devices reach.</summary>
    public RespondentAt Known =>
        At is { IsKnownDevice: true } known ? known : throw new InvalidOperationException("No respondent is known.");

    public void Set(RespondentAt at) => At = at;
}
