namespace Accounton.Web.Components;

/// <summary>
/// Ids for elements that refer to one another. A tag helper's own <c>UniqueId</c> is that of its place in the view: two
/// turns of a loop, or a partial drawn twice, would share it, and a button would open another one's dialog.
/// </summary>
internal static class ComponentIds
{
    public static string New(string kind) => $"{kind}-{Guid.NewGuid():N}";
}
