using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Holds worlds against the vendors' contracts, and hands contracts and exchanges out in the forms that other tools read.</summary>
internal static class ContractsEndpoints
{
    private static readonly HookField Reading = new("reading", "string", false, "strict or lenient; strict");

    public static void MapContracts(this IEndpointRouteBuilder control)
    {
        control.MapGet("/vendors/{vendor}/openapi.json", OpenApi).WithSummary("A vendor's OpenAPI 3.1 document");
        var contracts = control.MapGroup("/worlds/{name}/contracts");
        contracts.MapGet("", Show).WithSummary("Where a world's exchanges depart from the vendors' contracts; ?reading=lenient lets unknown names pass").Asks(Reading);
        contracts.MapPut("", Set).WithSummary("Checks every call at once and marks answers with X-Mocks-Contract: {\"strict\":true}")
            .Takes([new("strict", "boolean", true, "Whether calls are checked at once") { Example = "true" }]);
        contracts.MapPost("/verify", Verify).WithSummary("The same as GET, and a 409 when anything departs").Asks(Reading).Takes();
        control.MapGet("/worlds/{name}/journal/{id}/fixture", Fixture).WithSummary("An exchange as a fixture, with what it builds on; credentials and people are replaced");
        control.MapGet("/worlds/{name}/journal.har", Har).WithSummary("A world's exchanges as HAR 1.2, credentials covered unless ?secrets=shown").Asks(StateQuery.Secrets);
    }

    private static Results<Ok<JsonElement>, Refused> OpenApi(string vendor, Here here)
    {
        if (Vendors.Find(vendor) is not { } found)
            return Refused.NoSuchVendor(vendor);
        return SchemaSet.Find(found.Name) is null
            ? new Refused(Refused.Missing("contract", vendor, string.Join(", ", SchemaSet.Vendors)))
            : TypedResults.Ok(JsonElement.Parse(OpenApiDocument.Of(found, $"{here.Url}/{found.Name}")));
    }

    private static Results<Ok<ContractsView>, Refused> Show(NamedWorld at, ControlQuery query)
    {
        var reading = ReadingIn(query);
        return query.Problem is { } problem ? new Refused(problem) : TypedResults.Ok(ContractsView.Of(at.World, reading));
    }

    private static Results<Ok<ContractsView>, Refused> Set(NamedWorld at, ControlInput input)
    {
        var strict = input.Expect("strict").Need("strict", "true or false").Flag("strict");
        if (input.Problem is { } problem)
            return new Refused(problem);
        at.World.EnforceContracts(strict!.Value);
        return TypedResults.Ok(ContractsView.Of(at.World, ContractReading.Strict));
    }

    private static Results<Ok<ContractsView>, Refused> Verify(NamedWorld at, ControlQuery query, ControlInput input)
    {
        var reading = ReadingIn(query);
        if ((query.Problem ?? input.Expect().Problem) is { } problem)
            return new Refused(problem);
        var view = ContractsView.Of(at.World, reading);
        return view.Violations.Count == 0
            ? TypedResults.Ok(view)
            : new Refused(new Problem(Problems.TitleOf(409), 409, view.ToText(), "contracts", null, "exchanges that keep their contract"));
    }

    private static Results<Ok<JsonElement>, Refused> Har(NamedWorld at, ControlQuery query)
    {
        var secrets = query.ShowsSecrets();
        if (query.Problem is { } problem)
            return new Refused(problem);
        return TypedResults.Ok(JsonElement.Parse(HarExport.Of(at.World.Journal.Exchanges, secrets)));
    }

    private static Results<Ok<JsonElement>, Refused> Fixture(NamedWorld at, string id)
    {
        if (JournalEndpoints.Find(at.World, id, out var exchange) is { } missing)
            return missing;
        // A call answered by a stub or a fault shows nothing of the vendor, and none of its effects can be built on.
        var before = at.World.Journal.Exchanges.Where(one => one.Id <= exchange!.Id && one.Vendor == exchange.Vendor && one.Operation is not null && one is { VendorSide: false, OffContract: false });
        var text = exchange is { VendorSide: false, OffContract: false } && Vendors.Find(exchange.Vendor ?? "") is { } vendor
            ? FixtureRecorder.Compose(vendor, $"mocks, world {at.World.Name}", [.. before.Select(Captured)])
            : null;
        return text is null
            ? new Refused(Refused.Missing("fixture", id, "an exchange that a vendor's operation answered, not a stub, a fault or its own side"))
            : TypedResults.Ok(JsonElement.Parse(text));
    }

    private static CapturedExchange Captured(Exchange exchange) => new()
    {
        Method = exchange.Request.Method,
        Target = exchange.Path + exchange.Request.QuerySuffix,
        RequestHeaders = exchange.Request.Headers,
        RequestBody = exchange.Request.Body,
        Status = exchange.Response.Status,
        ResponseType = exchange.Response.Content?.ContentType ?? "",
        ResponseBody = exchange.Response.Content?.ToArray() ?? [],
    };

    private static ContractReading ReadingIn(ControlQuery query) =>
        query.Chooses("reading", "strict", "lenient") ? ContractReading.Lenient : ContractReading.Strict;
}

/// <summary>How a world stands to the vendors' contracts.</summary>
/// <param name="Strict">Whether every call is checked before its answer goes out.</param>
/// <param name="Checked">How many exchanges were held against their contract.</param>
/// <param name="Unchecked">How many were not: dropped before anybody looked, or of a vendor without schemas.</param>
/// <param name="Violations">What fails, oldest first.</param>
/// <param name="Notes">What a lenient reading lets pass; absent of a strict one.</param>
internal sealed record ContractsView(bool Strict, int Checked, long Unchecked, IReadOnlyList<FindingView> Violations, IReadOnlyList<FindingView>? Notes)
{
    public static ContractsView Of(World world, ContractReading reading)
    {
        var report = world.CheckContracts(reading);
        return new(
            world.StrictContracts,
            report.Checked,
            report.Unchecked,
            [.. report.Failures.Select(FindingView.Of)],
            reading == ContractReading.Lenient ? [.. report.Notes.Select(FindingView.Of)] : null);
    }

    public string ToText() => $"{Violations.Count} places depart from the contract."
        + string.Concat(Violations.Select(v => $"\n#{v.Exchange} {v.Operation}: {v.Violation.ToText()}"));
}

/// <summary>A violation and the exchange that it was found in.</summary>
/// <param name="Exchange">The exchange's number in the journal.</param>
/// <param name="Vendor">Whose call it was.</param>
/// <param name="Operation">What it reached; absent when nothing.</param>
/// <param name="Violation">What departs.</param>
internal sealed record FindingView(long Exchange, string? Vendor, string? Operation, ViolationView Violation)
{
    public static FindingView Of(ContractFinding finding) =>
        new(finding.Exchange.Id, finding.Exchange.Vendor, finding.Exchange.Operation, ViolationView.Of(finding.Violation));
}

/// <summary>One place where an exchange departs from its contract, credentials covered.</summary>
/// <param name="In"><c>request</c> or <c>response</c>.</param>
/// <param name="Kind">What sort of departure.</param>
/// <param name="Pointer">The place as JSON Pointer; empty for the body as a whole.</param>
/// <param name="Expected">What the schema asks for.</param>
/// <param name="Came">What stands there.</param>
/// <param name="Schema">The schema file that says so.</param>
/// <param name="DidYouMean">The name that was probably meant; absent where none is near.</param>
internal sealed record ViolationView(string In, string Kind, string Pointer, string Expected, string Came, string Schema, string? DidYouMean)
{
    public static ViolationView Of(Violation violation) => new(
        violation.InRequest ? "request" : "response",
        JsonNamingPolicy.CamelCase.ConvertName(violation.Kind.ToString()),
        violation.Pointer,
        violation.Expected,
        SecretMask.Came(violation.Pointer, violation.Actual),
        violation.Schema,
        violation.DidYouMean);

    public string ToText() =>
        $"{In} {(Pointer.Length == 0 ? "(body)" : Pointer)}: expected {Expected}, got {Came}{(DidYouMean is { } name ? $", did you mean \"{name}\"?" : "")} ({Schema})";
}
