using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>Makes control calls to a running server and prints what it answers, as it came: JSON, for people and programs alike.</summary>
internal sealed class ControlClient(IReadOnlyDictionary<string, string> environment, TextWriter output, TextWriter errors)
{
    private const string Json = "application/json";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Option<string?> _url = new("--url") { Description = "The server's address. Default: where a server with this environment would listen.", HelpName = "url" };
    private readonly Option<string?> _token = new("--token") { Description = $"The control token. Default: {Setting.TokenVariable}.", HelpName = "token" };

    public void AddOptionsTo(Command command)
    {
        command.Options.Add(_url);
        command.Options.Add(_token);
    }

    /// <summary>Makes the call that fits the arguments.</summary>
    public async Task<int> PlayAsync(IReadOnlyList<ControlCall> calls, string[] arguments, string world, string? body, ParseResult parsed, CancellationToken cancellation)
    {
        var most = calls.Max(call => call.Places.Count);
        var named = arguments.Where(argument => argument.Contains('=', StringComparison.Ordinal)).ToArray();
        var plain = arguments.Except(named).ToList();
        // A hook's id is three places: flexbe.forms.submit.
        if (calls[0].Words[0] == "hook" && plain is [var id, ..])
            plain = [.. id.Split('.', most), .. plain.Skip(1)];
        var call = calls.Where(one => one.Places.Count <= plain.Count).MaxBy(one => one.Places.Count);
        var rest = plain.Skip(call?.Places.Count ?? 0).ToArray();
        if (call is null || (rest.Length > 0 && call.MainField is null) || rest.Length > 1)
        {
            await errors.WriteLineAsync($"{string.Join(' ', calls[0].Words)} takes {string.Join(", or ", calls.Select(Takes))}.").ConfigureAwait(false);
            return CommandLine.Usage;
        }

        // What only reads is a GET and another call where it writes: hooks have both under one path.
        if (calls[0].Words[0] == "hook")
            call = HookCall(calls, call.PathOf(world, plain), call);
        JsonNode? content;
        try
        {
            content = Body(call, rest, named, body);
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"--body cannot be read: {unreadable.Message} It takes JSON, a file as @file, or - for standard input.").ConfigureAwait(false);
            return CommandLine.Usage;
        }

        var reads = call.Route.Method is "GET" or "DELETE";
        var query = reads ? string.Join('&', named.Select(pair => pair.Split('=', 2)).Select(pair => $"{Uri.EscapeDataString(pair[0])}={Uri.EscapeDataString(pair[1])}")) : "";
        return await AskAsync(
            client => Send(client, call.Route.Method, call.PathOf(world, plain) + (query.Length > 0 ? "?" + query : ""), reads ? null : content, cancellation), parsed).ConfigureAwait(false);
    }

    /// <summary>The command that prints a line for each exchange.</summary>
    public Command Log(Option<bool> follow, Option<string> world)
    {
        var limit = new Option<int>("--limit", "-n") { Description = "How many of the last exchanges are shown first.", DefaultValueFactory = _ => 20 };
        var command = new Command("log", "A line for each exchange of a world's journal.") { follow, world, limit };
        AddOptionsTo(command);
        command.SetAction((parsed, cancellation) => AskAsync(
            client => FollowAsync(client, parsed.GetValue(world)!, parsed.GetValue(limit), parsed.GetValue(follow), cancellation), parsed));
        return command;
    }

    private async Task<int> FollowAsync(HttpClient client, string world, int limit, bool follow, CancellationToken cancellation)
    {
        var journal = $"{ControlPlane.Root}/worlds/{Uri.EscapeDataString(world)}/journal";
        for (var query = $"?limit={limit}"; ;)
        {
            using var response = await client.GetAsync(new Uri(journal + query, UriKind.Relative), cancellation).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                await errors.WriteLineAsync(text.TrimEnd()).ConfigureAwait(false);
                return CommandLine.Failure;
            }

            using var page = JsonDocument.Parse(text);
            long? last = null;
            foreach (var exchange in page.RootElement.GetProperty("exchanges").EnumerateArray())
            {
                last = exchange.GetProperty("id").GetInt64();
                await output.WriteLineAsync(Line(exchange)).ConfigureAwait(false);
            }

            if (!follow)
                return CommandLine.Success;
            if (last is { } seen)
                query = $"?after={seen}";
            else if (query.StartsWith("?limit", StringComparison.Ordinal))
                query = "?after=0";
            await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
    }

    private static string Line(JsonElement exchange)
    {
        var request = exchange.GetProperty("request");
        var response = exchange.GetProperty("response");
        var why = exchange.TryGetProperty("why", out var reason) && reason.ValueKind == JsonValueKind.String ? $" ({reason})" : "";
        var operation = exchange.TryGetProperty("operation", out var named) && named.ValueKind == JsonValueKind.String ? $" [{named}]" : "";
        return $"#{exchange.GetProperty("id")} {exchange.GetProperty("at")} {request.GetProperty("method")} {request.GetProperty("url")} {response.GetProperty("status")}{why}{operation}";
    }

    private static ControlCall HookCall(IReadOnlyList<ControlCall> calls, string path, ControlCall fallback)
    {
        var id = string.Join('.', path.Split('/')[^3..]);
        var reads = Vendors.All.SelectMany(vendor => vendor.Hooks).FirstOrDefault(hook => hook.Id == id)?.ReadsOnly == true;
        return calls.FirstOrDefault(call => call.Route.Method == (reads ? "GET" : "POST")) ?? fallback;
    }

    private async Task<int> Send(HttpClient client, string method, string path, JsonNode? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (content is not null)
            request.Content = new StringContent(content.ToJsonString(), Encoding.UTF8, Json);
        using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        await (response.IsSuccessStatusCode ? output : errors).WriteAsync(text.Length == 0 || text.EndsWith('\n') ? text : text + "\n").ConfigureAwait(false);
        return response.IsSuccessStatusCode ? CommandLine.Success : CommandLine.Failure;
    }

    private async Task<int> AskAsync(Func<HttpClient, Task<int>> ask, ParseResult parsed)
    {
        var settings = Settings.Read(_ => null, environment);
        var url = parsed.GetValue(_url) ?? HealthCommand.FirstOf(settings.Options.Urls);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await errors.WriteLineAsync($"--url cannot be '{url}'. It takes an address such as http://localhost:8080.").ConfigureAwait(false);
            return CommandLine.Usage;
        }

        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Patience };
        if ((parsed.GetValue(_token) ?? (settings.TokenGiven ? settings.Options.ControlToken : null)) is { } token)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            return await ask(client).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (parsed.GetResult("--follow") is not null)
        {
            return CommandLine.Success;
        }
        catch (Exception unreached) when (unreached is HttpRequestException or TaskCanceledException)
        {
            await errors.WriteLineAsync($"{address} does not answer: {unreached.Message}").ConfigureAwait(false);
            return CommandLine.Failure;
        }
    }

    private static string Takes(ControlCall call) =>
        string.Join(' ', call.Places.Select(place => $"<{place}>").Concat(call.MainField is { } main ? [$"[{main}]"] : []).Append("[name=value …]"));

    private static JsonNode? Body(ControlCall call, string[] rest, string[] named, string? body)
    {
        if (body is not null)
        {
            var text = body == "-" ? Console.In.ReadToEnd() : body.StartsWith('@') ? File.ReadAllText(body[1..]) : body;
            return JsonNode.Parse(text);
        }

        var fields = new JsonObject();
        if (rest is [var main])
            fields[call.MainField!] = Value(main);
        foreach (var pair in named)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            fields[pair[..equals]] = Value(pair[(equals + 1)..]);
        }

        return fields.Count == 0 ? null : fields;
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
