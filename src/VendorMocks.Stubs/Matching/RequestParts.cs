using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace VendorMocks;

/// <summary>What patterns look at in a call, each worked out once however many stubs ask.</summary>
internal static class RequestParts
{
    private static readonly object QueryKey = new(), FormKey = new(), CookieKey = new(), BodyKey = new();

    /// <summary>The body as text.</summary>
    public static Subject Body(StubCall call) => call.Once(BodyKey, static asked =>
        new Subject(asked.Request.Body.IsEmpty ? null : Encoding.UTF8.GetString(asked.Request.Body.Span), MatchTime.Of(asked)));

    /// <summary>The values of each parameter of the query, names as they were sent.</summary>
    public static ILookup<string, string> Query(StubCall call) => call.Once(QueryKey, static asked => Pairs(asked.Request.QueryString));

    /// <summary>The values of each field of a form that is no multipart.</summary>
    public static ILookup<string, string> Form(StubCall call) => call.Once(FormKey, static asked =>
        Pairs(asked.Request.MediaType is "application/x-www-form-urlencoded" ? Encoding.UTF8.GetString(asked.Request.Body.Span) : ""));

    /// <summary>The values of each cookie.</summary>
    public static ILookup<string, string> Cookies(StubCall call) => call.Once(CookieKey, static asked =>
        Headers(asked, "Cookie").SelectMany(line => line.Split(';'))
            .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1]));

    /// <summary>The lines of a header.</summary>
    public static IEnumerable<string> Headers(StubCall call, string name) =>
        call.Request.Headers.Where(line => line.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(line => line.Value);

    /// <summary>The path in both its forms: as the caller sent it, and as the vendor has it.</summary>
    public static IReadOnlyList<string> Paths(StubCall call) => call.Path.Length == call.Request.Path.Length ? [call.Path] : [call.Request.Path, call.Path];

    /// <summary>Path and query in both forms.</summary>
    public static IEnumerable<string> Targets(StubCall call) => Paths(call).Select(path => path + call.Request.QuerySuffix);

    private static ILookup<string, string> Pairs(string encoded)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var pair in new QueryStringEnumerable(encoded))
            pairs.Add((pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        return pairs.ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
    }
}
