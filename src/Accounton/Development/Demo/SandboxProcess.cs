using System.Diagnostics;

namespace Accounton.Development.Demo;

/// <summary>
/// Starts the sandbox, built along in Debug, as a child that ends with us however we end: it watches the pipe we hold.
/// One that answers already is used as it is.
/// </summary>
public sealed class SandboxProcess(
    IConfiguration configuration, IHostEnvironment environment, ILogger<SandboxProcess> log) : IHostedService, IDisposable
{
    private Process? _process;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var url = configuration.GetValue<Uri?>("Development:Sandbox");
        if (url is null || await AnswersAsync(url, cancellationToken))
            return;

        var configurationName = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "../../../../Accounton.Sandbox/bin", configurationName, "net10.0/Accounton.Sandbox.dll"));
        if (!File.Exists(program))
        {
            log.LogWarning("The sandbox is not built: {Program} is missing", program);
            return;
        }

        var data = Directory.CreateDirectory(Path.Combine(environment.ContentRootPath, "App_Data")).FullName;
        _process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                program, "--urls", url.GetLeftPart(UriPartial.Authority),
                "--Sandbox:EndWithParent=true", $"--Sandbox:Database={Path.Combine(data, "sandbox.db")}",
            },
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(program)!,
        });
        log.LogInformation("The sandbox starts on {Url}", url);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _process?.StandardInput.Close();
        return Task.CompletedTask;
    }

    public void Dispose() => _process?.Dispose();

    private static async Task<bool> AnswersAsync(Uri url, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        try
        {
            using var answer = await http.GetAsync(new Uri(url, "/health"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
