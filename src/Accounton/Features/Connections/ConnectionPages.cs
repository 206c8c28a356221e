namespace Accounton.Features.Connections;

/// <summary>The address of the pages about connections, for what links to them and stands below them.</summary>
public static class ConnectionPages
{
    public const string Path = "/settings/integrations";
}
