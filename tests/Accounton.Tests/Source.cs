using System.Runtime.CompilerServices;

namespace Accounton.Tests;

/// <summary>The source as it lies on disk, for tests that read it.</summary>
internal static class Source
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static string Application { get; } = Path.Combine(Root, "src", "Accounton");

    /// <summary>The application's own files of these kinds, by their path in it.</summary>
    public static IEnumerable<(string Path, string Text)> Files(params string[] extensions) =>
        from file in Directory.EnumerateFiles(Application, "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Application, file).Replace('\\', '/')
        where extensions.Contains(Path.GetExtension(path)) && path.Split('/')[0] is not ("obj" or "bin" or "wwwroot")
        select (path, File.ReadAllText(file));

    /// <summary>
    /// All that people write, by its path in the repository: of these kinds, and scripts without one, which say by which program they
    /// are run. Not what is built or generated, nor other people's libraries.
    /// </summary>
    public static IEnumerable<(string Path, string Text)> Written(params string[] extensions) =>
        from folder in new[] { "src", "tests", ".ci" }
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        let extension = Path.GetExtension(path)
        where extension.Length == 0 || extensions.Contains(extension)
        where !path.Split('/').Any(part => part is "obj" or "bin" or "node_modules")
        where !path.Contains("/wwwroot/lib/", StringComparison.Ordinal)
        where !(path.Contains("/Data/Migrations/", StringComparison.Ordinal) && path.Split('/') is [.., "Migrations", _, _])
        let text = File.ReadAllText(file)
        where extension.Length > 0 || text.StartsWith("#!", StringComparison.Ordinal)
        select (path, text);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
