using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>
/// Everything a vendor remembers in one world: its tables and its rule values. Vendors derive from it and declare
/// their tables in the constructor; rules that cross tables are its methods.
/// </summary>
internal abstract class VendorState
{
    /// <summary>The tables and sequences, and the transaction over them.</summary>
    public Store Store { get; } = new();

    /// <summary>The world's random source.</summary>
    public RandomSource Random { get; set; }

    /// <summary>The rule values in force, one immutable record.</summary>
    public abstract object Rules { get; set; }

    /// <summary>Changes some rule values: a JSON merge patch whose names are those of the rule table's switches.</summary>
    /// <param name="patch">A JSON object; null takes a value back to its default.</param>
    /// <exception cref="JsonException">A name or a value is unknown; nothing was changed.</exception>
    public abstract void PatchRules(JsonElement patch);

    /// <summary>The rule values as JSON, by the names of the switches.</summary>
    public abstract JsonElement RulesAsJson();

    /// <summary>The JSON Schema of the rule values.</summary>
    public abstract JsonNode RulesSchema();

    /// <summary>When the vendor's agenda has its next item, or null.</summary>
    public virtual DateTimeOffset? NextDue => null;

    /// <summary>Does what is due at the given moment, at least one item of it.</summary>
    public virtual void RunDue(Call call)
    {
    }

    /// <summary>The fields that hold ids of other records, in whatever table they stand, with the name of the table that they point into; <c>lead.id</c> for a copy of one.</summary>
    public abstract IReadOnlyDictionary<string, string> References { get; }

    /// <summary>The credential that a row of the state stands for, or null; the host routes calls by it.</summary>
    /// <param name="row">A row of any table.</param>
    public virtual string? CredentialIn(object row) => null;
}

/// <summary>A vendor's state with its own rules record.</summary>
internal abstract class VendorState<TRules>(TRules rules, JsonSerializerContext json) : VendorState
    where TRules : class
{
    private readonly TRules _defaults = rules;

    // Looked up when asked for: describing a record of switches takes longer than seeding a world.
    private JsonTypeInfo<TRules> Json => (JsonTypeInfo<TRules>)json.Options.GetTypeInfo(typeof(TRules));

    /// <summary>The rule values in force.</summary>
    public TRules Values { get; set; } = rules;

    public override object Rules
    {
        get => Values;
        set => Values = (TRules)value;
    }

    public override JsonElement RulesAsJson() => AsJson(Values);

    public override JsonNode RulesSchema() => Json.GetJsonSchemaAsNode();

    public override void PatchRules(JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
            throw new JsonException("Rule values are changed by an object of names and values.");
        var merged = JsonObject.Create(RulesAsJson())!;
        foreach (var change in patch.EnumerateObject())
        {
            if (!merged.ContainsKey(change.Name))
                throw new JsonException($"There is no rule value '{change.Name}'. There are: {string.Join(", ", merged.Select(pair => pair.Key))}.");
            // An absent name would not do: generated readers do not run a property's initialiser.
            var value = change.Value.ValueKind == JsonValueKind.Null ? AsJson(_defaults).GetProperty(change.Name) : change.Value;
            merged[change.Name] = JsonNode.Parse(value.GetRawText());
        }

        try
        {
            Values = merged.Deserialize(Json)!;
        }
        // A record may refuse a value that JSON allows, such as a page of no rows.
        catch (ArgumentException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    private JsonElement AsJson(TRules values) => JsonSerializer.SerializeToElement(values, Json);
}
