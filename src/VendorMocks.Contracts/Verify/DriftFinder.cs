using System.Text.Json;

namespace VendorMocks;

/// <summary>Holds an answer against the contract and the fixture, and tells changes of structure from other differences.</summary>
/// <param name="schemas">The vendor's schemas.</param>
/// <param name="complete">Whether the target leaves nothing out, as the fake does.</param>
internal sealed class DriftFinder(SchemaSet schemas, bool complete)
{
    private static readonly string[] PagingNames = ["page", "count", "start", "skip", "offset", "limit", "take"];

    /// <summary>Judges one played fixture.</summary>
    public AnswerFindings Judge(PlayedFixture played)
    {
        var (fixture, answer) = played;
        var differences = new FixtureComparison(fixture).Differences(answer.Status, answer.Body).ToList();
        bool expected = IsRefusal(fixture.Operation, fixture.Response.Status, fixture.Response.Body);
        if (answer.Bytes.IsEmpty)
            return new(differences, Status(differences, expected, answer.Status >= 400), []);

        // Another outcome is no change of structure.
        bool refused = answer.Status >= 400 || (expected && schemas.CheckResponse(fixture.Operation, refused: false, answer.Json).Count > 0)
            || schemas.IsRefusal(fixture.Operation, answer.Status, answer.Json);
        if (refused != expected || answer.Status >= 400 != fixture.Response.Status >= 400)
            return new(differences, [], []);

        var violations = schemas.CheckResponse(fixture.Operation, expected, answer.Json, complete);
        if (violations.Any(v => v.Kind == ViolationKind.Unreadable))
            return new(differences, [], violations);
        var drifts = Status(differences, expected, refused)
            .Concat(violations.Select(v => OfViolation(v, answer.Body)))
            .Concat(differences.Select(d => OfDifference(d, fixture, answer.Body)).OfType<Drift>())
            .DistinctBy(d => (d.Kind, d.Pointer))
            .ToList();

        // Of a value that no enumeration of its type could list, the type is the news.
        drifts.RemoveAll(d => d.Kind is DriftKind.NewEnumerationValue or DriftKind.ChangedForm
            && drifts.Exists(other => (other.Kind is DriftKind.ChangedNullability or DriftKind.ChangedType) && other.Pointer == d.Pointer));
        return new(differences, drifts, violations);
    }

    private bool IsRefusal(string operation, int status, JsonElement body) => body.ValueKind == JsonValueKind.Undefined
        ? status >= 400
        : schemas.IsRefusal(operation, status, JsonSerializer.SerializeToUtf8Bytes(body));

    private static List<Drift> Status(List<FixtureDifference> differences, bool expected, bool refused) => expected != refused ? [] :
        [.. differences.Where(d => d.Kind == DifferenceKind.Status).Select(d => new Drift(DriftKind.ChangedStatus, "", d.Expected, d.Actual))];

    private static Drift OfViolation(Violation violation, JsonElement body)
    {
        var place = Generalised(violation.Pointer, body);
        if (violation.Kind == ViolationKind.Missing)
        {
            // Reported at its object, with the name in what was expected.
            var name = violation.Expected["property \"".Length..^1];
            return new(DriftKind.RemovedField, FixturePointer.Below(place, name), "a value", "absent");
        }

        var kind = violation.Kind switch
        {
            ViolationKind.UnknownName => DriftKind.AddedField,
            ViolationKind.Null => DriftKind.ChangedNullability,
            ViolationKind.Enumeration => DriftKind.NewEnumerationValue,
            ViolationKind.Type when violation.Expected.Contains("array", StringComparison.Ordinal) && Holds(body, violation.Pointer) => DriftKind.ChangedPaging,
            ViolationKind.Type => DriftKind.ChangedType,
            _ => DriftKind.ChangedForm,
        };
        return new(kind, place, violation.Expected, violation.Actual);
    }

    // A list that was wrapped into an object with page numbers around it.
    private static bool Holds(JsonElement body, string pointer) =>
        FixturePointer.Find(body, pointer) is { ValueKind: JsonValueKind.Object } wrapper
        && wrapper.EnumerateObject().Any(p => p.Value.ValueKind == JsonValueKind.Array);

    private static Drift? OfDifference(FixtureDifference difference, Fixture fixture, JsonElement body) => difference.Kind switch
    {
        DifferenceKind.Absent => new(DriftKind.RemovedField, Generalised(difference.Pointer, body), "a value", "absent"),
        DifferenceKind.Items when fixture.Request.Query.Concat(fixture.Request.Form ?? new Dictionary<string, string>()).Any(p => IsPaging(p.Key)) =>
            new(DriftKind.ChangedPaging, Generalised(difference.Pointer, body), difference.Expected, $"{difference.Actual} items"),
        _ => null,
    };

    private static bool IsPaging(string name) => PagingNames.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>A pointer with <c>*</c> in place of positions in lists and of numbers that are keys of maps.</summary>
    private static string Generalised(string pointer, JsonElement body)
    {
        var steps = pointer.Split('/');
        var general = "";
        var at = (JsonElement?)body;
        foreach (var step in steps.Skip(1))
        {
            bool varies = at is { ValueKind: JsonValueKind.Array } || (at is { ValueKind: JsonValueKind.Object } && step.Length > 0 && step.All(char.IsAsciiDigit));
            general += "/" + (varies ? "*" : step);
            at = at is { } parent ? FixturePointer.Find(parent, "/" + step) : null;
        }
        return general;
    }
}

/// <summary>What was found in one answer.</summary>
/// <param name="Differences">In what it differs from the fixture.</param>
/// <param name="Drifts">How its structure moved away from the contract.</param>
/// <param name="Violations">What the schemas say.</param>
internal sealed record AnswerFindings(IReadOnlyList<FixtureDifference> Differences, IReadOnlyList<Drift> Drifts, IReadOnlyList<Violation> Violations)
{
    /// <summary>Whether all that differs from the fixture is a change of structure.</summary>
    public bool Explained => Differences.All(d => d.Kind == DifferenceKind.Status
        ? Drifts.Any(drift => drift.Kind == DriftKind.ChangedStatus)
        : Drifts.Any(drift => drift.Kind != DriftKind.ChangedStatus && Covers(drift.Pointer, d.Pointer)));

    // Whatever lies at or below a place that drifted.
    private static bool Covers(string place, string pointer)
    {
        int depth = place.Count(c => c == '/');
        var steps = pointer.Split('/');
        return steps.Length > depth && FixturePointer.Covers(place, string.Join('/', steps.Take(depth + 1)));
    }
}
