using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace VendorMocks.Benchmarks;

/// <summary>How long it takes from launching a process to its first answer.</summary>
/// <param name="Ratio">Median over the rounds of the server's time to its first seeded answer by an empty application's to its first answer.</param>
/// <param name="Low">First quartile of the rounds' ratios.</param>
/// <param name="High">Third quartile.</param>
internal sealed record StartResult(double Ratio, double Low, double High);

/// <summary>Launches the published server and an empty Kestrel application, published alike, in turns.</summary>
internal static class StartRun
{
    public const double Target = 1.3;

    private const int Unmeasured = 6;

    private const string Seeded = "/leaddyno/v1/leads/count?key=demo-leaddyno-key";

    private const string EmptyProject =
        """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <SelfContained>true</SelfContained>
            <PublishReadyToRun>true</PublishReadyToRun>
            <PublishReadyToRunComposite>true</PublishReadyToRunComposite>
            <ImplicitUsings>enable</ImplicitUsings>
            <InvariantGlobalization>true</InvariantGlobalization>
          </PropertyGroup>
        </Project>
        """;

    private const string EmptyProgram =
        """
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Run(context => context.Response.WriteAsync("ready"));
        application.Run();
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Publishes both and measures them.</summary>
    /// <param name="root">The checkout.</param>
    /// <param name="rounds">How many launches of each count.</param>
    public static async Task<StartResult> MeasureAsync(string root, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("mocks-start-").FullName;
        try
        {
            var empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
            await File.WriteAllTextAsync(Path.Combine(empty, "empty.csproj"), EmptyProject);
            await File.WriteAllTextAsync(Path.Combine(empty, "Program.cs"), EmptyProgram);
            await PublishAsync(empty, Path.Combine(folder, "theirs"));
            await PublishAsync(Path.Combine(root, "src", "VendorMocks.Server"), Path.Combine(folder, "ours"));
            var (ours, theirs) = (Path.Combine(folder, "ours", "mocks"), Path.Combine(folder, "theirs", "empty"));
            var ratios = new double[rounds];
            // The first launches read their files from the disk, to which what was published is still being written.
            for (var i = -Unmeasured; i < rounds; i++)
            {
                var first = i % 2 == 0 ? await LaunchAsync(ours, Seeded) : 0;
                var other = await LaunchAsync(theirs, "/");
                var mine = i % 2 == 0 ? first : await LaunchAsync(ours, Seeded);
                if (i >= 0)
                    ratios[i] = mine / other;
            }

            return new StartResult(Paired.Quantile(ratios, 0.5), Paired.Quantile(ratios, 0.25), Paired.Quantile(ratios, 0.75));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PublishAsync(string project, string output)
    {
        string[] arguments = ["publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", output, "-v", "q", "--nologo"];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"{project} could not be published: {said}");
    }

    /// <summary>Milliseconds from the launch to the first answer, which must be a good one.</summary>
    private static async Task<double> LaunchAsync(string executable, string path)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        // As containers are started: without arguments, told by the environment what they need, and in a folder of their own, since
        // an ordinary application watches all that lies below the one that it is started in.
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(executable) };
        start.Environment["ASPNETCORE_URLS"] = address.ToString().TrimEnd('/');
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            // The connection that finds it listening is the one that asks: another would be a second caller, whom it serves meanwhile.
            using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, _) => new NetworkStream(await ConnectAsync(address.Port, process), ownsSocket: true) });
            using var answer = await client.GetAsync(new Uri(address, path));
            answer.EnsureSuccessStatusCode();
            return watch.Elapsed.TotalMilliseconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<Socket> ConnectAsync(int port, Process process)
    {
        var socket = Knock(port);
        while (!socket.Connected)
        {
            socket.Dispose();
            if (process.HasExited)
                throw new InvalidOperationException($"{process.StartInfo.FileName} ended by itself.");
            await Task.Delay(Pause, TimeProvider.System);
            socket = Knock(port);
        }

        return socket;
    }

    // Without exceptions, which take the processor from who is measured.
    private static Socket Knock(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var knock = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        using var known = new ManualResetEventSlim();
        knock.Completed += (_, _) => known.Set();
        if (socket.ConnectAsync(knock))
            known.Wait();
        return socket;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
