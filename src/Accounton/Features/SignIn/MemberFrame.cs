using Accounton.Tenancy;
using Accounton.Web;

namespace Accounton.Features.SignIn;

/// <summary>The current member as the layout and the forms want to know them.</summary>
public sealed class MemberFrame(CurrentMember member) : IFrameSource, IAntiforgeryOffice
{
    public string Current => member.Office?.OfficeId.ToString("N") ?? "";

    public ValueTask<Frame?> FindAsync(CancellationToken cancellationToken) => new(member.User is not { } user ? null : new Frame(
        user.Name, user.Email, member.Office?.OfficeName,
        [.. user.Offices.Where(o => o.OfficeId != member.Office?.OfficeId)
            .Select(o => new OfficeChoice(o.OfficeId.ToString("N"), o.OfficeName))],
        member.IsAdmin, member.IsOperator));
}
