namespace Accounton.Web;

/// <summary>What stands around a page of somebody who is signed in.</summary>
/// <param name="OfficeName">The current office; null for an operator, who belongs to none.</param>
/// <param name="OtherOffices">Where this person may switch to.</param>
public sealed record Frame(
    string UserName,
    string UserMail,
    string? OfficeName,
    IReadOnlyList<OfficeChoice> OtherOffices,
    bool IsAdmin,
    bool IsOperator);

/// <summary>
/// An office somebody is a member of. <paramref name="Id"/> is written as <see cref="IAntiforgeryOffice.Current"/> writes it.
/// </summary>
public sealed record OfficeChoice(string Id, string Name);

/// <summary>Knows who is signed in and where.</summary>
public interface IFrameSource
{
    /// <summary>Null when nobody is signed in: the plain layout is used.</summary>
    ValueTask<Frame?> FindAsync(CancellationToken cancellationToken);
}

/// <summary>The frame of the page being made. Looked up once a request.</summary>
public sealed class PageFrame(IFrameSource source, IHttpContextAccessor accessor)
{
    private bool _known;
    private Frame? _frame;

    public async ValueTask<Frame?> FindAsync()
    {
        if (!_known)
            Show(await source.FindAsync(accessor.HttpContext?.RequestAborted ?? CancellationToken.None));
        return _frame;
    }

    /// <summary>Shows this frame, or none, without looking it up: an error page must not depend on what may just have failed.</summary>
    public void Show(Frame? frame)
    {
        _known = true;
        _frame = frame;
    }
}

/// <summary>Nobody is ever signed in.</summary>
public sealed class NoFrame : IFrameSource
{
    public ValueTask<Frame?> FindAsync(CancellationToken cancellationToken) => default;
}
