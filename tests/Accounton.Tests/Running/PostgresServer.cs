using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Accounton.Tests.Running;

/// <summary>
/// The PostgreSQL server of a test run: that of <c>ACCOUNTON_TEST_POSTGRES</c>, or one of our own, started at first use
/// in a temporary folder and ended with the run.
/// </summary>
public static class PostgresServer
{
    public const string HowToGetOne =
        "No PostgreSQL: tests/run installs it (apt-get install postgresql), or set ACCOUNTON_TEST_POSTGRES to a connection string.";

    private static readonly Lazy<Task<string?>> Server = new(StartAsync);

    private static readonly string? Given = Environment.GetEnvironmentVariable("ACCOUNTON_TEST_POSTGRES");

    /// <summary>It is somebody's server, which goes on after the run.</summary>
    public static bool IsGiven => !string.IsNullOrEmpty(Given);

    /// <summary>Null when there is none to be had.</summary>
    public static Task<string?> ConnectionStringAsync() => Server.Value;

    private static async Task<string?> StartAsync()
    {
        if (IsGiven)
            return Given;

        if (Programs() is not { } programs)
            return null;

        var folder = Directory.CreateTempSubdirectory("accounton-postgres-").FullName;
        var port = ServerProcess.FreeUrl().Port.ToString(CultureInfo.InvariantCulture);

        // initdb refuses root, so that as root everything runs as the user that the package made.
        if (Environment.UserName == "root")
            await RunAsync("chown", "postgres", folder);
        var data = Path.Combine(folder, "data");
        await RunAsPostgresAsync(
            Path.Combine(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        await RunAsPostgresAsync(
            Path.Combine(programs, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} "
                + $"-c fsync=off -c full_page_writes=off -c max_connections=300", "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            RunAsPostgresAsync(Path.Combine(programs, "pg_ctl"), "-D", data, "-m", "immediate", "stop").GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = int.Parse(port, CultureInfo.InvariantCulture),
            Username = "postgres",
            Database = "postgres",
        }.ToString();
    }

    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static Task RunAsPostgresAsync(string program, params string[] arguments) =>
        Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments])
            : RunAsync(program, arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server keeps its starter's output open, so nothing is read from it.
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments])
            {
                UseShellExecute = false, WorkingDirectory = "/",
            })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
