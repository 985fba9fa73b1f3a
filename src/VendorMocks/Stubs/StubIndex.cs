using System.Collections.Frozen;

namespace VendorMocks;

/// <summary>
/// Finds the stubs that may mean a call by the first segments of its path and its verb: a tree of segments, down which a call goes
/// only as far as stubs do, so that one which none concerns costs a look-up or two however many there are. Immutable; made anew
/// when stubs change.
/// </summary>
internal sealed class StubIndex
{
    private const int MostSegments = 8;

    private readonly Node _root;

    public StubIndex(IEnumerable<StubHandle> stubs) =>
        _root = new Node([.. stubs.SelectMany(handle => BeginningsOf(handle.Stub), (handle, beginning) => new Placed(SegmentsOf(beginning), handle))], 0);

    /// <summary>The stubs that may mean a call, some more than once; null for none.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="sent">The path as the caller sent it.</param>
    /// <param name="own">The vendor's own path.</param>
    public List<StubHandle>? Find(string method, string sent, string own)
    {
        List<StubHandle>? found = null;
        _root.Find(method, sent, ref found);
        if (sent.Length != own.Length)
            _root.Find(method, own, ref found);
        return found;
    }

    /// <summary>The literal beginning of a path with placeholders, as whole segments.</summary>
    public static string WholeSegments(string literal, bool ends) => ends ? literal.TrimEnd('/') : literal[..Math.Max(0, literal.LastIndexOf('/'))];

    // Several vendors may have an operation of one name, and an operation several paths.
    private static IEnumerable<string> BeginningsOf(Stub stub) => stub switch
    {
        { Path: { } path } => [path],
        { Operation: { } operation } => Vendors.All.Where(vendor => stub.Vendor is null || vendor.Name == stub.Vendor)
            .SelectMany(vendor => vendor.Operations.Where(row => row.Id == operation))
            .SelectMany(row => row.Aliases.Prepend(row.Path))
            .Select(path => path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var brace ? WholeSegments(path[..brace], ends: false) : WholeSegments(path, ends: true))
            .Distinct(),
        _ => [stub.PathPrefix],
    };

    private static List<string> SegmentsOf(string path)
    {
        var segments = new List<string>();
        for (var start = 0; segments.Count < MostSegments && Next(path, start) is > 0 and var end; start = end)
            segments.Add(path[(start + 1)..end]);
        return segments;
    }

    // Where the segment that begins at a slash ends; 0 when none begins there.
    private static int Next(string path, int start)
    {
        if (start + 1 >= path.Length || path[start] != '/')
            return 0;
        var end = path.IndexOf('/', start + 1);
        return end < 0 ? path.Length : end;
    }

    private readonly record struct Placed(List<string> Segments, StubHandle Handle);

    /// <summary>The stubs whose path begins with certain segments, by verb, and what is below.</summary>
    private sealed class Node
    {
        private const int Few = 8;

        private readonly FrozenDictionary<string, StubHandle[]>? _ofMethod;
        private readonly StubHandle[]? _ofAny;

        // A few segments are compared one by one, which is faster than any look-up. Operations are found in any casing; a stub's own
        // path is compared exactly once it is a candidate.
        private readonly (string Segment, Node Node)[] _below = [];
        private readonly FrozenDictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>>? _many;

        public Node(IReadOnlyList<Placed> stubs, int depth)
        {
            var here = stubs.Where(stub => stub.Segments.Count == depth).Select(stub => stub.Handle).ToLookup(handle => handle.Stub.Method);
            if (here.Contains(null))
                _ofAny = [.. here[null]];
            if (here.Any(group => group.Key is not null))
                _ofMethod = here.Where(group => group.Key is not null).ToFrozenDictionary(group => group.Key!, group => group.ToArray(), StringComparer.Ordinal);
            _below = [.. stubs.Where(stub => stub.Segments.Count > depth).GroupBy(stub => stub.Segments[depth], StringComparer.OrdinalIgnoreCase)
                .Select(group => (group.Key, new Node([.. group], depth + 1)))];
            if (_below.Length > Few)
                _many = _below.ToFrozenDictionary(child => child.Segment, child => child.Node, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        }

        /// <summary>What concerns a path that begins here.</summary>
        public void Find(string method, string path, ref List<StubHandle>? found)
        {
            var start = 0;
            for (var node = this; node is not null; node = node._below.Length == 0 ? null : node.Child(path, ref start))
            {
                if (node._ofMethod is not null && node._ofMethod.TryGetValue(method, out var handles))
                    (found ??= []).AddRange(handles);
                if (node._ofAny is not null)
                    (found ??= []).AddRange(node._ofAny);
            }
        }

        private Node? Child(string path, ref int start)
        {
            if (_many is { } many)
            {
                if (Next(path, start) is not (> 0 and var end) || !many.TryGetValue(path.AsSpan((start + 1)..end), out var child))
                    return null;
                start = end;
                return child;
            }

            if (start >= path.Length || path[start] != '/')
                return null;
            var rest = path.AsSpan(start + 1);
            foreach (var (segment, node) in _below)
            {
                if (rest.Length < segment.Length || (rest.Length > segment.Length && rest[segment.Length] != '/'))
                    continue;
                var sent = rest[..segment.Length];
                if (sent.SequenceEqual(segment) || sent.Equals(segment, StringComparison.OrdinalIgnoreCase))
                {
                    start += 1 + segment.Length;
                    return node;
                }
            }

            return null;
        }
    }
}
