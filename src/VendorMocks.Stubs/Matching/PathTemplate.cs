namespace VendorMocks;

/// <summary>A path whose segments in braces may be anything: <c>/v1/leads/{id}</c>.</summary>
internal sealed class PathTemplate
{
    private readonly string[] _segments;

    private PathTemplate(string text)
    {
        _segments = text.Split('/');
        Names = [.. _segments.Where(IsOpen).Select(segment => segment[1..^1])];
        var brace = text.IndexOf('{', StringComparison.Ordinal);
        Prefix = brace < 0 ? StubIndex.WholeSegments(text, ends: true) : StubIndex.WholeSegments(text[..brace], ends: false);
    }

    /// <summary>The names in braces.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The whole segments before the first brace.</summary>
    public string Prefix { get; }

    public static PathTemplate Read(MappingNode node)
    {
        var template = new PathTemplate(node.Text());
        foreach (var segment in template._segments)
        {
            var braces = segment.Count(c => c is '{' or '}');
            if (braces > 0 && !(braces == 2 && IsOpen(segment) && segment[1..^1].All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')))
                throw node.Refuse($"'{segment}' is no segment of a template: plain text, or a name in braces");
        }

        if (template.Names.Distinct().Count() != template.Names.Count)
            throw node.Refuse("a name in braces stands there twice");
        return template;
    }

    /// <summary>The values of the names in a call's path, decoded; null where the path is another.</summary>
    public IReadOnlyDictionary<string, string>? ValuesIn(StubCall call) =>
        call.Once(this, asked => RequestParts.Paths(asked).Select(ValuesIn).FirstOrDefault(values => values is not null));

    private Dictionary<string, string>? ValuesIn(string path)
    {
        var sent = path.Split('/');
        if (sent.Length != _segments.Length)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < sent.Length; i++)
        {
            if (IsOpen(_segments[i]) && sent[i].Length > 0)
                values.Add(_segments[i][1..^1], Uri.UnescapeDataString(sent[i]));
            else if (_segments[i] != sent[i])
                return null;
        }

        return values;
    }

    private static bool IsOpen(string segment) => segment.Length > 2 && segment[0] == '{' && segment[^1] == '}';
}
