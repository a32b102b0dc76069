using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Faculty.Benchmarks.Servers;

/// <summary>A server as a process of its own: started, awaited, measured from outside, ended.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly List<GrpcChannel> channels = [];

    private ServerProcess(string name, Process process, string? key)
    {
        Name = name;
        Key = key;
        this.process = process;
    }

    public string Name { get; }

    /// <summary>What its callers show; null when it asks for nothing.</summary>
    public string? Key { get; }

    public Uri Address { get; private set; } = null!;

    public int Pid => process.Id;

    /// <summary>Processor time used so far, user and system; the kernel counts in steps of 10 ms.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory now, in MB of 10^6 bytes.</summary>
    public double MemoryMB => Status("VmRSS");

    /// <summary>Most resident memory since <see cref="ResetPeak"/>, in MB of 10^6 bytes.</summary>
    public double PeakMB => Status("VmHWM");

    /// <summary>Starts a program of ours and waits for its ready line.</summary>
    public static async Task<ServerProcess> StartAsync(string name, string assembly, IEnumerable<string> arguments, TimeSpan patience, string? key = null)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        var server = new ServerProcess(name, process, key);
        try
        {
            server.Address = await server.ReadyAsync().WaitAsync(patience);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public void ResetPeak() => File.WriteAllText($"/proc/{Pid}/clear_refs", "5");

    /// <summary>Ends it as a power cut would: nothing is said and nothing written any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await DisposeAsync();
    }

    /// <summary>A client channel with a connection of its own, that shows this server's key.</summary>
    public CallInvoker Channel() => Channel(Key);

    /// <summary>A client channel with a connection of its own.</summary>
    public CallInvoker Channel(string? key)
    {
        var channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = null,
            HttpHandler = new SocketsHttpHandler(),
            DisposeHttpClient = true,
        });
        channels.Add(channel);
        return key is null ? channel.CreateCallInvoker() : channel.Intercept(headers =>
        {
            headers.Add("authorization", $"Bearer {key}");
            return headers;
        });
    }

    public async ValueTask DisposeAsync()
    {
        channels.ForEach(c => c.Dispose());
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            _ = Kill(process.Id, SigTerm);
            using var patience = new CancellationTokenSource(Ending);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
        process.Dispose();
    }

    private async Task<Uri> ReadyAsync()
    {
        var problems = new List<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text && problems.Count < 20)
            {
                problems.Add(text);
            }
        };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (GrpcAddress().Match(line) is { Success: true } found)
            {
                // A full pipe would stop the server, so what it says later is read and dropped.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new Uri(found.Groups[1].Value);
            }
        }
        await process.WaitForExitAsync();
        throw new InvalidOperationException($"{Name} ended with {process.ExitCode} before it was ready: {string.Join(" / ", problems)}");
    }

    private double Status(string field)
    {
        var line = File.ReadLines($"/proc/{Pid}/status").First(l => l.StartsWith(field, StringComparison.Ordinal));
        var kib = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kib, CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    [GeneratedRegex(@"\Aready .*?grpc=(\S+)")]
    private static partial Regex GrpcAddress();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
