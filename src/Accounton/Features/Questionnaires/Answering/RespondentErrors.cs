using Accounton.Web;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>What goes wrong under <c>/q</c> leads back to the client's questionnaire, and never to the office's pages.</summary>
public sealed class RespondentErrors : IErrorPages
{
    public string Problem => "/Features/Questionnaires/Answering/Problem.cshtml";

    public string RejectedForm => "/Features/Questionnaires/Answering/RefusedForm.cshtml";

    public bool IsFor(HttpContext context) => RespondentScheme.IsFor(context);
}
