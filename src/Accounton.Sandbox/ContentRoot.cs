namespace Accounton.Sandbox;

/// <summary>
/// The project's own folder, wherever the sandbox is started from. The working directory would not do: as a child of the
/// application it is the application's, whose settings and App_Data are none of ours.
/// </summary>
internal static class ContentRoot
{
    public static string Find(string[] args)
    {
        if (new ConfigurationBuilder().AddCommandLine(args).Build()[HostDefaults.ContentRootKey] is { } asked)
            return asked;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Accounton.Sandbox.csproj")))
                return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }
}
