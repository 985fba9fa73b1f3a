namespace VendorMocks;

/// <summary>Holds one exchange of a journal against the schemas of its vendor, in both directions.</summary>
internal static class ExchangeCheck
{
    /// <summary>What is wrong with request and answer; null where no contract describes the exchange.</summary>
    public static IReadOnlyList<Violation>? Of(Exchange exchange) =>
        SchemasOf(exchange) is { } schemas ? [.. OfRequest(exchange, schemas), .. OfResponse(exchange, schemas, complete: false)] : null;

    /// <summary>What is wrong with the answer when the fake must leave nothing out; null where no contract describes the exchange.</summary>
    public static IReadOnlyList<Violation>? OfCompleteResponse(Exchange exchange) =>
        SchemasOf(exchange) is { } schemas ? OfResponse(exchange, schemas, complete: true) : null;

    private static SchemaSet? SchemasOf(Exchange exchange) =>
        exchange.VendorSide || exchange.OffContract ? null : SchemaSet.Find(exchange.Vendor);

    private static IReadOnlyList<Violation> OfRequest(Exchange exchange, SchemaSet schemas)
    {
        if (Vendors.Find(exchange.Vendor)!.Operations.FirstOrDefault(row => row.Id == exchange.Operation) is not { } operation)
            return [];
        var parameters = RequestParameters.Of(exchange.Request, operation, schemas.RequestSchema(operation.Id));
        return parameters.Problem is { } problem
            ? [new("", "a readable body", problem, schemas.RequestFile(operation.Id)) { Kind = ViolationKind.Unreadable }]
            : parameters.Check(schemas, operation.Id);
    }

    private static IReadOnlyList<Violation> OfResponse(Exchange exchange, SchemaSet schemas, bool complete)
    {
        var response = exchange.Response;
        bool refused = response.Refused || response.Status >= 400;
        if (response.Content is not { } content || (exchange.Operation is null && !refused))
            return [];

        // Pages for people (a web server's 404) are no part of the contract.
        if (refused && content.ContentType.StartsWith("text/html", StringComparison.Ordinal))
            return [];
        return schemas.CheckResponse(exchange.Operation ?? "", refused, Jsonp.Unwrap(content.ToArray()), complete);
    }
}
