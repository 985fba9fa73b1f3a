namespace VendorMocks;

/// <summary>Where a path leads: the operation, its path values, and which verbs the path knows.</summary>
/// <param name="Operation">The operation, or null when the path or the verb is unknown.</param>
/// <param name="Value">The text of the one placeholder, percent-decoded; empty when there is none.</param>
/// <param name="Verbs">Verbs of that path, joined by comma and blank; null when the path is unknown.</param>
internal readonly record struct Route(Operation? Operation, string Value, string? Verbs)
{
    public bool PathKnown => Verbs is not null;
}

/// <summary>
/// Finds the operation of a path and verb. Paths have at most one placeholder, so literal paths are one dictionary
/// look-up and the rest is one more for the text before the placeholder.
/// </summary>
internal sealed class Router
{
    private readonly Dictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> _literalBySpan;
    private readonly Dictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> _openBySpan;
    private readonly bool _headFollowsGet;

    /// <param name="operations">The vendor's rows.</param>
    /// <param name="ignoreCase">Whether paths match in any casing.</param>
    /// <param name="headFollowsGet">Whether HEAD reaches the operations of GET.</param>
    /// <param name="alsoVerbs">Further verbs named in Allow, for example OPTIONS.</param>
    public Router(IReadOnlyList<Operation> operations, bool ignoreCase, bool headFollowsGet, params string[] alsoVerbs)
    {
        _headFollowsGet = headFollowsGet;
        var comparer = ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var literal = new Dictionary<string, Node>(comparer);
        var open = new Dictionary<string, Node>(comparer);
        foreach (var operation in operations)
        {
            foreach (var path in operation.Aliases.Prepend(operation.Path))
            {
                var brace = path.IndexOf('{', StringComparison.Ordinal);
                // The key of an open path is its text around the placeholder: "/v1/leads/*/purchases".
                var key = brace < 0 ? path : path[..brace] + "*" + path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..];
                var nodes = brace < 0 ? literal : open;
                if (!nodes.TryGetValue(key, out var node))
                    nodes.Add(key, node = new Node());
                // One path may serve several operations that a parameter picks; the first stands for them here.
                node.ByVerb.TryAdd(operation.Method, operation);
            }
        }

        foreach (var node in literal.Values.Concat(open.Values))
        {
            var verbs = node.ByVerb.Keys.SelectMany(verb => verb == "GET" && headFollowsGet ? ["GET", "HEAD"] : new[] { verb });
            node.Verbs = string.Join(", ", verbs.Concat(alsoVerbs).Distinct());
        }

        // Not frozen: at this size that answers no sooner, and a start waits longer for it than for all vendors else.
        _literalBySpan = literal.GetAlternateLookup<ReadOnlySpan<char>>();
        _openBySpan = open.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public Route Find(string method, ReadOnlySpan<char> path)
    {
        if (_literalBySpan.TryGetValue(path, out var node))
            return Pick(node, method, "");
        return FindOpen(method, path);
    }

    // Tries each segment as the placeholder; a path has few, and the first two are never one.
    private Route FindOpen(string method, ReadOnlySpan<char> path)
    {
        if (path.Length > 512)
            return default;
        Span<char> key = stackalloc char[path.Length + 1];
        for (var end = path.Length; end > 0;)
        {
            var start = path[..end].LastIndexOf('/') + 1;
            if (start == 0)
                break;
            if (end > start)
            {
                path[..start].CopyTo(key);
                key[start] = '*';
                path[end..].CopyTo(key[(start + 1)..]);
                if (_openBySpan.TryGetValue(key[..(start + 1 + path.Length - end)], out var node))
                    return Pick(node, method, Uri.UnescapeDataString(path[start..end].ToString()));
            }

            end = start - 1;
        }

        return default;
    }

    private Route Pick(Node node, string method, string value)
    {
        var verb = _headFollowsGet && method == "HEAD" ? "GET" : method;
        return new Route(node.ByVerb.GetValueOrDefault(verb), value, node.Verbs);
    }

    private sealed class Node
    {
        public Dictionary<string, Operation> ByVerb { get; } = new(StringComparer.Ordinal);

        public string Verbs { get; set; } = "";
    }
}
