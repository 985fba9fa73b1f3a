using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>Which records of a collection are asked for, and in which order.</summary>
/// <param name="Limit">How many, 1 to 1000.</param>
/// <param name="Offset">How many to leave out first.</param>
/// <param name="Sort">The field to sort by, or null for the order of ids.</param>
/// <param name="Descending">Whether the order is turned round.</param>
/// <param name="ShowsSecrets">Whether keys and passwords are shown.</param>
/// <param name="Filters">Fields with the values that they must have; a dot leads into an object.</param>
/// <param name="Problem">What is wrong with the query, or null.</param>
internal sealed record StateQuery(
    int Limit, int Offset, string? Sort, bool Descending, bool ShowsSecrets, IReadOnlyList<KeyValuePair<string, string>> Filters, Problem? Problem)
    : IBindableFromHttpContext<StateQuery>
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    /// <summary>What the query of a collection takes, for the documentation.</summary>
    public static IReadOnlyList<HookField> Fields { get; } =
    [
        new("limit", "integer", false, $"How many records, 1 to {MaxLimit}; {DefaultLimit}"),
        new("offset", "integer", false, "How many to leave out first; 0"),
        new("sort", "string", false, "A field, with a - in front for the other order; else by id"),
    ];

    public static HookField Secrets { get; } = new("secrets", "string", false, "shown or hidden; hidden");

    private static readonly string[] Names = ["limit", "offset", "sort", "secrets"];

    /// <summary>Whether all records match, in the order of their ids.</summary>
    public bool IsPlain => Filters.Count == 0 && Sort is null;

    public static ValueTask<StateQuery?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context.Request.Query));

    /// <summary>What is wrong with a filter or an order for a collection of these fields.</summary>
    public Problem? Check(IReadOnlyList<string> fields)
    {
        foreach (var (name, value) in Filters)
        {
            if (!fields.Contains(Top(name)))
                return Refused.Unknown("field", name, value, [.. fields, .. Names]);
        }

        return Sort is null || fields.Contains(Top(Sort)) ? null : Refused.Bad("sort", Sort, $"one of {string.Join(", ", fields)}, with a - in front for the other order");
    }

    /// <summary>The records of the asked part, and how many match in all.</summary>
    public IReadOnlyList<T> Select<T>(IEnumerable<(T Row, JsonElement Json)> rows, out int total)
    {
        var matching = rows.Where(row => Filters.All(filter => Matches(At(row.Json, filter.Key), filter.Value))).ToList();
        total = matching.Count;
        IEnumerable<(T Row, JsonElement Json)> ordered = matching;
        if (Sort is { } field)
        {
            var order = Comparer<JsonElement>.Create(Compare);
            ordered = Descending ? matching.OrderByDescending(row => At(row.Json, field), order) : matching.OrderBy(row => At(row.Json, field), order);
        }

        return [.. ordered.Skip(Offset).Take(Limit).Select(row => row.Row)];
    }

    private static StateQuery Of(IQueryCollection query)
    {
        var read = new ControlQuery(query);
        var (limit, offset) = (read.Number("limit", 1, MaxLimit) ?? DefaultLimit, read.Number("offset", 0, int.MaxValue) ?? 0);
        var (sort, secrets) = (read.Text("sort"), read.ShowsSecrets());
        var descending = sort?.StartsWith('-') == true;
        return new StateQuery(
            limit,
            offset,
            descending ? sort![1..] : sort,
            descending,
            secrets,
            [.. query.Where(pair => !Names.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))],
            read.Problem);
    }

    private static string Top(string path) => path.Split('.')[0];

    private static JsonElement At(JsonElement value, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return default;
        }

        return value;
    }

    /// <summary>A list matches when one of its elements does; a moment in whatever way it is written.</summary>
    private static bool Matches(JsonElement value, string text) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() == text
            || (IsoTime.TryParse(text, out var asked) && IsoTime.TryParse(value.GetString()!, out var there) && asked == there),
        JsonValueKind.Number => value.TryGetDecimal(out var number) && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var wanted)
            ? number == wanted
            : value.GetRawText() == text,
        JsonValueKind.True or JsonValueKind.False => value.GetRawText() == text,
        JsonValueKind.Array => value.EnumerateArray().Any(item => Matches(item, text)),
        JsonValueKind.Object => false,
        _ => text is "" or "null",
    };

    // What is absent comes first; kinds are kept apart.
    private static int Compare(JsonElement one, JsonElement other) => (one.ValueKind, other.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => one.GetDouble().CompareTo(other.GetDouble()),
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(one.GetString(), other.GetString()),
        _ => Rank(one).CompareTo(Rank(other)),
    };

    private static int Rank(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? -1 : (int)value.ValueKind;
}
