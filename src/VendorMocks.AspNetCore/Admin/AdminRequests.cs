using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>The journal through WireMock's admin API. The world default shows also what nobody claimed.</summary>
internal static class AdminRequests
{
    private const int MostNearMisses = 3;
    private const int MostUnmatched = 100;

    public static IReadOnlyList<AdminRow> Rows { get; } =
    [
        new("GET", "/requests", "the calls that came, the latest first: ?limit=, ?offset=, ?unmatched=true, ?matchingStub=<id>, ?since=<time>", List) { Query = ["limit", "offset", "unmatched", "matchingStub", "since"] },
        new("DELETE", "/requests", "forgets all calls", Clear),
        new("POST", "/requests/reset", "forgets all calls", Clear),
        new("POST", "/requests/count", "how many calls a request pattern takes", Count),
        new("POST", "/requests/find", "the calls that a request pattern takes", call => Requests(Certain(call, RequestPattern.Read(call.Body)))),
        new("POST", "/requests/remove", "forgets the calls that a request pattern takes", Remove),
        new("POST", "/requests/remove-by-metadata", "forgets the calls that stubs answered whose metadata a matcher takes", RemoveByMetadata),
        new("GET", "/requests/unmatched", "the calls that neither a stub nor a vendor's operation answered", Unmatched),
        new("GET", "/requests/unmatched/near-misses", "the stubs that came nearest to the latest 100 of those", NearUnmatched),
        new("POST", "/near-misses/request", "the stubs that come nearest to a request", NearRequest),
        new("POST", "/near-misses/request-pattern", "the calls that come nearest to a request pattern", NearPattern),
        new("GET", "/requests/{id}", "one call", call => Known(call, exchange => AdminAnswer.Ok(AdminJson.Event(exchange, call.World)))),
        new("DELETE", "/requests/{id}", "forgets one call", call => Known(call, exchange => Forget(call, [exchange]))),
    ];

    /// <summary>Forgets what came.</summary>
    public static AdminAnswer Clear(AdminCall call)
    {
        foreach (var journal in Journals(call))
            journal.Clear();
        return AdminAnswer.Ok();
    }

    private static IEnumerable<Journal> Journals(AdminCall call) =>
        call.World.Name == MocksHost.DefaultWorld ? [call.World.Journal, call.Host.Unclaimed] : [call.World.Journal];

    private static IEnumerable<Exchange> All(AdminCall call) => Journals(call).SelectMany(journal => journal.Exchanges)
        .Where(exchange => !exchange.VendorSide)
        .OrderByDescending(exchange => exchange.At).ThenByDescending(exchange => exchange.Id);

    private static bool IsUnmatched(Exchange exchange) => exchange is { Stub: null, Operation: null };

    private static List<Exchange> Matching(AdminCall call, RequestPattern pattern)
    {
        var time = new MatchTime();
        return [.. All(call).Where(exchange => pattern.MatchesOrThrows(time.CallOf(exchange)))];
    }

    // An operation is known of a dropped call only where one answered it.
    private static List<Exchange> Certain(AdminCall call, RequestPattern pattern) => OrUncertain(call, Matching(call, pattern), (vendor, operation) =>
        (pattern.Vendor is null || pattern.Vendor == vendor) && (pattern.Operation is null || operation is null || pattern.Operation == operation));

    private static AdminAnswer Unmatched(AdminCall call) =>
        Requests(OrUncertain(call, [.. All(call).Where(IsUnmatched)], static (_, operation) => operation is null));

    // Clients take nothing found for a proof that nothing came, and look at no field beside it that says otherwise.
    private static List<Exchange> OrUncertain(AdminCall call, List<Exchange> found, Func<string?, string?, bool> mayBe) =>
        found.Count > 0 || Journals(call).Sum(journal => journal.Dropped(mayBe)) is not (> 0 and var dropped)
            ? found
            : throw new JournalGapException($"None of the requests that are kept is such, but {dropped} that were dropped to keep the journal's bounds may have been, so that this cannot be certified: ask sooner, or forget the requests first (DELETE /__admin/requests).");

    private static AdminAnswer List(AdminCall call)
    {
        var stub = call.Request.Query["matchingStub"].ToString();
        var unmatched = call.Flag("unmatched");
        var since = call.Time("since");
        var all = All(call)
            .Where(exchange => stub.Length == 0 || stub.Equals(exchange.StubId, StringComparison.OrdinalIgnoreCase))
            .Where(exchange => (!unmatched || IsUnmatched(exchange)) && !(exchange.At < since))
            .ToList();
        return AdminAnswer.Ok(new JsonObject
        {
            ["requests"] = call.Page(all.Select(exchange => AdminJson.Event(exchange, call.World))),
            ["meta"] = new JsonObject { ["total"] = all.Count, ["evicted"] = Evicted(call) },
            ["requestJournalDisabled"] = false,
        });
    }

    // What was dropped is told beside each number, since a count is no proof of absence then.
    private static AdminAnswer Count(AdminCall call) => AdminAnswer.Ok(new JsonObject
    {
        ["count"] = Certain(call, RequestPattern.Read(call.Body)).Count,
        ["evicted"] = Evicted(call),
        ["requestJournalDisabled"] = false,
    });

    private static long Evicted(AdminCall call) => Journals(call).Sum(journal => journal.Evicted);

    private static AdminAnswer Requests(IEnumerable<Exchange> exchanges) => AdminAnswer.Ok(new JsonObject
    {
        ["requests"] = new JsonArray([.. exchanges.Select(exchange => (JsonNode)AdminJson.Request(exchange))]),
        ["requestJournalDisabled"] = false,
    });

    private static AdminAnswer Remove(AdminCall call) => Forget(call, Matching(call, RequestPattern.Read(call.Body)));

    private static AdminAnswer RemoveByMetadata(AdminCall call)
    {
        var ids = AdminMappings.ByMetadata(call).Select(handle => handle.Id).ToHashSet(StringComparer.Ordinal);
        return Forget(call, [.. All(call).Where(exchange => exchange.StubId is { } id && ids.Contains(id))]);
    }

    private static AdminAnswer Forget(AdminCall call, IReadOnlyList<Exchange> exchanges)
    {
        var gone = exchanges.ToHashSet();
        var told = new JsonArray([.. exchanges.Select(exchange => (JsonNode)AdminJson.Event(exchange, call.World))]);
        foreach (var journal in Journals(call))
            journal.RemoveAll(gone.Contains);
        return AdminAnswer.Ok(new JsonObject { ["serveEvents"] = told });
    }

    private static AdminAnswer Known(AdminCall call, Func<Exchange, AdminAnswer> answer) =>
        All(call).FirstOrDefault(exchange => AdminJson.IdOf(exchange) == call.Route("id")) is { } found
            ? answer(found)
            : AdminAnswer.Error(404, "", $"There is no request '{call.Route("id")}'.");

    private static AdminAnswer NearUnmatched(AdminCall call) => AdminAnswer.Ok(new JsonObject
    {
        ["nearMisses"] = new JsonArray([.. All(call).Where(IsUnmatched).Take(MostUnmatched).SelectMany(exchange => Nearest(call.World, StubCall.Of(exchange), AdminJson.Request(exchange)))]),
    });

    private static AdminAnswer NearRequest(AdminCall call)
    {
        var request = AdminJson.ReadRequest(call.Body);
        return AdminAnswer.Ok(new JsonObject { ["nearMisses"] = new JsonArray([.. Nearest(call.World, request, AdminJson.Request(request.Request))]) });
    }

    private static IEnumerable<JsonNode> Nearest(World world, StubCall call, JsonObject request) => world.Stubs.Active
        .Select(handle => (Handle: handle, Comparisons: handle.Compare(call)))
        .Where(miss => miss.Comparisons.Any(comparison => !comparison.Holds))
        .OrderBy(miss => Distance(miss.Comparisons))
        .Take(MostNearMisses)
        .Select(miss => AdminJson.NearMiss(request.DeepClone(), "stubMapping", StubMapping.ToJson(miss.Handle), miss.Comparisons, Distance(miss.Comparisons)));

    private static AdminAnswer NearPattern(AdminCall call)
    {
        var (pattern, time) = (RequestPattern.Read(call.Body), new MatchTime());
        var misses = All(call).Select(exchange => (Exchange: exchange, Comparisons: pattern.Compare(time.CallOf(exchange))))
            .Where(miss => miss.Comparisons.Any(comparison => !comparison.Holds))
            .OrderBy(miss => Distance(miss.Comparisons))
            .Take(MostNearMisses);
        return AdminAnswer.Ok(new JsonObject
        {
            ["nearMisses"] = new JsonArray([.. misses.Select(miss => (JsonNode)AdminJson.NearMiss(
                AdminJson.Request(miss.Exchange), "requestPattern", JsonNode.Parse(call.Body.Value.GetRawText())!, miss.Comparisons, Distance(miss.Comparisons)))]),
        });
    }

    private static double Distance(IReadOnlyList<Comparison> comparisons) =>
        comparisons.Count == 0 ? 0 : Math.Round(comparisons.Count(comparison => !comparison.Holds) / (double)comparisons.Count, 3);
}

/// <summary>The journal has dropped what might decide.</summary>
internal sealed class JournalGapException(string message) : Exception(message);
