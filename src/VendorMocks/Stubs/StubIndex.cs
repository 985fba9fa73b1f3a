namespace VendorMocks;

/// <summary>
/// Finds the stubs that may mean a call by its verb and the first segments of its path, so that a call which none concerns costs a
/// few look-ups however many there are. Immutable; made anew when stubs change.
/// </summary>
internal sealed class StubIndex
{
    private const int MostSegments = 3;
    private const string AnyMethod = "";

    private readonly Dictionary<string, Verb> _verbs = new(StringComparer.Ordinal);

    public StubIndex(IEnumerable<StubHandle> stubs)
    {
        foreach (var handle in stubs)
        {
            var method = handle.Stub.Method ?? AnyMethod;
            if (!_verbs.TryGetValue(method, out var verb))
                _verbs.Add(method, verb = new Verb());
            if (handle.Stub.Path is { } path)
                verb.AddExact(path, handle);
            else
                foreach (var prefix in PrefixesOf(handle.Stub))
                    verb.AddPrefix(prefix, handle);
        }
    }

    /// <summary>The stubs that may mean a call, some more than once; null for none.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="sent">The path as the caller sent it.</param>
    /// <param name="own">The vendor's own path.</param>
    public List<StubHandle>? Find(string method, string sent, string own)
    {
        List<StubHandle>? found = null;
        if (_verbs.TryGetValue(method, out var verb))
            verb.Find(sent, own, ref found);
        if (_verbs.TryGetValue(AnyMethod, out var any))
            any.Find(sent, own, ref found);
        return found;
    }

    /// <summary>The literal beginning of a path with placeholders, as whole segments.</summary>
    public static string WholeSegments(string literal, bool ends) => ends ? literal.TrimEnd('/') : literal[..Math.Max(0, literal.LastIndexOf('/'))];

    // Several vendors may have an operation of one name, and an operation several paths.
    private static IEnumerable<string> PrefixesOf(Stub stub) => stub.Operation is { } operation
        ? Vendors.All.Where(vendor => stub.Vendor is null || vendor.Name == stub.Vendor)
            .SelectMany(vendor => vendor.Operations.Where(row => row.Id == operation))
            .SelectMany(row => row.Aliases.Prepend(row.Path))
            .Select(path => path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var brace ? WholeSegments(path[..brace], ends: false) : WholeSegments(path, ends: true))
            .Distinct()
        : [stub.PathPrefix];

    /// <summary>The stubs of one verb, or of any.</summary>
    private sealed class Verb
    {
        private readonly Dictionary<string, List<StubHandle>> _exact = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<StubHandle>>[] _byDepth;
        private readonly Dictionary<string, List<StubHandle>>.AlternateLookup<ReadOnlySpan<char>>[] _lookups;

        public Verb()
        {
            _byDepth = [.. Enumerable.Range(0, MostSegments + 1).Select(_ => new Dictionary<string, List<StubHandle>>(StringComparer.OrdinalIgnoreCase))];
            _lookups = [.. _byDepth.Select(depth => depth.GetAlternateLookup<ReadOnlySpan<char>>())];
        }

        public void AddExact(string path, StubHandle handle) => Add(_exact, path, handle);

        public void AddPrefix(string prefix, StubHandle handle)
        {
            var depth = 0;
            var end = 0;
            while (depth < MostSegments && Next(prefix, end) is > 0 and var next)
                (depth, end) = (depth + 1, next);
            Add(_byDepth[depth], prefix[..end], handle);
        }

        public void Find(string sent, string own, ref List<StubHandle>? found)
        {
            var twoForms = sent.Length != own.Length;
            if (_exact.Count > 0)
            {
                Take(_exact.GetValueOrDefault(sent), ref found);
                if (twoForms)
                    Take(_exact.GetValueOrDefault(own), ref found);
            }

            Take(_byDepth[0].GetValueOrDefault(""), ref found);
            FindBelow(sent, ref found);
            if (twoForms)
                FindBelow(own, ref found);
        }

        private void FindBelow(string path, ref List<StubHandle>? found)
        {
            var end = 0;
            for (var depth = 1; depth <= MostSegments && Next(path, end) is > 0 and var next; depth++)
            {
                end = next;
                if (_byDepth[depth].Count > 0 && _lookups[depth].TryGetValue(path.AsSpan(0, end), out var here))
                    Take(here, ref found);
            }
        }

        // Where the segment that begins at a slash ends; 0 when none begins there.
        private static int Next(string path, int start)
        {
            if (start >= path.Length || path[start] != '/' || start + 1 == path.Length)
                return 0;
            var end = path.IndexOf('/', start + 1);
            return end < 0 ? path.Length : end;
        }

        private static void Add(Dictionary<string, List<StubHandle>> lists, string key, StubHandle handle)
        {
            if (!lists.TryGetValue(key, out var list))
                lists.Add(key, list = []);
            list.Add(handle);
        }

        private static void Take(List<StubHandle>? here, ref List<StubHandle>? found)
        {
            if (here is not null)
                (found ??= []).AddRange(here);
        }
    }
}
