using System.Globalization;
using Newtonsoft.Json.Linq;

namespace VendorMocks;

/// <summary>Whether a JSON value is the expected one, with the leniency that was asked for.</summary>
internal sealed class JsonEquality(bool ignoreArrayOrder, bool ignoreExtraElements)
{
    private const int MostLooks = 200_000;
    private const string Placeholder = "${json-unit.";

    private int _looks;

    /// <summary>The placeholders that an expected text may be.</summary>
    public static IReadOnlyList<string> Placeholders { get; } =
        ["${json-unit.ignore}", "${json-unit.any-string}", "${json-unit.any-number}", "${json-unit.any-boolean}"];

    /// <exception cref="MatchTimeException">It takes too many looks.</exception>
    public bool Same(JToken expected, JToken actual)
    {
        if (++_looks > MostLooks)
            throw new MatchTimeException();
        if (expected is JValue { Value: string text } && text.StartsWith(Placeholder, StringComparison.Ordinal))
            return Fits(text, actual);
        return (expected, actual) switch
        {
            (JObject a, JObject b) => SameMembers(a, b),
            (JArray a, JArray b) => ignoreArrayOrder ? SameInAnyOrder(a, b) : SameInOrder(a, b),
            (JValue a, JValue b) => SameValue(a, b),
            _ => false,
        };
    }

    private static bool Fits(string placeholder, JToken actual) => placeholder switch
    {
        "${json-unit.ignore}" => true,
        "${json-unit.any-string}" => actual.Type == JTokenType.String,
        "${json-unit.any-number}" => actual.Type is JTokenType.Integer or JTokenType.Float,
        _ => actual.Type == JTokenType.Boolean,
    };

    private bool SameMembers(JObject expected, JObject actual)
    {
        if (ignoreExtraElements ? actual.Count < expected.Count : actual.Count != expected.Count)
            return false;
        foreach (var member in expected.Properties())
        {
            if (actual.Property(member.Name, StringComparison.Ordinal) is not { } there || !Same(member.Value, there.Value))
                return false;
        }

        return true;
    }

    private bool SameInOrder(JArray expected, JArray actual)
    {
        if (ignoreExtraElements ? actual.Count < expected.Count : actual.Count != expected.Count)
            return false;
        if (!ignoreExtraElements)
            return !expected.Where((item, at) => !Same(item, actual[at])).Any();
        // With extra elements between them the expected ones still come one after the other.
        var next = 0;
        foreach (var item in expected)
        {
            while (next < actual.Count && !Same(item, actual[next]))
                next++;
            if (next++ >= actual.Count)
                return false;
        }

        return true;
    }

    // Each expected element needs one of its own; which takes which is found as in any matching, by giving way.
    private bool SameInAnyOrder(JArray expected, JArray actual)
    {
        if (ignoreExtraElements ? actual.Count < expected.Count : actual.Count != expected.Count)
            return false;
        var takenBy = new int[actual.Count];
        Array.Fill(takenBy, -1);
        for (var at = 0; at < expected.Count; at++)
        {
            if (!Place(at, expected, actual, takenBy, new bool[actual.Count]))
                return false;
        }

        return true;
    }

    private bool Place(int at, JArray expected, JArray actual, int[] takenBy, bool[] tried)
    {
        for (var place = 0; place < actual.Count; place++)
        {
            if (tried[place] || !Same(expected[at], actual[place]))
                continue;
            tried[place] = true;
            if (takenBy[place] >= 0 && !Place(takenBy[place], expected, actual, takenBy, tried))
                continue;
            takenBy[place] = at;
            return true;
        }

        return false;
    }

    private static bool SameValue(JValue expected, JValue actual)
    {
        var numbers = expected.Type is JTokenType.Integer or JTokenType.Float && actual.Type is JTokenType.Integer or JTokenType.Float;
        // 1 and 1.0 are one number.
        return numbers
            ? Convert.ToDouble(expected.Value, CultureInfo.InvariantCulture).Equals(Convert.ToDouble(actual.Value, CultureInfo.InvariantCulture))
            : JToken.DeepEquals(expected, actual);
    }
}
