namespace VendorMocks;

/// <summary>Which exchanges are meant: what is left out has no say, all that is said must hold.</summary>
public sealed record ExchangeFilter
{
    /// <summary>The vendor's name.</summary>
    public string? Vendor { get; init; }

    /// <summary>The operation's or hook's id, for example <c>leads.create</c>; several vendors may have one of that name.</summary>
    public string? Operation { get; init; }

    /// <summary>HTTP status of the answer; 0 for a line cut before one.</summary>
    public int? Status { get; init; }

    /// <summary>
    /// Fields of the request and the texts that they must have, compared exactly; null for a field that must be absent. A name has
    /// dots between the names of nested fields (<c>client.email</c>, <c>items.0.sku</c>) or is that of the path's placeholder.
    /// </summary>
    public IReadOnlyDictionary<string, string?>? Fields { get; init; }

    /// <summary>The first moment of the world's clock that is meant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The first moment of the world's clock that is no more meant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Further conditions.</summary>
    public IReadOnlyList<ExchangeCondition> Conditions { get; init; } = [];

    /// <summary>The world whose calls are meant; null where none was said. Not part of what must hold: it is asked of the right journal or of none.</summary>
    internal World? Of { get; init; }

    /// <summary>Whether counters tell how many exchanges it means, so that dropped ones count too.</summary>
    internal bool IsCountable => Fields is not { Count: > 0 } && From is null && Until is null && Conditions.Count == 0;

    /// <summary>The same filter with one more field.</summary>
    /// <param name="field">Its name, as in <see cref="Fields"/>.</param>
    /// <param name="value">Its text; null for a field that must be absent.</param>
    public ExchangeFilter With(string field, string? value) =>
        this with { Fields = new SortedDictionary<string, string?>(Fields?.ToDictionary() ?? [], StringComparer.Ordinal) { [field] = value } };

    /// <summary>The same filter with one more condition.</summary>
    /// <param name="text">What it asks for, as a phrase for the report.</param>
    /// <param name="holds">Whether it holds.</param>
    public ExchangeFilter Where(string text, Func<Exchange, bool> holds) => this with { Conditions = [.. Conditions, new ExchangeCondition(text, holds)] };

    /// <summary>Whether an exchange is meant.</summary>
    /// <param name="exchange">The exchange.</param>
    public bool Matches(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return MatchesCounted(exchange.Vendor, exchange.Operation, exchange.Response.Status)
            && Compare(exchange).All(comparison => comparison.Holds);
    }

    /// <summary>Whether what counters know of an exchange fits.</summary>
    internal bool MatchesCounted(string? vendor, string? operation, int status) =>
        (Vendor is null || Vendor == vendor) && (Operation is null || Operation == operation) && (Status is null || Status == status);

    /// <summary>All that is asked for, held against an exchange.</summary>
    public IReadOnlyList<Comparison> Compare(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var all = new List<Comparison>();
        if (Vendor is not null)
            all.Add(Comparison.Exact("vendor", Vendor, exchange.Vendor));
        if (Operation is not null)
            all.Add(Comparison.Exact("operation", Operation, exchange.Operation));
        if (Status is { } status)
            all.Add(Comparison.Exact("status", Comparison.Number(status), Comparison.Number(exchange.Response.Status)));
        foreach (var (name, text) in Fields ?? new Dictionary<string, string?>())
            all.Add(Comparison.OfField(name, text, exchange.FieldText(name)));
        if (From is { } from)
            all.Add(new Comparison("time", $"{from.UtcDateTime:O} or later", $"{exchange.At.UtcDateTime:O}", exchange.At >= from));
        if (Until is { } until)
            all.Add(new Comparison("time", $"before {until.UtcDateTime:O}", $"{exchange.At.UtcDateTime:O}", exchange.At < until));
        foreach (var condition in Conditions)
            all.Add(condition.Holds(exchange) ? new Comparison("condition", condition.Text, condition.Text, true) : new Comparison("condition", condition.Text, "not so", false));
        return all;
    }

    /// <summary>What is asked for as a phrase.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        if (Operation is not null || Vendor is not null)
            parts.Add($"to {string.Join(' ', new[] { Vendor, Operation }.OfType<string>())}");
        parts.AddRange((Fields ?? new Dictionary<string, string?>()).Select(field => Comparison.OfField(field.Key, field.Value, null))
            .Select(field => $"with {field.Name} {field.Expected}"));
        if (Status is { } status)
            parts.Add($"answered {Comparison.Number(status)}");
        if (From is { } from)
            parts.Add($"from {from.UtcDateTime:O}");
        if (Until is { } until)
            parts.Add($"until {until.UtcDateTime:O}");
        parts.AddRange(Conditions.Select(condition => $"where {condition.Text}"));
        return parts.Count == 0 ? "to anything" : string.Join(", ", parts);
    }
}

/// <summary>A condition of one's own on exchanges.</summary>
/// <param name="Text">What it asks for, as a phrase.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record ExchangeCondition(string Text, Func<Exchange, bool> Holds);
