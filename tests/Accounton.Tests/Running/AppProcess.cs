namespace Accounton.Tests.Running;

/// <summary>
/// The application as a process of its own, in Development with its demo accounts, on a database and a sandbox of the test's.
/// </summary>
public static class AppProcess
{
    /// <param name="settings">More settings, such as <c>Sync:Lease=00:00:05</c>.</param>
    public static Task<ServerProcess> StartAsync(TestDatabase database, Sandbox sandbox, params string[] settings) =>
        StartAsync(ServerProcess.FreeUrl(), database, sandbox, settings);

    /// <summary>At an address of the test's choice, to start again where a killed one was.</summary>
    public static Task<ServerProcess> StartAsync(Uri url, TestDatabase database, Sandbox sandbox, params string[] settings) =>
        ServerProcess.StartAsync(
            Programs.Accounton,
            [
                $"--App:PublicUrl={url.GetLeftPart(UriPartial.Authority)}",
                $"--contentRoot={Source.Application}",
                $"--Mail:Folder={Path.Combine(Path.GetTempPath(), "accounton-mail-" + url.Port)}",
                .. database.Settings.Concat(sandbox.Settings).Select(s => $"--{s.Key}={s.Value}"),
                .. settings.Select(s => "--" + s),
            ],
            "Development",
            url);
}
