namespace Accounton.Web;

/// <summary>
/// The folder that holds <c>wwwroot</c>, <c>appsettings.json</c> and, by default, the database: the program's own once it is
/// published, its project's while it lies in <c>bin</c>. The working folder would not do: it is where somebody happened to stand.
/// </summary>
public static class ContentRoot
{
    /// <param name="args">The command line, which may name another folder, as the environment may.</param>
    /// <param name="program">Where the program is.</param>
    public static string Find(string[] args, string program)
    {
        var asked = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables(
            "ASPNETCORE_").AddCommandLine(args).Build()[HostDefaults.ContentRootKey];
        if (!string.IsNullOrEmpty(asked))
            return Path.GetFullPath(asked);

        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "wwwroot")))
                return folder.FullName;
        }

        return program;
    }
}
