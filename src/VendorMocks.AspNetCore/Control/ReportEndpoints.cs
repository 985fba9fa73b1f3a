using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace VendorMocks;

/// <summary>Hands out what a world saw, in the form that a CI job keeps.</summary>
internal static class ReportEndpoints
{
    private static readonly string[] Formats = ["junit", "json", "html", "har"];

    public static void MapReport(this IEndpointRouteBuilder control) => control.MapGet("/worlds/{name}/report", Show)
        .WithSummary("Calls, contract violations, unclaimed calls and expectations: ?format=junit, json, html or har")
        .Asks(new HookField("format", "string", true, string.Join(", ", Formats)))
        .Answers("application/xml", "application/json", "text/html");

    private static IResult Show(NamedWorld at, ControlQuery query, IOptions<JsonOptions> json)
    {
        var (format, report) = (query.Text("format") ?? "", new WorldReport(at.World));
        return format switch
        {
            "junit" => Results.Text(report.ToJUnit(), "application/xml; charset=utf-8"),
            "json" => Results.Text(report.ToJson(json.Value.SerializerOptions), JsonContent.Utf8),
            "html" => Results.Text(report.ToHtml(), "text/html; charset=utf-8"),
            "har" => Results.Text(report.ToHar(), JsonContent.Utf8),
            "" => new Refused(Refused.Absent("format", string.Join(", ", Formats))),
            _ => new Refused(Refused.Bad("format", format, string.Join(", ", Formats))),
        };
    }
}
