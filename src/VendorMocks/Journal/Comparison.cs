using System.Globalization;

namespace VendorMocks;

/// <summary>One thing that is asked for, beside what there was.</summary>
/// <param name="Name">What is compared: <c>operation</c>, <c>status</c>, a field's name, a part of a request.</param>
/// <param name="Expected">What is asked for, as a phrase.</param>
/// <param name="Actual">What there was.</param>
/// <param name="Holds">Whether that will do.</param>
public sealed record Comparison(string Name, string Expected, string Actual, bool Holds)
{
    private const int LongestShown = 200;

    /// <summary>What stands for a value that is not there.</summary>
    public const string Absent = "absent";

    /// <summary>What a difference here says about how far the whole is off: calls to another operation are far off.</summary>
    internal int Weight => Holds ? 0 : Name is "operation" or "vendor" ? 10 : 1;

    internal static Comparison Exact(string name, string expected, string? actual) => new(name, expected, actual ?? "none", expected == actual);

    /// <summary>A field of the request. Values of credentials are covered, whatever they are compared with.</summary>
    internal static Comparison OfField(string name, string? expected, string? actual) =>
        new(name, Quoted(name, expected), Quoted(name, actual), expected == actual);

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text in quotes, cut to a readable length.</summary>
    internal static string Quoted(string text) => text.Length <= LongestShown ? $"\"{text}\"" : $"\"{text[..LongestShown]}…\" ({text.Length} characters)";

    /// <summary>One line for people, with a mark where it does not hold.</summary>
    public override string ToString() => Holds ? $"  {Name}: {Actual}" : $"≠ {Name}: expected {Expected}, was {Actual}";

    private static string Quoted(string name, string? text) => text is null ? Absent : SecretMask.Covers(name) ? SecretMask.Cover : Quoted(text);
}
