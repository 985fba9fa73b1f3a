using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>A request of a fixture. The key travels where the fixture puts it, as placeholder.</summary>
public sealed record FixtureRequest
{
    /// <summary>The HTTP method, in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The path from the vendor's root, for example <c>/v1/leads/{id}</c>. Its placeholders are the operation's path parameters.</summary>
    public required string Path { get; init; }

    /// <summary>The values of the path's placeholders, as far as they are known.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement> PathValues { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Headers beside those of the body.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Query parameters, not yet escaped.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The fields of a form body.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }

    /// <summary>A JSON body.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>A body that is neither, for example broken JSON.</summary>
    public string? Raw { get; init; }

    /// <summary>The content type, where it is not the one that the body's kind implies.</summary>
    public string? ContentType { get; init; }

    /// <summary>Path and query as they go over the wire.</summary>
    /// <exception cref="InvalidOperationException">A placeholder of the path has no value yet.</exception>
    public string Target()
    {
        if (FixturePlaceholders.In(Path).FirstOrDefault(name => !PathValues.ContainsKey(name)) is { } open)
            throw new InvalidOperationException($"{Method} {Path}: {{{open}}} has no value yet.");
        var path = FixturePlaceholders.In(Path).Aggregate(Path, (p, name) => p.Replace(
            $"{{{name}}}", Uri.EscapeDataString(FixturePlaceholders.AsText(PathValues[name])), StringComparison.Ordinal));
        return Query.Count == 0 ? path : $"{path}?{Encode(Query)}";
    }

    /// <summary>The request as a message to send.</summary>
    /// <param name="root">The vendor's root, for example <c>https://api.leaddyno.com</c>; a path of its own goes before the request's.</param>
    /// <exception cref="InvalidOperationException">A placeholder of the path has no value yet.</exception>
    public HttpRequestMessage ToMessage(Uri root)
    {
        var message = new HttpRequestMessage(new(Method), root.AbsoluteUri.TrimEnd('/') + Target());
        var (type, text) = this switch
        {
            { Raw: { } raw } => ("text/plain", raw),
            { Json: { } json } => ("application/json", json.GetRawText()),
            { Form: { } form } => ("application/x-www-form-urlencoded", Encode(form)),
            _ => ("", null),
        };
        if (text is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType ?? type);
        }
        foreach (var (name, value) in Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    /// <summary>All parameters as one object, as <see cref="SchemaSet.CheckRequest"/> takes them; later ones win: query, body, path.</summary>
    public JsonObject Parameters()
    {
        var all = new JsonObject();
        foreach (var (name, value) in Query.Concat(Form ?? new Dictionary<string, string>()))
            all[name] = value;
        if (Json is { ValueKind: JsonValueKind.Object } json)
            foreach (var property in json.EnumerateObject())
                all[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        foreach (var (name, value) in PathValues)
            all[name] = JsonNode.Parse(value.GetRawText());
        return all;
    }

    /// <summary>The request as the engine reads one, placeholders that have no value yet left as they are.</summary>
    internal ApiRequest ToApiRequest() => new(
        Method, "https", "", Query.Count == 0 ? Path : $"{Path}?{Encode(Query)}", Form is null ? [] : [KeyValuePair.Create("Content-Type", "application/x-www-form-urlencoded")],
        Encoding.UTF8.GetBytes(Form is { } form ? Encode(form) : Json?.GetRawText() ?? Raw ?? ""));

    /// <summary>Rewrites every text of the request but its path and its names.</summary>
    internal FixtureRequest Map(Func<string, string> rewrite) => this with
    {
        Headers = Headers.ToDictionary(h => h.Key, h => rewrite(h.Value)),
        Query = Query.ToDictionary(q => q.Key, q => rewrite(q.Value)),
        Form = Form?.ToDictionary(f => f.Key, f => rewrite(f.Value)),
        Json = Json is { } json ? FixturePlaceholders.Map(json, rewrite) : null,
        Raw = Raw is null ? null : rewrite(Raw),
    };

    internal FixtureRequest Fill(IReadOnlyDictionary<string, JsonElement> values)
    {
        var mine = FixturePlaceholders.In(Path).Where(values.ContainsKey).Select(name => KeyValuePair.Create(name, values[name]));
        return this with
        {
            PathValues = new Dictionary<string, JsonElement>(PathValues.UnionBy(mine, value => value.Key)),
            Headers = Fill(Headers, values),
            Query = Fill(Query, values),
            Form = Form is null ? null : Fill(Form, values),
            Json = Json is { } json ? FixturePlaceholders.Fill(json, values) : null,
        };
    }

    /// <summary>Puts a placeholder wherever a text stands as a whole value.</summary>
    internal FixtureRequest Fill(string text, string placeholder) => Map(value => value == text ? placeholder : value);

    internal IEnumerable<string> Texts() => Headers.Values.Concat(Query.Values).Concat(Form?.Values ?? [])
        .Concat(Json is { } json ? FixturePlaceholders.Texts(json) : [])
        .Append(Path);

    private static Dictionary<string, string> Fill(IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, JsonElement> values) =>
        texts.ToDictionary(t => t.Key, t => FixturePlaceholders.Fill(t.Value, values));

    private static string Encode(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
}
