using System.Text;
using System.Text.Json;

namespace VendorMocks;

/// <summary>The response half of a mapping: what is answered, when, and where the line is cut.</summary>
internal sealed class ResponseDefinition
{
    private const string Templating = "response-template";
    private const int LongestMilliseconds = 86_400_000;

    /// <summary>What a response may have.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        "status", "headers", "body", "jsonBody", "base64Body", "fixedDelayMilliseconds", "delayDistribution", "chunkedDribbleDelay", "fault", "transformers", "transformerParameters",
    ];

    // What comes instead of an answer where WireMock sends garbage.
    private static readonly byte[] Garbage = [.. "lskdu018973t09sylgasjkfg1][]'./.sdlv"u8, 0xFF, 0xFE, (byte)'\r', (byte)'\n'];

    private readonly List<KeyValuePair<string, TextTemplate>> _headers = [];
    private readonly PathTemplate? _path;
    private int _status = 200;
    private TextTemplate? _contentType;
    private TextTemplate? _body;
    private byte[]? _bytes;
    private Cut _cut;
    private int _pieces;
    private TimeSpan _spread;
    private JsonElement? _parameters;

    private ResponseDefinition(PathTemplate? path) => _path = path;

    /// <summary>What the caller waits, together.</summary>
    public IReadOnlyList<DelayFault> Delays { get; private set; } = [];

    /// <param name="node">The mapping's <c>response</c>.</param>
    /// <param name="path">The template of the request's path; null for none.</param>
    /// <exception cref="StubMappingException">Something in it is malformed or not supported.</exception>
    public static ResponseDefinition Read(MappingNode node, PathTemplate? path)
    {
        node.Expect(Names);
        var response = new ResponseDefinition(path);
        response._status = node["status"]?.Whole(200, 599) ?? 200;
        var templated = false;
        foreach (var transformer in node["transformers"]?.Items ?? [])
            templated = transformer.Word(Templating) == Templating;
        if (node["transformerParameters"] is { } parameters)
        {
            if (!templated)
                throw parameters.Refuse($"transformerParameters need the transformer '{Templating}'");
            _ = parameters.Members.Any();
            response._parameters = parameters.Value;
        }

        response.ReadHeaders(node["headers"], templated);
        response.ReadBody(node, templated);
        response.Delays = [.. DelaysIn(node)];
        if (node["chunkedDribbleDelay"]?.Expect("numberOfChunks", "totalDuration") is { } dribble)
        {
            response._pieces = dribble.Needed("numberOfChunks").Whole(1, int.MaxValue);
            response._spread = TimeSpan.FromMilliseconds(dribble.Needed("totalDuration").Whole(0, LongestMilliseconds));
        }

        if (node["fault"] is { } fault)
        {
            response._cut = fault.Word("EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE") switch
            {
                "EMPTY_RESPONSE" => Cut.Empty,
                "CONNECTION_RESET_BY_PEER" => Cut.Reset,
                "MALFORMED_RESPONSE_CHUNK" => Cut.InBody,
                _ => Cut.Garbage,
            };
        }

        return response;
    }

    /// <summary>The delays that a response or the settings name.</summary>
    public static IEnumerable<DelayFault> DelaysIn(MappingNode node, string fixedDelay = "fixedDelayMilliseconds")
    {
        if (node[fixedDelay]?.Whole(0, LongestMilliseconds) is { } milliseconds)
            yield return new DelayFault(milliseconds);
        if (node["delayDistribution"] is not { } distribution)
            yield break;
        var kind = (distribution["type"] ?? throw distribution.Refuse("'type' is missing: fixed, uniform or lognormal")).Word("fixed", "uniform", "lognormal");
        var delay = kind switch
        {
            "fixed" => new DelayFault(distribution.Expect("type", "milliseconds").Needed("milliseconds").Number()),
            "uniform" => new DelayFault(distribution.Expect("type", "lower", "upper").Needed("lower").Number()) { ToMilliseconds = distribution.Needed("upper").Number() },
            _ => new DelayFault(distribution.Expect("type", "median", "sigma").Needed("median").Number()) { Sigma = distribution.Needed("sigma").Number() },
        };
        if (delay.OwnProblem() is var (_, problem))
            throw distribution.Refuse(problem.TrimEnd('.'));
        yield return delay;
    }

    /// <summary>The answer to a call.</summary>
    public StubAnswer Answer(StubCall call)
    {
        if (_cut is Cut.Empty or Cut.Reset or Cut.Garbage)
            return new StubAnswer(new ApiResponse(0, _cut == Cut.Garbage ? new RawContent(Garbage, "") : null)) { Cut = _cut };
        if (_cut == Cut.InBody)
            return new StubAnswer(new ApiResponse(_status, new RawContent(Garbage, ""))) { Cut = _cut };
        // The model is made only where a template asks for it.
        var model = new Lazy<TemplateModel>(() => new TemplateModel(call, _path, _parameters));
        var bytes = _body is { } body ? Encoding.UTF8.GetBytes(body.Render(model)) : _bytes;
        return new StubAnswer(new ApiResponse(_status, bytes is null && _contentType is null ? null : new RawContent(bytes ?? [], _contentType?.Render(model) ?? ""))
        {
            Headers = [.. _headers.Select(header => KeyValuePair.Create(header.Key, header.Value.Render(model) is var value && !value.Any(char.IsControl)
                ? value
                : throw new InvalidOperationException($"The header {header.Key} came out with a line break.")))],
        })
        {
            Pieces = _pieces,
            Spread = _spread,
        };
    }

    private void ReadHeaders(MappingNode? node, bool templated)
    {
        foreach (var (name, value) in node?.Members ?? [])
        {
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal)))
                throw value.Refuse($"'{name}' is no name of a header");
            if (name.ToLowerInvariant() is "content-length" or "transfer-encoding" or "connection")
                throw value.Refuse($"'{name}' is the server's own and cannot be set: leave it out");
            var lines = value.IsText ? [value] : value.Items;
            foreach (var line in lines)
            {
                var text = TextTemplate.Read(line, line.Text(), templated);
                if (line.Text().Any(c => char.IsControl(c) || c > 0x7E))
                    throw line.Refuse("a header's value has printable ASCII characters only");
                if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                    _headers.Add(KeyValuePair.Create(name, text));
                else if (lines.Count == 1)
                    _contentType = text;
                else
                    throw value.Refuse("there is one Content-Type");
            }
        }
    }

    private void ReadBody(MappingNode node, bool templated)
    {
        var given = ((string[])["body", "jsonBody", "base64Body"]).Where(name => node[name] is not null || (name == "jsonBody" && node.Value.TryGetProperty(name, out _))).ToList();
        if (given.Count > 1)
            throw node.Refuse($"{string.Join(" and ", given)} stand side by side; one of them is the body");
        if (node["body"] is { } body)
            _body = TextTemplate.Read(body, body.Text(), templated);
        if (node["base64Body"] is { } base64)
        {
            var buffer = new byte[base64.Text().Length];
            if (!Convert.TryFromBase64String(base64.Text(), buffer, out var length))
                throw base64.Refuse("this is no base64");
            _bytes = buffer[..length];
        }

        if (given is ["jsonBody"])
        {
            var json = node["jsonBody"] ?? new MappingNode(node.Value.GetProperty("jsonBody"), node.Pointer + "/jsonBody");
            _body = TextTemplate.Read(json, json.Value.GetRawText(), templated);
            _contentType ??= TextTemplate.Plain(JsonContent.Utf8);
        }
    }
}
