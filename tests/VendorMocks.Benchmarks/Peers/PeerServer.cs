using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace VendorMocks.Benchmarks;

/// <summary>A mock server of somebody else's, from a package of npm, that serves one list.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Package">Package and version.</param>
/// <param name="Target">Where it serves the list.</param>
/// <param name="Write">Writes its configuration into a folder; gets the list and the port, and gives its command line.</param>
internal sealed record PeerServer(string Name, string Package, string Target, Func<string, JsonArray, int, string[]> Write)
{
    public static readonly IReadOnlyList<PeerServer> All =
    [
        new("WireMock (Java)", "wiremock@3.13.2", "/v1/leads", WireMock),
        new("Mockoon", "@mockoon/cli@9.9.0", "/v1/leads", Mockoon),
        new("Prism", "@stoplight/prism-cli@5.16.0", "/v1/leads", Prism),
        new("mountebank", "mountebank@2.9.1", "/v1/leads", Mountebank),
        new("json-server", "json-server@0.17.4", "/leads", JsonServer),
    ];

    /// <summary>Installs all of them outside the project, once; versions are part of the folder's name.</summary>
    /// <returns>The folder, or null when npm is missing or fails, having said so.</returns>
    public static async Task<string?> InstallAsync()
    {
        var packages = All.Select(peer => peer.Package).ToArray();
        var folder = Path.Combine(Path.GetTempPath(), "mocks-peers-" + string.Join('-', packages).Replace('@', '-').Replace('/', '-'));
        if (File.Exists(Path.Combine(folder, "complete")))
            return folder;
        Directory.CreateDirectory(folder);
        try
        {
            using var npm = Process.Start("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--silent", "--prefix", folder, .. packages]);
            await npm.WaitForExitAsync();
            if (npm.ExitCode == 0)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "complete"), "");
                return folder;
            }

            Console.WriteLine($"The peers are not measured: npm ended with {npm.ExitCode}.");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            Console.WriteLine($"The peers are not measured: npm cannot be started ({missing.Message}).");
        }

        return null;
    }

    /// <summary>Starts it and waits until it serves the list as it should.</summary>
    /// <param name="installed">Where the packages are.</param>
    /// <param name="list">What it must serve.</param>
    /// <returns>The process and its address, or null when it cannot be had, having said why.</returns>
    public async Task<(Process Process, Uri Address)?> StartAsync(string installed, JsonArray list)
    {
        var folder = Directory.CreateTempSubdirectory("mocks-peer").FullName;
        var port = FreePort();
        var command = Write(folder, list, port);
        var start = new ProcessStartInfo(Path.Combine(installed, "node_modules", ".bin", command[0]), command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        if (await ServesAsync(new Uri(address, Target), list, process))
            return (process, address);
        Console.WriteLine($"{Name} is not measured: {(process.HasExited ? $"it ended with {process.ExitCode}" : "it does not serve the list as it should")}.");
        process.Kill(entireProcessTree: true);
        process.Dispose();
        return null;
    }

    private static async Task<bool> ServesAsync(Uri list, JsonArray expected, Process process)
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 120 && !process.HasExited; attempt++)
        {
            try
            {
                return JsonNode.DeepEquals(JsonNode.Parse(await client.GetStringAsync(list)), expected);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string[] WireMock(string folder, JsonArray list, int port)
    {
        Directory.CreateDirectory(Path.Combine(folder, "mappings"));
        Save(Path.Combine(folder, "mappings", "leads.json"), new JsonObject
        {
            ["request"] = new JsonObject { ["method"] = "GET", ["urlPath"] = "/v1/leads" },
            ["response"] = new JsonObject
            {
                ["status"] = 200,
                ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
                ["body"] = list.ToJsonString(),
            },
        });
        return ["wiremock", "--port", Text(port), "--bind-address", "127.0.0.1", "--root-dir", folder, "--disable-banner"];
    }

    private static string[] Mockoon(string folder, JsonArray list, int port)
    {
        const string Route = "6b1a1f4e-0f0c-4d5e-9d0a-1a2b3c4d5e6f";
        var file = Path.Combine(folder, "mockoon.json");
        Save(file, new JsonObject
        {
            ["uuid"] = "1f0c6b1a-4d5e-4f0e-9d0a-6f5e4d3c2b1a",
            ["lastMigration"] = 33,
            ["name"] = "leads",
            ["port"] = port,
            ["hostname"] = "127.0.0.1",
            ["rootChildren"] = new JsonArray(new JsonObject { ["type"] = "route", ["uuid"] = Route }),
            ["routes"] = new JsonArray(new JsonObject
            {
                ["uuid"] = Route,
                ["type"] = "http",
                ["method"] = "get",
                ["endpoint"] = "v1/leads",
                ["responses"] = new JsonArray(new JsonObject
                {
                    ["uuid"] = "2b3c4d5e-6b1a-4f0c-8d0a-0f0c1f4e6b1a",
                    ["statusCode"] = 200,
                    ["headers"] = new JsonArray(new JsonObject { ["key"] = "Content-Type", ["value"] = "application/json" }),
                    ["bodyType"] = "INLINE",
                    ["body"] = list.ToJsonString(),
                    ["disableTemplating"] = true,
                    ["default"] = true,
                }),
            }),
        });
        return ["mockoon-cli", "start", "--data", file, "--port", Text(port), "--disable-log-to-file", "--repair"];
    }

    private static string[] Prism(string folder, JsonArray list, int port)
    {
        var file = Path.Combine(folder, "openapi.json");
        Save(file, new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = "leads", ["version"] = "1" },
            ["paths"] = new JsonObject
            {
                ["/v1/leads"] = new JsonObject
                {
                    ["get"] = new JsonObject
                    {
                        ["responses"] = new JsonObject
                        {
                            ["200"] = new JsonObject
                            {
                                ["description"] = "Leads",
                                ["content"] = new JsonObject
                                {
                                    ["application/json"] = new JsonObject
                                    {
                                        ["schema"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } },
                                        ["example"] = list.DeepClone(),
                                    },
                                },
                            },
                        },
                    },
                },
            },
        });
        return ["prism", "mock", file, "--port", Text(port), "--host", "127.0.0.1"];
    }

    private static string[] Mountebank(string folder, JsonArray list, int port)
    {
        var file = Path.Combine(folder, "imposters.json");
        Save(file, new JsonObject
        {
            ["imposters"] = new JsonArray(new JsonObject
            {
                ["port"] = port,
                ["protocol"] = "http",
                ["stubs"] = new JsonArray(new JsonObject
                {
                    ["predicates"] = new JsonArray(new JsonObject { ["equals"] = new JsonObject { ["path"] = "/v1/leads" } }),
                    ["responses"] = new JsonArray(new JsonObject
                    {
                        ["is"] = new JsonObject
                        {
                            ["statusCode"] = 200,
                            ["headers"] = new JsonObject { ["Content-Type"] = "application/json", ["Connection"] = "keep-alive" },
                            ["body"] = list.ToJsonString(),
                        },
                    }),
                }),
            }),
        });
        return ["mb", "start", "--port", Text(FreePort()), "--host", "127.0.0.1", "--configfile", file, "--nologfile", "--loglevel", "error"];
    }

    private static string[] JsonServer(string folder, JsonArray list, int port)
    {
        var file = Path.Combine(folder, "db.json");
        Save(file, new JsonObject { ["leads"] = list.DeepClone() });
        return ["json-server", "--port", Text(port), "--host", "127.0.0.1", "--quiet", file];
    }

    private static void Save(string file, JsonObject content) => File.WriteAllText(file, content.ToJsonString());

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
