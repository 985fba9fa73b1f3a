using System.Globalization;
using System.Reflection;

namespace VendorMocks.Tests;

/// <summary>
/// Marks a scenario: a static method that takes a <see cref="Stage"/> and returns a task. It runs through every door, and
/// the rule laws run it again under the alternatives of the rules that it names.
/// </summary>
/// <param name="rules">At most three rule ids that the scenario would notice the change of.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioAttribute(params string[] rules) : Attribute
{
    public IReadOnlyList<string> Rules { get; } = rules;

    /// <summary>Begin with the vendors' default seed instead of an empty world.</summary>
    public bool Seeded { get; set; }

    /// <summary>The frozen clock's start, ISO 8601; default 2026-01-01T12:00:00Z.</summary>
    public string? Start { get; set; }
}

/// <summary>A scenario that was found.</summary>
public sealed record Scenario(string Name, MethodInfo Method, ScenarioAttribute Facts)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. typeof(Scenario).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => (method, facts: method.GetCustomAttribute<ScenarioAttribute>()))
            .Where(pair => pair.facts is not null)
            .Select(pair => new Scenario($"{pair.method.DeclaringType!.Name}.{pair.method.Name}", pair.method, pair.facts!))
            .OrderBy(scenario => scenario.Name, StringComparer.Ordinal),
    ];

    public WorldOptions Options => new()
    {
        Size = Facts.Seeded ? WorldSize.Default : WorldSize.Empty,
        Start = Facts.Start is { } start ? DateTimeOffset.Parse(start, CultureInfo.InvariantCulture) : null,
    };

    public Task RunAsync(Stage stage) => (Task)Method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [stage], null)!;
}
