using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;

namespace VendorMocks.Benchmarks;

/// <summary>A server in a process of its own, so that neither side pays for the other's garbage. It ends with its standard input.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string Command = "--serve";

    /// <summary>Leads that both servers hold at the start.</summary>
    public const int LeadCount = 1000;

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Processor time that the server has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that the server holds now, in MiB.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Starts this program again as a server.</summary>
    /// <param name="side">Which one: <c>ours</c> or <c>peer</c>.</param>
    public static async Task<ServerProcess> StartAsync(string side)
    {
        var start = Again(Command, side);
        start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return new ServerProcess(process, new Uri(line ?? throw new InvalidOperationException($"The server '{side}' ended before it listened.")));
    }

    /// <summary>How this program is started once more, with other arguments and its output to be read.</summary>
    public static ProcessStartInfo Again(params string[] arguments)
    {
        // Under `dotnet x.dll` the process is dotnet's, and the program its first argument.
        var self = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(ServerProcess).Assembly.Location] : [];
        return new ProcessStartInfo(self, [.. program, .. arguments]) { RedirectStandardOutput = true };
    }

    /// <summary>Serves until the standard input ends, having printed its address.</summary>
    public static async Task ServeAsync(string side)
    {
        if (side == "ours")
        {
            await using var server = await MocksServer.StartAsync(new MocksServerOptions { Default = new WorldOptions { Running = true, Limits = false } });
            await Leads.FillAsync(server.Host.Find("default")!, LeadCount);
            await UntilInputEndsAsync(server.BaseAddress);
            return;
        }

        var builder = PeerApi.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        await using var application = builder.Build();
        using (var world = Leads.Open(LeadCount))
            new PeerApi(Leads.Copy(world)).Map(application);
        await application.StartAsync();
        await UntilInputEndsAsync(new Uri(application.Urls.First()));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }

    private static async Task UntilInputEndsAsync(Uri address)
    {
        Console.WriteLine(address);
        await Console.In.ReadToEndAsync();
    }
}
