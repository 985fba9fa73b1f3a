using System.Text;
using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>
/// Endless requests to one vendor: those of its fixtures and operations, most of them spoiled in a few places, and some that
/// are nothing but noise. The same seed gives the same requests.
/// </summary>
internal sealed class FuzzRequests
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "X"];

    private readonly Random _random;
    private readonly Vendor _vendor;
    private readonly Fixture[] _fixtures;
    private readonly Template[] _templates;
    private readonly string[] _names;
    private Template[] _prepared = [];

    public FuzzRequests(Vendor vendor, int seed)
    {
        _random = new Random(seed);
        _vendor = vendor;
        _fixtures = [.. OperationEvidence.Of(vendor).Calls.Select(call => call.Played)];
        _templates = [.. _fixtures.Select(fixture => Template.Of(fixture.Request)), .. vendor.Operations.Select(Bare)];
        _names = [.. NamesOf(vendor), "", "x", "id", "key", "page", "callback"];
    }

    /// <summary>Calls that will find what they need in the present world; half of all then.</summary>
    public IReadOnlyList<FixtureRequest> Prepared
    {
        set => _prepared = [.. value.Select(Template.Of)];
    }

    /// <summary>How many requests were made.</summary>
    public int Built { get; private set; }

    public ApiRequest Next()
    {
        Built++;
        return _random.Next(10) switch
        {
            0 => Noise(),
            1 or 2 => Build(Any()),
            _ => Build(Spoiled(Any())),
        };
    }

    private Template Any() => _random.Next(4) switch
    {
        0 or 1 when _prepared.Length > 0 => _random.Of(_prepared),
        // The same person again and again would be a duplicate most of the time.
        0 or 1 or 2 when _fixtures.Length > 0 => Template.Of(FixtureInvention.Of(_random.Of(_fixtures), $"f{Built}").Request),
        _ => _random.Of(_templates),
    };

    private ApiRequest Noise()
    {
        KeyValuePair<string, string>[] headers =
            [.. Enumerable.Range(0, _random.Next(4)).Select(_ => KeyValuePair.Create(FuzzValues.LineText(_random, 12), FuzzValues.LineText(_random, 60)))];
        var path = _random.Next(2) == 0 ? _random.Of(_vendor.Operations).Path : _vendor.Root;
        return new ApiRequest(_random.Of(Methods), "http", _vendor.BaseAddress.Host, path + FuzzValues.LineText(_random, 80), headers, FuzzValues.Body(_random));
    }

    private Template Spoiled(Template template)
    {
        for (var times = _random.Next(1, 4); times > 0; times--)
            template = Spoil(template);
        return template;
    }

    private Template Spoil(Template template) => _random.Next(12) switch
    {
        0 => template with { Method = _random.Of(Methods) },
        1 => template with { Path = template.Path + _random.Of(["/", "//", "/..", "%2F", "/" + FuzzValues.Text(_random)]) },
        2 => template with { Path = AnotherSegment(template.Path) },
        3 or 4 => template with { Query = [.. template.Query, (_random.Of(_names), FuzzValues.Text(_random))] },
        5 when template.Query.Length > 0 => template with { Query = Changed(template.Query, FuzzValues.Text) },
        6 when template.Fields.Length > 0 => template with { Fields = [.. template.Fields.Skip(1)] },
        7 => template with { Json = !template.Json },
        8 => template with { ContentType = FuzzValues.ContentType(_random) },
        9 => template with { Whole = FuzzValues.Body(_random) },
        10 => template with { Headers = [.. template.Headers, KeyValuePair.Create(_random.Of(_names), FuzzValues.LineText(_random, 20))] },
        _ when template.Fields.Length > 0 && _random.Next(2) == 0 => template with { Fields = Changed(template.Fields, FieldValue(template)) },
        _ => template with { Fields = [.. template.Fields, (Nested(_random.Of(_names)), FieldValue(template)(_random))] },
    };

    private static Func<Random, string> FieldValue(Template template) => template.Json ? FuzzValues.Json : FuzzValues.Text;

    private (string Name, string Value)[] Changed((string Name, string Value)[] fields, Func<Random, string> value)
    {
        (string Name, string Value)[] changed = [.. fields];
        var at = _random.Next(changed.Length);
        changed[at] = (fields[at].Name, value(_random));
        return changed;
    }

    private string Nested(string name) => _random.Next(4) switch
    {
        0 => name + "[]",
        1 => $"{name}[{_random.Of(_names)}]",
        2 => $"{name}[][{_random.Of(_names)}]",
        _ => name,
    };

    private string AnotherSegment(string path)
    {
        var parts = path.Split('/');
        var text = FuzzValues.Text(_random);
        parts[_random.Next(parts.Length)] = _random.Next(3) == 0 ? text : Uri.EscapeDataString(text);
        return string.Join('/', parts);
    }

    private ApiRequest Build(Template template)
    {
        var target = new StringBuilder(Line(template.Path));
        foreach (var (name, value) in template.Query)
            target.Append(target.Length == 0 || template.Query[0] == (name, value) ? '?' : '&').Append(Escaped(name)).Append('=').Append(Escaped(value));
        var body = template.Whole ?? BodyOf(template);
        var type = template.ContentType ?? (template.Json ? "application/json" : "application/x-www-form-urlencoded");
        KeyValuePair<string, string>[] headers = body.Length == 0 ? [.. template.Headers] : [.. template.Headers, KeyValuePair.Create("Content-Type", type)];
        return new ApiRequest(template.Method, "http", _vendor.BaseAddress.Host, target.ToString(), headers, body);
    }

    private byte[] BodyOf(Template template)
    {
        if (template.Fields.Length == 0)
            return [];
        var text = template.Json
            ? $"{{{string.Join(',', template.Fields.Select(field => $"{JsonSerializer.Serialize(field.Name)}:{field.Value}"))}}}"
            : string.Join('&', template.Fields.Select(field => $"{Escaped(field.Name)}={Escaped(field.Value)}"));
        var bytes = Encoding.UTF8.GetBytes(text);
        // Now and then one byte is another, which may well be no UTF-8 any more.
        if (_random.Next(20) == 0)
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return bytes;
    }

    private string Escaped(string text) => _random.Next(8) == 0 ? Line(text) : Uri.EscapeDataString(text);

    // What no door lets through cannot be asked: a request line is ASCII without blanks and line ends.
    private static string Line(string text) => string.Concat(text.Select(letter => letter is > ' ' and < '\u007F' ? letter.ToString() : Uri.EscapeDataString(letter.ToString())));

    private Template Bare(Operation operation)
    {
        var values = _vendor.CredentialsOf(MocksHost.DefaultWorld)[0].Values;
        var path = string.Join('/', operation.Path.Split('/').Select(part => part.StartsWith('{') ? "1" : part));
        return new Template(operation.Method, path, [.. values.Select(pair => (pair.Key, pair.Value))], [.. values], [], Json: false);
    }

    private static IEnumerable<string> NamesOf(Vendor vendor) => SchemaSet.Vendors.Contains(vendor.Name)
        ? SchemaSet.For(vendor.Name) is var set
            ? vendor.Operations.Where(operation => set.Operations.Contains(operation.Id)).SelectMany(operation => PropertiesIn(set.RequestSchema(operation.Id))).Distinct()
            : []
        : [];

    private static IEnumerable<string> PropertiesIn(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member =>
            (member.Name == "properties" && member.Value.ValueKind == JsonValueKind.Object ? member.Value.EnumerateObject().Select(property => property.Name) : [])
            .Concat(PropertiesIn(member.Value))),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(PropertiesIn),
        _ => [],
    };

    /// <summary>A request in parts that can be spoiled one by one. Values of JSON fields are JSON.</summary>
    private sealed record Template(
        string Method,
        string Path,
        (string Name, string Value)[] Query,
        IReadOnlyList<KeyValuePair<string, string>> Headers,
        (string Name, string Value)[] Fields,
        bool Json)
    {
        public string? ContentType { get; init; }

        public byte[]? Whole { get; init; }

        public static Template Of(FixtureRequest request) => new(
            request.Method,
            request.Target().Split('?')[0],
            [.. request.Query.Select(pair => (pair.Key, pair.Value))],
            [.. request.Headers],
            request.Json is { ValueKind: JsonValueKind.Object } json
                ? [.. json.EnumerateObject().Select(member => (member.Name, member.Value.GetRawText()))]
                : [.. request.Form?.Select(pair => (pair.Key, pair.Value)) ?? []],
            request.Json is not null)
        {
            ContentType = request.ContentType,
            Whole = request.Raw is { } raw ? Encoding.UTF8.GetBytes(raw) : null,
        };
    }
}
