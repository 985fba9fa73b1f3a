using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace VendorMocks;

/// <summary>The fixtures of one vendor, read from a folder with one exchange a file, named <c>&lt;operation id&gt;.&lt;case&gt;.json</c>.</summary>
public sealed class FixtureSet
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly Regex RuleId = new("^[A-Z]{2}-[0-9]{2,3}$", RegexOptions.CultureInvariant);

    private static readonly FrozenDictionary<string, Lazy<FixtureSet>> Embedded = ContractResources.PerVendor(
        "fixtures", (vendor, texts) => new FixtureSet(vendor, ReadAll($"fixtures/{vendor}/", texts)));

    private FixtureSet(string vendor, IReadOnlyList<Fixture> fixtures) => (Vendor, Fixtures) = (vendor, fixtures);

    /// <summary>The vendor: the folder's name.</summary>
    public string Vendor { get; }

    /// <summary>The fixtures in order of their names.</summary>
    public IReadOnlyList<Fixture> Fixtures { get; }

    /// <summary>The fixtures that are built in for a vendor; none where there are none.</summary>
    /// <param name="vendor">The vendor's folder name, for example <c>acme</c>.</param>
    /// <exception cref="ContractFileException">A file is malformed.</exception>
    public static FixtureSet For(string vendor) => Embedded.TryGetValue(vendor, out var set) ? set.Value : new(vendor, []);

    /// <summary>Reads all fixtures of a folder.</summary>
    /// <param name="folder">The folder, for example <c>fixtures/leaddyno</c>.</param>
    /// <exception cref="ContractFileException">A file is malformed.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static FixtureSet Load(string folder) => new(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
        ReadAll(folder.TrimEnd('/', '\\') + "/", Directory.GetFiles(folder, "*.json").ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText)));

    /// <summary>Compares an answer with the one that a fixture states.</summary>
    /// <param name="fixture">The fixture with all its values put in.</param>
    /// <param name="status">The HTTP status of the answer.</param>
    /// <param name="body">The body of the answer; undefined where there is none.</param>
    /// <returns>The differences, one line each; empty when the answer is as stated.</returns>
    public static IReadOnlyList<string> Compare(Fixture fixture, int status, JsonElement body) =>
        [.. new FixtureComparison(fixture).Differences(status, body).Select(difference => difference.ToString())];

    private static IReadOnlyList<Fixture> ReadAll(string folder, IReadOnlyDictionary<string, string> texts) =>
        [.. texts.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => Read(folder + file.Key, file.Value))];

    /// <summary>Reads one fixture.</summary>
    internal static Fixture Read(string file, string text)
    {
        Fixture fixture;
        try
        {
            fixture = JsonSerializer.Deserialize<Fixture>(text, Strict) ?? throw new ContractFileException(file, 1, "a fixture is a JSON object");
        }
        catch (JsonException error)
        {
            throw ContractFileException.Unreadable(file, error);
        }

        foreach (var (near, reason) in Faults(fixture with { Name = Path.GetFileNameWithoutExtension(file) }))
            throw ContractFileException.At(file, text, near, reason);
        return fixture with { Name = Path.GetFileNameWithoutExtension(file) };
    }

    private static IEnumerable<(string Near, string Reason)> Faults(Fixture fixture)
    {
        if (!fixture.Name.StartsWith(fixture.Operation + ".", StringComparison.Ordinal))
            yield return ("\"operation\"", $"the file's name must begin with \"{fixture.Operation}.\"");
        if (fixture.Source != "rules" && !fixture.Source.StartsWith("documentation: ", StringComparison.Ordinal)
            && !fixture.Source.StartsWith("recording: ", StringComparison.Ordinal))
            yield return ("\"source\"", "a source is \"documentation: …\", \"recording: …\" or \"rules\"");
        if (fixture.Rules.FirstOrDefault(id => !RuleId.IsMatch(id)) is { } id)
            yield return ("\"rules\"", $"\"{id}\" is no rule id");
        if (fixture.Source == "rules" && fixture.Rules.Count == 0)
            yield return ("\"source\"", "a fixture written from rules names them in \"rules\"");

        foreach (var fault in fixture.Arrange.Where(step => step.Call is not null).Select(step => step.Call!).Prepend(fixture.Request).SelectMany(Faults))
            yield return fault;
        for (int i = 0; i < fixture.Arrange.Count; i++)
            foreach (var reason in Faults(fixture.Arrange[i]))
                yield return ("\"arrange\"", $"step {i} {reason}");
        foreach (var (name, source) in fixture.Bind)
            if (source.Step >= fixture.Arrange.Count || fixture.Arrange[source.Step].Advance is not null)
                yield return ($"\"{source.Step}:{source.Pointer}\"", $"{{{name}}} comes from step {source.Step}, which is no call or hook");

        foreach (var pointer in fixture.Volatile.Concat(fixture.Normalised.Select(n => n.Pointer)))
            if (!FixturePointer.IsPointer(pointer) || !FixturePointer.Leads(fixture.Response.Body, pointer))
                yield return ($"\"{pointer}\"", $"\"{pointer}\" leads nowhere in the answer's body");
    }

    private static IEnumerable<string> Faults(ArrangeStep step)
    {
        if ((step.Call is null ? 0 : 1) + (step.Advance is null ? 0 : 1) + (step.Hook is null ? 0 : 1) != 1)
            yield return "must hold exactly one of \"call\", \"advance\" and \"hook\"";
        if (step.Arguments is { Count: > 0 } && step.Hook is null)
            yield return $"holds \"{step.Arguments.Keys.First()}\", but only a hook takes arguments";
        if (step.Times < 1 || (step.Times > 1 && step.Call is null))
            yield return "\"times\" says how often a call is made, at least once";
    }

    private static IEnumerable<(string Near, string Reason)> Faults(FixtureRequest request)
    {
        if (request.Method.Length == 0 || !request.Method.All(char.IsAsciiLetterUpper))
            yield return ($"\"{request.Method}\"", "a method is written in capitals");
        if (!request.Path.StartsWith('/') || request.Path.Contains('?', StringComparison.Ordinal))
            yield return ($"\"{request.Path}\"", "a path begins with \"/\" and has no query");
        if ((request.Form is null ? 0 : 1) + (request.Json is null ? 0 : 1) + (request.Raw is null ? 0 : 1) > 1)
            yield return ($"\"{request.Path}\"", "a request has one body: \"form\", \"json\" or \"raw\"");
    }
}
