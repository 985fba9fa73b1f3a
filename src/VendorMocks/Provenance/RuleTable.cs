using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>One rule of a vendor's behaviour.</summary>
/// <param name="Id">For example <c>LD-27</c>.</param>
/// <param name="Text">What the fake does.</param>
/// <param name="Provenance">How we know.</param>
/// <param name="Why">Source or reason.</param>
/// <param name="Switches">Values that change it, as documentation; null when there are none.</param>
public sealed record Rule(string Id, string Text, Provenance Provenance, string Why, IReadOnlyList<RuleSwitch>? Switches);

/// <summary>A value that changes a rule.</summary>
/// <param name="Name">For example <c>auth.wrongKeyStatus</c>.</param>
/// <param name="Default">The value in force unless a world overrides it.</param>
/// <param name="Alternatives">The other values that are known to make sense.</param>
public sealed record RuleSwitch(string Name, string Default, IReadOnlyList<string> Alternatives);

/// <summary>All rules of one vendor, read from the table embedded beside its code.</summary>
public sealed class RuleTable
{
    private readonly FrozenDictionary<string, Rule> _byId;

    private RuleTable(IReadOnlyList<Rule> rules)
    {
        Rules = rules;
        _byId = rules.ToFrozenDictionary(rule => rule.Id);
    }

    /// <summary>The rules in order of id.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The rule with that id, or null.</summary>
    /// <param name="id">For example <c>LD-27</c>.</param>
    public Rule? Find(string id) => _byId.GetValueOrDefault(id);

    internal static RuleTable Load(string vendor)
    {
        using var stream = typeof(RuleTable).Assembly.GetManifestResourceStream($"{vendor}.rules.json")
            ?? throw new InvalidOperationException($"The rule table {vendor}.rules.json is not embedded.");
        return new RuleTable(JsonSerializer.Deserialize(stream, RuleJson.Default.ListRule)!);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<Rule>))]
internal sealed partial class RuleJson : JsonSerializerContext;
