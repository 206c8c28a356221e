using System.Runtime.CompilerServices;

namespace Accounton.Tests.Running;

/// <summary>Where the programs under test were built, in the same configuration as the tests.</summary>
public static class Programs
{
    public static string Sandbox { get; } = Built("Accounton.Sandbox");

    public static string Accounton { get; } = Built("Accounton");

    private static string Built(string project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.GetFullPath(Path.Combine(Here(), "../../../src", project, "bin", configuration, "net10.0", project + ".dll"));
        return File.Exists(program)
            ? program
            : throw new FileNotFoundException($"{project} is not built: run dotnet build first.", program);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
