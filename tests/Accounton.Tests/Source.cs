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

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
