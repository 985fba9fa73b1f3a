using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Holds a world's calls against what was expected of them.</summary>
internal static class VerifyEndpoints
{
    private static readonly string[] Counts = ["exactly", "atLeast", "atMost", "between", "never"];
    private static readonly string[] Filters = ["vendor", "operation", "status", "fields", "from", "until"];

    private const int MostSteps = 100;
    private const string FieldsAccepted = "an object with the fields' texts, or null for a field that must be absent";

    public static void MapVerify(this IEndpointRouteBuilder control) => control.MapPost("/worlds/{name}/journal/verify", Verify)
        .WithSummary("200 when the calls were so, else a 409 that shows the nearest misses: {\"operation\", \"status\", \"fields\", … \"exactly\": 1} or {\"inOrder\": [{\"operation\"}, …]}")
        .Takes("Expectation", Schema, """{"operation":"leads.create","status":201,"exactly":1}""");

    private static JsonObject Schema()
    {
        HookField[] filters =
        [
            new("vendor", "string", false, JournalPage.VendorAccepted),
            new("operation", "string", false, JournalPage.OperationAccepted),
            new("status", "integer", false, JournalPage.StatusAccepted),
            new("fields", "object", false, FieldsAccepted),
            new("from", "time", false, WorldValues.TimeAccepted),
            new("until", "time", false, WorldValues.TimeAccepted),
        ];
        var schema = FieldSchema.Of([new("name", "string", false, "A title for the report"), .. filters], "How often calls must have been made, or in which order");
        var properties = schema["properties"]!.AsObject();
        foreach (var count in (string[])["exactly", "atLeast", "atMost"])
            properties[count] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 };
        properties["between"] = new JsonObject { ["type"] = "array", ["minItems"] = 2, ["maxItems"] = 2, ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 } };
        properties["never"] = new JsonObject { ["const"] = true };
        properties["inOrder"] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["maxItems"] = MostSteps, ["items"] = FieldSchema.Of(filters) };
        schema["oneOf"] = new JsonArray([.. Counts.Append("inOrder").Select(one => (JsonNode)new JsonObject { ["required"] = new JsonArray(one) })]);
        return schema;
    }

    private static Results<Ok<VerificationView>, Refused> Verify(NamedWorld at, ControlInput input)
    {
        var world = at.World;
        input.Expect(["name", "inOrder", .. Counts, .. Filters]);
        var title = input.Text("name", "a title for the report");
        var verification = input.Body.ValueKind == JsonValueKind.Object && input.Body.TryGetProperty("inOrder", out _)
            ? InOrder(world, input)
            : Counted(world, input);
        if (input.Problem is { } problem)
            return new Refused(problem);
        world.Journal.Remember(verification! with { Name = title });
        return verification.Passed
            ? TypedResults.Ok(new VerificationView(true, verification.Expected, verification.Report))
            : new Refused(new Problem(Problems.TitleOf(409), 409, verification.Report, "calls", null, verification.Expected));
    }

    private static Verification? Counted(World world, ControlInput input)
    {
        var filter = FilterIn(input);
        var given = Counts.Where(count => input.Body.ValueKind == JsonValueKind.Object && input.Body.TryGetProperty(count, out _)).ToList();
        if (given.Count != 1)
        {
            var one = $"one of {string.Join(", ", Counts)}, or inOrder";
            input.Refuse(given.Count == 0 ? Refused.Absent("exactly", one) : Refused.Bad(given[1], input.Body.GetProperty(given[1]).GetRawText(), one));
            return null;
        }

        var count = given[0] switch
        {
            "never" => input.Read<CallCount>("never", "true", TryNever),
            "between" => input.Read<CallCount>("between", "two whole numbers, the smaller one first: [1, 3]", TryBounds),
            var bound => input.Read<CallCount>(bound, "a whole number, 0 or more", (JsonElement value, out CallCount count) => TryBound(bound, value, out count)),
        };
        if (input.Problem is null && count is null)
            input.Refuse(Refused.Bad(given[0], "null", "a number of calls"));
        return input.Problem is null ? world.Journal.Verify(filter, count!.Value) : null;
    }

    private static Verification? InOrder(World world, ControlInput input)
    {
        input.Expect("name", "inOrder");
        var steps = input.Items("inOrder", $"1 to {MostSteps} filters");
        if (steps.Count is 0 or > MostSteps)
            input.Refuse(Refused.Bad("inOrder", $"{steps.Count} filters", $"1 to {MostSteps} filters"), "inOrder");
        var filters = steps.Select(step => FilterIn(step.Expect(Filters))).ToList();
        return input.Problem is null ? world.Journal.VerifyInOrder(filters) : null;
    }

    private static ExchangeFilter FilterIn(ControlInput input)
    {
        var vendor = input.Text("vendor", JournalPage.VendorAccepted);
        if (JournalPage.VendorProblem(vendor) is { } nobody)
            input.Refuse(nobody, "vendor");
        var operation = input.Text("operation", JournalPage.OperationAccepted);
        if (JournalPage.OperationProblem(operation) is { } unknown)
            input.Refuse(unknown, "operation");
        return new ExchangeFilter
        {
            Vendor = vendor,
            Operation = operation,
            Status = input.Read<int>("status", JournalPage.StatusAccepted, TryStatus),
            Fields = input.Read<FieldTexts>("fields", FieldsAccepted, FieldTexts.TryRead)?.Texts,
            From = input.Read<DateTimeOffset>("from", WorldValues.TimeAccepted, WorldValues.TryTime),
            Until = input.Read<DateTimeOffset>("until", WorldValues.TimeAccepted, WorldValues.TryTime),
        };
    }

    private static bool TryStatus(JsonElement value, out int status)
    {
        status = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out status) && JournalPage.IsStatus(status);
    }

    private static bool TryNever(JsonElement value, out CallCount count)
    {
        count = CallCount.Never;
        return value.ValueKind == JsonValueKind.True;
    }

    private static bool TryBound(string bound, JsonElement value, out CallCount count)
    {
        count = default;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var calls) || calls < 0)
            return false;
        count = bound switch
        {
            "exactly" => CallCount.Exactly(calls),
            "atLeast" => CallCount.AtLeast(calls),
            _ => CallCount.AtMost(calls),
        };
        return true;
    }

    private static bool TryBounds(JsonElement value, out CallCount count)
    {
        count = default;
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 2 || value.EnumerateArray().Any(bound => bound.ValueKind != JsonValueKind.Number)
            || !value[0].TryGetInt64(out var least) || !value[1].TryGetInt64(out var most) || least < 0 || most < least)
        {
            return false;
        }

        count = CallCount.Between(least, most);
        return true;
    }

    /// <summary>Fields and their texts as a control call gives them.</summary>
    private readonly record struct FieldTexts(IReadOnlyDictionary<string, string?> Texts)
    {
        public static bool TryRead(JsonElement value, out FieldTexts fields)
        {
            fields = default;
            if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(member => member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
                return false;
            var texts = new SortedDictionary<string, string?>(StringComparer.Ordinal);
            foreach (var member in value.EnumerateObject())
                texts[member.Name] = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : member.Value.GetRawText();
            fields = new FieldTexts(texts);
            return true;
        }
    }
}

/// <summary>What came of a verification.</summary>
/// <param name="Passed">Whether it is met for certain.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Report">For people.</param>
internal sealed record VerificationView(bool Passed, string Expected, string Report);
