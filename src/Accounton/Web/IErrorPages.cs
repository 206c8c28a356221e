
namespace Accounton.Web;

/// <summary>A part of the site whose visitors see pages of their own when something goes wrong.</summary>
public interface IErrorPages
{
    /// <summary>Whether a request is for this part, by the address that was asked for.</summary>
    bool IsFor(HttpContext context);

    /// <summary>The view of a status code without a page.</summary>
    string Problem { get; }

    /// <summary>The view of a form that was not accepted (<see cref="Web.RejectedForm"/>).</summary>
    string RejectedForm { get; }
}
