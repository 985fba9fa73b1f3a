namespace VendorMocks.Tests;

/// <summary>Names the rules that an ordinary test exercises; scenarios name theirs in <see cref="ScenarioAttribute"/>.</summary>
/// <param name="ids">At most three rule ids.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuleAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids { get; } = ids;
}
