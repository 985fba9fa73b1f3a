using System.Globalization;
using System.Text.Json;

namespace VendorMocks;

/// <summary>A place in a mapping, read strictly: what is wrong is refused with its JSON Pointer.</summary>
internal sealed class MappingNode(JsonElement value, string pointer = "")
{
    private const int LongestShown = 80;

    public JsonElement Value => value;

    public string Pointer => pointer;

    public bool IsObject => value.ValueKind == JsonValueKind.Object;

    public bool IsAbsent => value.ValueKind == JsonValueKind.Undefined;

    public bool IsText => value.ValueKind == JsonValueKind.String;

    /// <summary>The members of an object, which it has to be.</summary>
    public IEnumerable<(string Name, MappingNode Value)> Members => IsObject
        ? value.EnumerateObject().Select(member => (member.Name, At(member.Name, member.Value)))
        : throw Refuse($"expected an object, not {Shown()}");

    /// <summary>The elements of an array, which it has to be.</summary>
    public IReadOnlyList<MappingNode> Items => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select((item, at) => At(at.ToString(CultureInfo.InvariantCulture), item))]
        : throw Refuse($"expected an array, not {Shown()}");

    /// <summary>The value of a member; null when it is absent or null.</summary>
    public MappingNode? this[string name] =>
        IsObject && value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? At(name, member) : null;

    /// <summary>The value of a member that has to be there.</summary>
    public MappingNode Needed(string name) => this[name] ?? throw Refuse($"'{name}' is missing");

    /// <summary>Refuses members of other names, by name.</summary>
    public MappingNode Expect(params IReadOnlyList<string> names)
    {
        foreach (var (name, member) in Members)
        {
            if (!names.Contains(name))
                throw member.Refuse($"'{name}' is not supported here. Supported: {string.Join(", ", names)}");
        }

        return this;
    }

    public string Text() => IsText ? value.GetString()! : throw Refuse($"expected a text, not {Shown()}");

    public bool Flag() => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse($"expected true or false, not {Shown()}"),
    };

    public int Whole(int least, int most) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
        ? number
        : throw Refuse($"expected a whole number from {least} to {most}, not {Shown()}");

    public double Number() => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : throw Refuse($"expected a number, not {Shown()}");

    /// <summary>One of several words.</summary>
    public string Word(params IReadOnlyList<string> words) =>
        Text() is var word && words.Contains(word) ? word : throw Refuse($"'{word}' is not supported. Supported: {string.Join(", ", words)}");

    public StubMappingException Refuse(string problem) => new(pointer, problem + ".");

    private MappingNode At(string name, JsonElement child) =>
        new(child, $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");

    private string Shown()
    {
        var text = value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText();
        return text.Length <= LongestShown ? text : text[..LongestShown] + "…";
    }
}
