using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>Reads faults from the bodies of control calls, and says by name what is wrong with one.</summary>
internal static class FaultInput
{
    private static readonly IReadOnlyDictionary<string, Type> Kinds =
        FaultJson.Default.Fault.PolymorphismOptions!.DerivedTypes.ToDictionary(kind => (string)kind.TypeDiscriminator!, kind => kind.DerivedType, StringComparer.Ordinal);

    /// <summary>The kinds there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Keys];

    /// <summary>Reads a fault; null when there is something wrong with it.</summary>
    /// <param name="json">A fault's JSON.</param>
    /// <param name="prefix">What stands before the names of its fields in a problem: empty, or <c>faults.0.</c>.</param>
    /// <param name="problem">What is wrong, or null.</param>
    public static Fault? Read(JsonElement json, string prefix, out Problem? problem)
    {
        problem = ProblemOf(json, prefix);
        if (problem is not null)
            return null;
        try
        {
            var fault = FaultJson.Read(json);
            FaultCheck.Require(fault);
            return fault;
        }
        catch (JsonException refused)
        {
            // "$.fields.email" names a part of a field.
            var name = (refused.Path ?? "").TrimStart('$', '.').Split('.', '[')[0];
            problem = json.TryGetProperty(name, out var value)
                ? Refused.Bad(prefix + name, Shown(value), Accepted(name))
                : Refused.Bad(prefix + "kind", json.GetRawText(), "a fault as GET shows them", " " + refused.Message);
        }
        catch (ArgumentException refused)
        {
            var name = refused.ParamName ?? "kind";
            var value = json.TryGetProperty(name, out var given) ? Shown(given) : null;
            problem = new Problem(Problems.TitleOf(400), 400, Refused.WordsOf(refused), prefix + name, value is null ? null : Refused.Shorten(value), Accepted(name));
        }

        return null;
    }

    /// <summary>Reads a profile's summary and faults; null when something is wrong, which the input then says.</summary>
    public static FaultProfile? ReadProfile(string name, ControlInput input)
    {
        const string AList = "a list of at least one fault";
        var summary = input.Expect("summary", "faults").Text("summary", "a text") ?? "";
        if (input.Value("faults") is null)
            input.Refuse(Refused.Absent("faults", AList), "faults");
        var faults = new List<Fault>();
        foreach (var (item, pointer) in input.Array("faults", AList))
        {
            if (ReadItem(input, item, faults.Count, pointer) is not { } fault)
                return null;
            faults.Add(fault);
        }

        if (faults.Count is 0 or > Faults.MaxActive)
            input.Refuse(Refused.Bad("faults", $"{faults.Count} faults", AList), "faults");
        if (!FaultCheck.IsName(name))
            input.Refuse(Refused.Bad("profile", name, Accepted("name")));
        return input.Problem is null ? new FaultProfile(name, summary, faults) : null;
    }

    /// <summary>Reads one of the faults in a list; null when something is wrong with it, which the input then says.</summary>
    public static Fault? ReadItem(ControlInput input, JsonElement item, int at, string pointer)
    {
        if (Read(item, $"faults.{at}.", out var wrong) is { } fault)
            return fault;
        var field = item.ValueKind == JsonValueKind.Object ? "/" + wrong!.Field!.Split('.', 3)[2] : "";
        input.Refuse(wrong! with { Pointer = pointer + field });
        return null;
    }

    private static Problem? ProblemOf(JsonElement json, string prefix)
    {
        var kinds = string.Join(", ", Names);
        if (json.ValueKind != JsonValueKind.Object)
            return json.ValueKind == JsonValueKind.Undefined ? Refused.Absent(prefix + "kind", kinds) : Refused.Bad(prefix.TrimEnd('.'), json.GetRawText(), "an object with a kind");
        if (!json.TryGetProperty("kind", out var kind))
            return Refused.Absent(prefix + "kind", kinds);
        if (kind.ValueKind != JsonValueKind.String || !Kinds.TryGetValue(kind.GetString()!, out var type))
            return Refused.Bad(prefix + "kind", Shown(kind), kinds, Nearest.Hint(Shown(kind), Names));

        var properties = FaultJson.Default.GetTypeInfo(type)!.Properties;
        string[] names = ["kind", .. properties.Where(property => property.Get is not null).Select(property => property.Name)];
        foreach (var field in json.EnumerateObject())
        {
            if (!names.Contains(field.Name))
                return Refused.Unknown("field", prefix + field.Name, field.Value.GetRawText(), names);
        }

        return properties.FirstOrDefault(property => IsRequired(property) && !json.TryGetProperty(property.Name, out _)) is { } missing
            ? Refused.Absent(prefix + missing.Name, Accepted(missing.Name))
            : null;
    }

    private static bool IsRequired(JsonPropertyInfo property) => property.IsRequired;

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Accepted(string name) => name switch
    {
        "status" => "a whole number from 200 to 599",
        "milliseconds" or "toMilliseconds" => "a number from 0 to 86400000",
        "sigma" => "a number from 0 to 5",
        "bytesPerSecond" or "times" or "every" => "a whole number, 1 or more",
        "after" or "retryAfter" => "a whole number, 0 or more",
        "probability" => "a number from 0 to 1",
        "refusal" => "too-many, unknown-key or server-error",
        "when" => "before or after",
        "from" or "until" => "a moment of the world's clock with from before until, for example 2026-01-01T12:00:00Z",
        "fields" => "an object whose values are texts",
        "name" => "1 to 64 letters, digits, dots and dashes",
        "vendor" => string.Join(", ", WorldValues.VendorNames),
        "operation" => "the id of an operation, as GET /__mocks/vendors lists them",
        "account" => "a credential's key",
        "contentType" => "a content type, for example text/html",
        _ => "a text",
    };
}
