using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace VendorMocks;

/// <summary>A control answer that says no: an RFC 9457 problem with the field, the value and what would be accepted.</summary>
internal sealed class Refused(Problem problem) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    private const int MostShown = 100;

    public Problem Problem => problem;

    public int? StatusCode => problem.Status;

    /// <summary>Input that cannot be used.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="value">What came.</param>
    /// <param name="accepted">What would be right, as the end of the sentence "Accepted: …".</param>
    /// <param name="hint">More to say, with a blank before it.</param>
    public static Problem Bad(string field, string value, string accepted, string hint = "") =>
        With(400, field, value, accepted, $"{field} cannot be {Shown(value)}.{hint}");

    /// <summary>A name in the input that means nothing.</summary>
    /// <param name="kind">What it would be the name of.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">What came under it.</param>
    /// <param name="names">The names that mean something.</param>
    public static Problem Unknown(string kind, string name, string value, IReadOnlyList<string> names)
    {
        var accepted = names.Count == 0 ? "none" : string.Join(", ", names);
        return With(400, Shorten(name), value, accepted, $"There is no {kind} {Shown(name)}.{Nearest.Hint(name, names)}");
    }

    /// <summary>A field that is needed and did not come.</summary>
    public static Problem Absent(string field, string accepted) =>
        new(Problems.TitleOf(400), 400, $"{field} is missing. Accepted: {accepted}.", field, null, accepted);

    /// <summary>Why a name is none of those that there are; null when it is one, or none is given.</summary>
    public static Problem? Unnamed(string field, string? name, IReadOnlyList<string> names) =>
        name is null || names.Contains(name) ? null : Bad(field, name, string.Join(", ", names), Nearest.Hint(name, names));

    /// <summary>Something named that does not exist.</summary>
    public static Problem Missing(string field, string value, string accepted, string hint = "") =>
        With(404, field, value, accepted, $"There is no {field} {Shown(value)}.{hint}");

    /// <summary>A step that the present state does not allow.</summary>
    public static Problem Conflict(string field, string value, string accepted, string detail) => With(409, field, value, accepted, detail);

    /// <summary>Why no further world can be opened, or null.</summary>
    public static Problem? NoRoom(MocksHost host) => host.WorldCount < host.MaxWorlds
        ? null
        : Conflict(
            "worlds",
            $"{host.MaxWorlds}",
            $"fewer than {host.MaxWorlds} open worlds",
            $"{host.MaxWorlds} worlds are open, which is the most. Delete one, or start the server with a higher --max-worlds (MOCKS_MAX_WORLDS).");

    /// <summary>No world of that name is open.</summary>
    public static Refused NoSuchWorld(MocksHost host, string name)
    {
        var names = host.Worlds.Select(world => world.Name).ToArray();
        var open = string.Join(", ", names.Take(20)) + (names.Length > 20 ? $" and {names.Length - 20} more" : "");
        return new Refused(Missing("world", name, $"an open world: {open}", host.WhyGone(name) is { } why ? " " + why : Nearest.Hint(name, names)));
    }

    /// <summary>No such vendor.</summary>
    public static Refused NoSuchVendor(string name)
    {
        var names = WorldValues.VendorNames;
        return new Refused(Missing("vendor", name, string.Join(", ", names), Nearest.Hint(name, names)));
    }

    /// <summary>What the engine says of an argument, without the name that it has in code.</summary>
    public static string WordsOf(Exception refusal) => refusal.Message.Split(" (Parameter", 2)[0];

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(400, typeof(Problem), [JsonContent.Problem]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = problem.Status;
        httpContext.Response.ContentType = JsonContent.Problem;
        return JsonSerializer.SerializeAsync(httpContext.Response.Body, problem, Problems.Json, httpContext.RequestAborted);
    }

    private static Problem With(int status, string field, string value, string accepted, string detail) =>
        new(Problems.TitleOf(status), status, $"{detail} Accepted: {accepted}.", field, Shorten(value), accepted);

    private static string Shown(string value) => $"'{Shorten(value)}'";

    /// <summary>A value as far as a problem repeats it.</summary>
    public static string Shorten(string value) => value.Length <= MostShown ? value : value[..MostShown] + "…";
}
