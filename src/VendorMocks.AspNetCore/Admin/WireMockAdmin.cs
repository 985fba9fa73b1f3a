using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace VendorMocks;

/// <summary>
/// The admin API of WireMock, so that its clients drive stubs and look at requests unchanged: <c>/__admin</c> for the world
/// default, <c>/worlds/&lt;name&gt;/__admin</c> for any. It never touches what vendors hold.
/// </summary>
internal static class WireMockAdmin
{
    public const string Root = "/__admin";

    private const string Worlds = "/worlds/";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>All calls.</summary>
    public static IReadOnlyList<AdminRow> Rows { get; } = [.. AdminMappings.Rows, .. AdminRequests.Rows, .. AdminWorld.Rows];

    /// <summary>Whether a path is one of these calls.</summary>
    public static bool Owns(PathString path)
    {
        if (path.StartsWithSegments(Root, StringComparison.Ordinal))
            return true;
        var text = path.Value ?? "";
        if (!text.StartsWith(Worlds, StringComparison.Ordinal) || text.IndexOf('/', Worlds.Length) is not (> 0 and var end))
            return false;
        return new PathString(text[end..]).StartsWithSegments(Root, StringComparison.Ordinal);
    }

    public static void MapWireMockAdmin(this IEndpointRouteBuilder root)
    {
        foreach (var group in (RouteGroupBuilder[])[root.MapGroup(Root), root.MapGroup("/worlds/{name}" + Root)])
        {
            foreach (var row in Rows)
                group.MapMethods(row.Path, [row.Method], context => AnswerAsync(context, row));
        }
    }

    /// <summary>No such call: a part of WireMock's API that is not supported, or a slip of the pen.</summary>
    public static Problem NoSuchCall(string path)
    {
        var paths = Rows.Select(row => Root + row.Path).Distinct().ToArray();
        return Refused.Missing("path", path, string.Join(", ", paths), Nearest.Hint(path, paths));
    }

    private static async Task AnswerAsync(HttpContext context, AdminRow row)
    {
        var host = context.RequestServices.GetRequiredService<MocksHost>();
        if ((context.Features.Get<NamedWorld>()?.World ?? host.Find(MocksHost.DefaultWorld)) is not { } world)
        {
            await Refused.NoSuchWorld(host, MocksHost.DefaultWorld).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        AdminAnswer answer;
        try
        {
            var body = await ReadAsync(context).ConfigureAwait(false);
            var call = new AdminCall(context.Request, host, world, body);
            call.Expect(row.Query);
            answer = row.Answer(call);
        }
        catch (StubMappingException refused)
        {
            answer = AdminAnswer.Error(422, refused.Pointer, refused.Problem);
        }
        catch (JournalGapException refused)
        {
            answer = AdminAnswer.Error(409, "", refused.Message);
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException)
        {
            answer = AdminAnswer.Error(422, "", Refused.WordsOf(refused));
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body.ToJsonString(Readable), context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<MappingNode> ReadAsync(HttpContext context)
    {
        var (bytes, tooLarge) = await KestrelDoor.ReadBodyAsync(context.Request).ConfigureAwait(false);
        if (tooLarge)
            throw new StubMappingException("", $"The body is larger than {Doors.MaxBodyBytes} bytes.");
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
            return new MappingNode(default);
        try
        {
            using var json = JsonDocument.Parse(bytes, Lenient);
            var root = json.RootElement.Clone();
            // Half of a surrogate pair is met only when a text is decoded.
            _ = JsonNode.Parse(root.GetRawText())!.ToJsonString();
            return new MappingNode(root);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new StubMappingException("", $"This is no JSON: {fault.Message}");
        }
    }
}

/// <summary>One call of the admin API.</summary>
internal sealed record AdminRow(string Method, string Path, string Summary, Func<AdminCall, AdminAnswer> Answer)
{
    /// <summary>The parameters of the query that it takes.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];
}

/// <summary>An admin call that has come in.</summary>
/// <param name="Request">The request.</param>
/// <param name="Host">Where worlds are.</param>
/// <param name="World">The world that is meant.</param>
/// <param name="Body">The JSON that was sent; of no kind when none was.</param>
internal sealed record AdminCall(HttpRequest Request, MocksHost Host, World World, MappingNode Body)
{
    private ControlQuery Query => new(Request.Query);

    public string Route(string name) => (string)Request.RouteValues[name]!;

    /// <summary>A whole number of the query; null when it is absent.</summary>
    public int? Number(string name) => Read<int>(name, WorldValues.TryWhole, text => $"'{text}' is no whole number.");

    /// <summary>Whether something is asked for by <c>true</c>.</summary>
    public bool Flag(string name) => Read<bool>(name, TryFlag, text => $"'{text}' is neither true nor false.") == true;

    /// <summary>A moment of the query; null when it is absent.</summary>
    public DateTimeOffset? Time(string name) => Read<DateTimeOffset>(name, WorldValues.TryTime, text => $"expected {WorldValues.TimeAccepted}, not '{text}'.");

    /// <summary>Refuses parameters of the query that would be ignored.</summary>
    public void Expect(IReadOnlyList<string> names)
    {
        if (Query.Unknown(names) is { } name)
            throw new StubMappingException($"?{name}", $"'{name}' is not supported here. Supported: {(names.Count == 0 ? "none" : string.Join(", ", names))}.");
    }

    /// <summary>The part of a list that is asked for.</summary>
    public JsonArray Page(IEnumerable<JsonNode> items) => new([.. items.Skip(Number("offset") ?? 0).Take(Number("limit") ?? int.MaxValue)]);

    // A parameter without a value is none here.
    private T? Read<T>(string name, ControlQuery.TryRead<T> read, Func<string, string> refuse)
        where T : struct => Query.Read(name, read, text =>
        {
            if (text.Length > 0)
                throw new StubMappingException($"?{name}", refuse(text));
        });

    private static bool TryFlag(string text, out bool flag)
    {
        flag = text == "true";
        return flag || text == "false";
    }
}

/// <summary>What an admin call answers.</summary>
internal readonly record struct AdminAnswer(int Status, JsonNode Body)
{
    public static AdminAnswer Ok(JsonNode? body = null) => new(200, body ?? new JsonObject());

    /// <summary>An error in the shape that WireMock's clients know, and beside it that of our own calls.</summary>
    public static AdminAnswer Error(int status, string pointer, string detail) => new(status, new JsonObject
    {
        ["title"] = Problems.TitleOf(status == 422 ? 400 : status),
        ["status"] = status,
        ["detail"] = pointer.Length == 0 ? detail : $"{pointer}: {detail}",
        ["errors"] = new JsonArray(new JsonObject
        {
            ["code"] = status == 422 ? 10 : status,
            ["source"] = new JsonObject { ["pointer"] = pointer },
            ["title"] = Problems.TitleOf(status == 422 ? 400 : status),
            ["detail"] = detail,
        }),
    });
}
