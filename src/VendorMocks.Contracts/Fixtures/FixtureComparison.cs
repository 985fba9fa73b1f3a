using System.Text.Json;

namespace VendorMocks;

/// <summary>Holds an answer against the one that a fixture states.</summary>
internal sealed class FixtureComparison(Fixture fixture)
{
    private bool Exact => fixture.Shape == FixtureShape.Exact;

    /// <summary>The differences, in the order of the stated body.</summary>
    public IEnumerable<FixtureDifference> Differences(int status, JsonElement body)
    {
        if (status != fixture.Response.Status)
            yield return new(DifferenceKind.Status, "", $"{fixture.Response.Status}", $"{status}");
        foreach (var difference in Differences("", fixture.Response.Body, body))
            yield return difference;
    }

    private IEnumerable<FixtureDifference> Differences(string pointer, JsonElement expected, JsonElement actual)
    {
        if (Type(expected) != Type(actual))
            return [new(DifferenceKind.Type, pointer, $"a value of type {Type(expected)}", Show(actual))];
        return expected.ValueKind switch
        {
            JsonValueKind.Undefined => [],
            _ when IsVolatile(pointer) => [],
            JsonValueKind.Object => OfObjects(pointer, expected, actual),
            JsonValueKind.Array => OfArrays(pointer, expected, actual),
            _ => JsonElement.DeepEquals(expected, actual) ? [] : [new(DifferenceKind.Value, pointer, Show(expected), Show(actual))],
        };
    }

    private IEnumerable<FixtureDifference> OfObjects(string pointer, JsonElement expected, JsonElement actual)
    {
        foreach (var property in expected.EnumerateObject())
        {
            var below = FixturePointer.Below(pointer, property.Name);
            if (!actual.TryGetProperty(property.Name, out var value))
                yield return new(DifferenceKind.Absent, below, Show(property.Value), "absent");
            else
                foreach (var difference in Differences(below, property.Value, value))
                    yield return difference;
        }
        if (Exact)
            foreach (var property in actual.EnumerateObject().Where(p => !expected.TryGetProperty(p.Name, out _)))
                yield return new(DifferenceKind.Extra, FixturePointer.Below(pointer, property.Name), "no such property", Show(property.Value));
    }

    private IEnumerable<FixtureDifference> OfArrays(string pointer, JsonElement expected, JsonElement actual)
    {
        int wanted = expected.GetArrayLength(), got = actual.GetArrayLength();
        if (got < wanted || (got > wanted && !IsVolatile(FixturePointer.Below(pointer, "-"))))
            yield return new(DifferenceKind.Items, pointer, $"{wanted} items", $"{got}");
        for (int i = 0; i < Math.Min(wanted, got); i++)
            foreach (var difference in Differences($"{pointer}/{i}", expected[i], actual[i]))
                yield return difference;
    }

    private bool IsVolatile(string pointer) => fixture.Volatile.Any(pattern => FixturePointer.Covers(pattern, pointer));

    private static string Type(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Undefined => "nothing",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static string Show(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText();
}
