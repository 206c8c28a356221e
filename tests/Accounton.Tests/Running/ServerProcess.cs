using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Accounton.Tests.Running;

/// <summary>A .NET program of ours in a process of its own, which says where it listens and can be killed.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    /// <summary>The process's id, to see what it takes.</summary>
    public int Id => _process.Id;

    /// <summary>All that it has printed.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts a program on a free port of the loopback address and waits until it listens there.</summary>
    /// <param name="program">The path of its .dll.</param>
    /// <param name="arguments">Its settings.</param>
    /// <param name="environment">Such as Production.</param>
    /// <param name="at">Where it is to listen, instead of a free port.</param>
    /// <param name="from">The working folder; that of the program when null.</param>
    public static async Task<ServerProcess> StartAsync(
        string program, IEnumerable<string> arguments, string environment, Uri? at = null, string? from = null)
    {
        var url = at ?? FreeUrl();
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = from ?? Path.GetDirectoryName(program)!,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
        foreach (var argument in (IEnumerable<string>)[program, "--urls", url.GetLeftPart(UriPartial.Authority), .. arguments])
            start.ArgumentList.Add(argument);

        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, url);
        server._process.OutputDataReceived += server.Read;
        server._process.ErrorDataReceived += server.Read;
        server._process.Exited += (_, _) =>
            server._listening.TrySetException(new InvalidOperationException($"{Path.GetFileName(program)} ended."));
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server._listening.Task.WaitAsync(Patience);
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{Path.GetFileName(program)} did not start:\n{server.Output}", e);
        }

        return server;
    }

    /// <summary>An address on which nothing listens.</summary>
    public static Uri FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>SIGKILL: no time for a last word.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Read(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;

        _output.Enqueue(line.Data);
        if (line.Data.Contains("Application started.", StringComparison.Ordinal))
            _listening.TrySetResult();
    }
}
