using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>A part of a journal.</summary>
/// <param name="Total">How many exchanges there were.</param>
/// <param name="Evicted">How many of them were dropped to keep the journal's bounds.</param>
/// <param name="Series">What the exchanges' numbers belong to: another once the journal was emptied or the server was started anew.</param>
/// <param name="Exchanges">Oldest first.</param>
internal sealed record JournalView(long Total, long Evicted, string Series, IReadOnlyList<ExchangeView> Exchanges)
{
    public static JournalView Of(Journal journal, JournalPage page)
    {
        // Before the exchanges: when it is emptied in between, they belong to the next series, and the next look tells.
        var series = journal.Series;
        var kept = journal.Find(page.Filter);
        var chosen = page.After is { } after ? kept.Where(exchange => exchange.Id > after).Take(page.Limit) : kept.TakeLast(page.Limit);
        return new JournalView(journal.Total, journal.Evicted, series, [.. chosen.Select(exchange => ExchangeView.Of(exchange, page.Text))]);
    }
}

/// <summary>One call and its answer, credentials covered.</summary>
/// <param name="Id">Its number in the journal.</param>
/// <param name="At">When it arrived, on the world's clock, UTC.</param>
/// <param name="World">The world that answered; absent when none did.</param>
/// <param name="Vendor">Whose call it was; absent when nobody claimed it.</param>
/// <param name="Operation">What it reached; absent when nothing.</param>
/// <param name="Request">What came in.</param>
/// <param name="Response">What went out.</param>
/// <param name="Why">The rule that refused it; absent for a success.</param>
/// <param name="Detail">What was wrong and what would be right, where the answer does not say it; absent otherwise.</param>
/// <param name="VendorSide">True for something that happened on the vendor's side; absent otherwise.</param>
/// <param name="Bug">A fault of the fake itself; absent when all is well.</param>
/// <param name="Fault">The names of the faults that hit it, joined by <c>+</c>; absent when none did.</param>
/// <param name="FaultNote">What of the fault could not be done as asked; absent when all was.</param>
/// <param name="Stub">The stub that answered; absent when none did.</param>
/// <param name="Limited">True for a call over the vendor's request limit; absent otherwise.</param>
/// <param name="TookMs">Milliseconds from its arrival until its answer was written, in real time; absent where no line was used.</param>
/// <param name="Changes">The records that it added, changed or removed.</param>
/// <param name="Violations">Where it departs from its contract, looked for now at the latest; absent where no contract describes it.</param>
internal sealed record ExchangeView(
    long Id,
    DateTime At,
    string? World,
    string? Vendor,
    string? Operation,
    RequestView Request,
    ResponseView Response,
    string? Why,
    string? Detail,
    bool? VendorSide,
    string? Bug,
    string? Fault,
    string? FaultNote,
    string? Stub,
    bool? Limited,
    double? TookMs,
    IReadOnlyList<ChangeView> Changes,
    IReadOnlyList<ViolationView>? Violations)
{
    public static ExchangeView Of(Exchange exchange, int longestText) => new(
        exchange.Id,
        exchange.At.UtcDateTime,
        exchange.World.Length == 0 ? null : exchange.World,
        exchange.Vendor,
        exchange.Operation,
        RequestView.Of(exchange.Request, longestText),
        ResponseView.Of(exchange.Response, longestText),
        exchange.Response.Why,
        exchange.Response.Detail,
        exchange.VendorSide ? true : null,
        exchange.Bug,
        exchange.Fault,
        exchange.FaultNote,
        exchange.Stub,
        exchange.Response.Limited ? true : null,
        exchange.Took is { } took ? Math.Round(took.TotalMilliseconds, 3) : null,
        [.. exchange.Changes.Select(ChangeView.Of)],
        exchange.CheckContract() is { } violations ? [.. violations.Select(ViolationView.Of)] : null);
}

/// <summary>A request.</summary>
internal sealed record RequestView(string Method, string Host, string Url, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    public static RequestView Of(ApiRequest request, int longestText) => new(
        request.Method,
        request.Host,
        SecretMask.Url(request.Target),
        ShownText.Headers(request.Headers),
        request.Body.IsEmpty ? null : ShownText.Of(Encoding.UTF8.GetString(request.Body.Span), request.MediaType, longestText));
}

/// <summary>A response.</summary>
internal sealed record ResponseView(int Status, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    public static ResponseView Of(ApiResponse response, int longestText)
    {
        var content = response.Content;
        var type = content is null ? Enumerable.Empty<KeyValuePair<string, string>>() : [KeyValuePair.Create("Content-Type", content.ContentType)];
        return new ResponseView(
            response.Status,
            ShownText.Headers(type.Concat(response.Headers)),
            content is null ? null : ShownText.Of(Render(content), content.ContentType, longestText));
    }

    // An answer whose rendering fails has been replaced by the door; until then its failure is what there is to show.
    private static string Render(ResponseContent content)
    {
        try
        {
            return content.ToString();
        }
#pragma warning disable CA1031 // Whatever a serializer throws must not take the journal along.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return $"(cannot be rendered: {fault.Message})";
        }
    }
}

/// <summary>What a call did to a record.</summary>
/// <param name="Table">Where the record is.</param>
/// <param name="Id">Which it is.</param>
/// <param name="Did"><c>added</c>, <c>changed</c> or <c>removed</c>.</param>
/// <param name="Fields">The fields that differ, by name; absent in lists.</param>
internal sealed record ChangeView(string Table, long Id, string Did, IReadOnlyDictionary<string, FieldDiffView>? Fields)
{
    public static ChangeView Of(Change change) =>
        new(change.Table, change.Id, change.Before is null ? "added" : change.After is null ? "removed" : "changed", null);

    /// <summary>With its fields, secrets covered. Rows are immutable, so they are read outside the world's lock.</summary>
    public static ChangeView Of(Change change, ITable table, Func<object, string?> credentialIn)
    {
        var (before, after) = (Shown(change.Before), Shown(change.After));
        var names = before.Select(field => field.Key).Union(after.Select(field => field.Key)).Where(name => !JsonNode.DeepEquals(before[name], after[name]));
        return Of(change) with { Fields = names.ToDictionary(name => name, name => new FieldDiffView(Value(before[name]), Value(after[name]))) };

        JsonObject Shown(object? row)
        {
            if (row is null)
                return [];
            var json = JsonSerializer.SerializeToNode(row, table.Json)!.AsObject();
            SecretMask.Record(json, credentialIn(row));
            return json;
        }

        static JsonElement? Value(JsonNode? node) => node is null ? null : JsonSerializer.SerializeToElement(node, ControlJson.Default.JsonNode);
    }
}

/// <summary>Texts of an exchange as they are shown.</summary>
internal static class ShownText
{
    public static string Of(string text, string mediaType, int longest)
    {
        var masked = SecretMask.Body(text, mediaType);
        return masked.Length <= longest ? masked : $"{masked[..longest]}… ({masked.Length - longest} characters more: ask for this exchange alone)";
    }

    public static Dictionary<string, string> Headers(IEnumerable<KeyValuePair<string, string>> lines)
    {
        var shown = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in lines)
        {
            var masked = SecretMask.Header(name, value);
            shown[name] = shown.TryGetValue(name, out var earlier) ? $"{earlier}, {masked}" : masked;
        }

        return shown;
    }
}
