using System.CommandLine;
using System.Text.RegularExpressions;

namespace VendorMocks;

/// <summary>
/// Short verbs against a running server, made from the list of control calls: the fixed words of a path are the command, its
/// placeholders the arguments, and what is written as name=value goes into the query or the body.
/// </summary>
internal static partial class ControlCommands
{
    private const string World = "/worlds/{name}/";

    /// <summary>Adds a command for each control call.</summary>
    public static void AddTo(Command root, IReadOnlyList<RouteView> routes, ControlClient client)
    {
        var calls = routes.Where(route => route.Path.StartsWith(ControlPlane.Root + "/", StringComparison.Ordinal)).Select(route => Call(route, routes)).ToArray();
        foreach (var same in calls.GroupBy(call => string.Join(' ', call.Words)))
            Attach(root, [.. same], client);
        root.Subcommands.Add(client.Log(new Option<bool>("--follow", "-f") { Description = "Goes on until it is stopped." }, WorldOption()));
    }

    /// <summary>What a route becomes on the command line.</summary>
    internal static ControlCall Call(RouteView route, IReadOnlyList<RouteView> all)
    {
        var path = route.Path[ControlPlane.Root.Length..];
        var inWorld = path.StartsWith(World, StringComparison.Ordinal);
        var segments = (inWorld ? path[World.Length..] : path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var words = segments.Where(segment => segment[0] != '{').ToList();
        // The path of hooks alone has no fixed word.
        if (words.Count == 0)
            words.Add("hook");
        var listed = all.Any(other => other.Path == route.Path && other.Method == "GET");
        var verb = route.Method switch
        {
            "GET" => null,
            "POST" => listed && words[0] != "hook" ? "add" : null,
            "PUT" => "set",
            "PATCH" => "change",
            _ => "remove",
        };
        if (verb is not null)
            words.Add(verb);
        var main = MainField().Match(route.Summary);
        return new ControlCall(
            route,
            words,
            [.. segments.Where(segment => segment[0] == '{').Select(segment => segment.Trim('{', '}', '*'))],
            inWorld,
            main.Success ? main.Groups[1].Value : null);
    }

    private static void Attach(Command root, IReadOnlyList<ControlCall> calls, ControlClient client)
    {
        var command = root;
        foreach (var word in calls[0].Words)
        {
            var next = command.Subcommands.FirstOrDefault(known => known.Name == word);
            if (next is null)
            {
                next = new Command(word, $"About {word}.");
                // What there are many of may be called by one: fault add.
                if (command == root && word.EndsWith('s'))
                    next.Aliases.Add(word[..^1]);
                command.Subcommands.Add(next);
            }

            command = next;
        }

        var most = calls.MaxBy(call => call.Places.Count)!;
        var arguments = new Argument<string[]>("arguments")
        {
            Description = string.Join(' ', most.Places.Select(place => $"<{place}>").Append("[name=value …]")) + "; a value of JSON is taken as such"
                + (most.MainField is { } main ? $"; a value without name is {main}" : ""),
            Arity = ArgumentArity.ZeroOrMore,
        };
        command.Description = string.Join(" · ", calls.Select(call => call.Route.Summary).Distinct());
        command.Arguments.Add(arguments);
        var body = new Option<string?>("--body") { Description = "The whole body: JSON, a file as @file, or - for standard input.", HelpName = "json" };
        var world = WorldOption();
        command.Options.Add(body);
        if (calls.Any(call => call.InWorld))
            command.Options.Add(world);
        client.AddOptionsTo(command);
        command.SetAction((parsed, cancellation) =>
            client.PlayAsync(calls, parsed.GetValue(arguments) ?? [], parsed.GetValue(world) ?? MocksHost.DefaultWorld, parsed.GetValue(body), parsed, cancellation));
    }

    private static Option<string> WorldOption() => new("--world", "-w") { Description = "The world.", DefaultValueFactory = _ => MocksHost.DefaultWorld };

    [GeneratedRegex("\\{\"([a-zA-Z]+)\"")]
    private static partial Regex MainField();
}

/// <summary>A control call as a command.</summary>
/// <param name="Route">The call.</param>
/// <param name="Words">What is written for it.</param>
/// <param name="Places">Its placeholders, the world's aside.</param>
/// <param name="InWorld">Whether it is about one world.</param>
/// <param name="MainField">The field that the example in its summary begins with: it needs no name. Null where there is none.</param>
internal sealed record ControlCall(RouteView Route, IReadOnlyList<string> Words, IReadOnlyList<string> Places, bool InWorld, string? MainField)
{
    /// <summary>The path with its places filled.</summary>
    public string PathOf(string world, IReadOnlyList<string> values)
    {
        var path = InWorld ? Route.Path.Replace("{name}", Uri.EscapeDataString(world), StringComparison.Ordinal) : Route.Path;
        foreach (var (place, value) in Places.Zip(values))
            path = path.Replace($"{{{place}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        return path;
    }
}
