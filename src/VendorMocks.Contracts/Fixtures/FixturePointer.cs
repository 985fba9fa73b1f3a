using System.Globalization;
using System.Text.Json;

namespace VendorMocks;

/// <summary>JSON Pointers (RFC 6901) as fixtures use them.</summary>
internal static class FixturePointer
{
    /// <summary>Whether a text has the form of a pointer.</summary>
    public static bool IsPointer(string text) => text.Length == 0 || text[0] == '/';

    /// <summary>The pointer to a property or item below another one.</summary>
    public static string Below(string pointer, string step) =>
        $"{pointer}/{step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The value that a pointer leads to, or null.</summary>
    public static JsonElement? Find(JsonElement root, string pointer)
    {
        var at = root;
        foreach (var step in Steps(pointer))
            if (Child(at, step) is { } child)
                at = child;
            else
                return null;
        return at;
    }

    /// <summary>Whether a pattern, in which <c>*</c> stands for any step, covers a pointer.</summary>
    public static bool Covers(string pattern, string pointer)
    {
        var (wanted, steps) = (Steps(pattern), Steps(pointer));
        return wanted.Length == steps.Length && wanted.Zip(steps).All(pair => pair.First == "*" || pair.First == pair.Second);
    }

    /// <summary>Whether a pattern leads anywhere in a body; <c>-</c> leads behind the items of an array.</summary>
    public static bool Leads(JsonElement root, string pattern) => Leads(root, Steps(pattern));

    private static bool Leads(JsonElement at, ReadOnlySpan<string> steps)
    {
        if (steps.IsEmpty)
            return true;
        if (steps[0] == "-" && at.ValueKind == JsonValueKind.Array)
            return steps.Length == 1;
        if (steps[0] != "*")
            return Child(at, steps[0]) is { } child && Leads(child, steps[1..]);

        foreach (var each in Children(at))
            if (Leads(each, steps[1..]))
                return true;
        return false;
    }

    private static string[] Steps(string pointer) => pointer.Length == 0 ? [] :
        [.. pointer[1..].Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static JsonElement? Child(JsonElement at, string step) => at.ValueKind switch
    {
        JsonValueKind.Object => at.TryGetProperty(step, out var value) ? value : null,
        JsonValueKind.Array when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int i) && i < at.GetArrayLength() => at[i],
        _ => null,
    };

    private static IEnumerable<JsonElement> Children(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().Select(p => p.Value),
        JsonValueKind.Array => at.EnumerateArray(),
        _ => [],
    };
}
