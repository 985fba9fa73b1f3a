using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Says what the control API is: for programs, and as a page for people.</summary>
internal static class DocumentEndpoints
{
    /// <summary>Files of the page. They are the same everywhere, so anybody may read them; what they ask for is guarded.</summary>
    public static bool IsOpen(PathString path) => path.Value is TryPath or TryPath + ".js" or TryPath + ".css";

    private const string TryPath = ControlPlane.Root + "/try";

    public static void MapDocuments(this IEndpointRouteBuilder control)
    {
        control.MapGet("/openapi.json", OpenApi).WithSummary("This API as OpenAPI 3.1").Produces<JsonObject>();
        control.MapGet("/world.schema.json", Schema).WithSummary("The JSON Schema of world documents and of the seed file");
        control.MapGet("/try", static (HttpResponse response) => File(response, "html", "text/html")).WithSummary("A page to try this API").Answers("text/html");
        control.MapGet("/try.js", static (HttpResponse response) => File(response, "js", "text/javascript")).ExcludeFromDescription();
        control.MapGet("/try.css", static (HttpResponse response) => File(response, "css", "text/css")).ExcludeFromDescription();
    }

    private static ContentHttpResult OpenApi(ControlDocument document, Here here) => TypedResults.Text(document.For(here.Url), JsonContent.Utf8);

    private static Ok<JsonObject> Schema() => TypedResults.Ok(WorldSchema.Build());

    private static ContentHttpResult File(HttpResponse response, string ending, string type)
    {
        response.Headers.ContentSecurityPolicy = PageFiles.Policy;
        using var stream = typeof(DocumentEndpoints).Assembly.GetManifestResourceStream($"try.{ending}")!;
        using var reader = new StreamReader(stream);
        return TypedResults.Content(reader.ReadToEnd(), $"{type}; charset=utf-8");
    }
}
