namespace Accounton.Web;

/// <summary>A line of the sidebar.</summary>
public sealed record NavigationItem(string TextKey, string Href, string Icon, Func<Frame, bool> IsFor)
{
    /// <summary>True for the item's own page and everything under it.</summary>
    public bool IsCurrent(PathString path) =>
        Href == "/" ? path == "/" : path.StartsWithSegments(Href, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Lines of the sidebar that belong together, with a heading when there is one.</summary>
public sealed record NavigationSection(string? TextKey, params NavigationItem[] Items);

/// <summary>The sidebar. Each item is shown to whom it is for.</summary>
public static class Navigation
{
    private static readonly NavigationSection[] Sections =
    [
        new(null,
            new NavigationItem("Layout.Home", "/", "home", frame => frame.OfficeName is not null)),
        new(null,
            new NavigationItem("Layout.Imports", "/imports", "upload", frame => frame is { OfficeName: not null, IsAdmin: true })),
        new("Layout.Settings",
            new NavigationItem("Layout.Integrations", "/settings/integrations", "plug", frame => frame.OfficeName is not null),
            new NavigationItem("Layout.Members", "/settings/members", "users", frame => frame.OfficeName is not null),
            new NavigationItem("Layout.OwnOffice", "/settings/office", "building", frame => frame.IsAdmin),
            new NavigationItem("Layout.Audit", "/audit", "clock", frame => frame.IsAdmin)),
        new("Layout.Platform",
            new NavigationItem("Layout.Offices", "/operator/offices", "building", frame => frame.IsOperator),
            new NavigationItem("Layout.Mail", "/operator/mail", "inbox", frame => frame.IsOperator),
            new NavigationItem("Layout.Jobs", "/jobs", "activity", frame => frame.IsOperator),
            new NavigationItem("Layout.Opinions", "/operator/help", "help", frame => frame.IsOperator)),
        new(null,
            new NavigationItem("Layout.Help", "/help", "help", _ => true)),
    ];

    public static IEnumerable<NavigationSection> For(Frame frame) =>
        from section in Sections
        let items = section.Items.Where(item => item.IsFor(frame)).ToArray()
        where items.Length > 0
        select new NavigationSection(section.TextKey, items);
}
