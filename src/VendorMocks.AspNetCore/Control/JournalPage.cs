using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>Which part of a journal is asked for.</summary>
/// <param name="Limit">How many exchanges, 1 to 1000.</param>
/// <param name="After">Those with higher numbers only, from there on; null for the last ones.</param>
/// <param name="Text">How much of each body is shown, in characters.</param>
/// <param name="Filter">Which exchanges are meant.</param>
/// <param name="Problem">What is wrong with the query, or null.</param>
internal sealed record JournalPage(int Limit, long? After, int Text, ExchangeFilter Filter, Problem? Problem) : IBindableFromHttpContext<JournalPage>
{
    public const string VendorAccepted = "a vendor's name";
    public const string OperationAccepted = "the id of an operation or hook, for example leads.create";
    public const string StatusAccepted = "an HTTP status, or 0 for a line that was cut before the answer";

    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;
    private const int MaxText = 16 * 1024;
    private const string FieldPrefix = "field.";

    private static readonly string TextAccepted = $"how many characters of each body to show, 0 to {MaxText}";

    /// <summary>What the query takes, for the documentation.</summary>
    public static IReadOnlyList<HookField> Fields { get; } =
    [
        new("limit", "integer", false, $"How many exchanges, 1 to {MaxLimit}; {DefaultLimit}"),
        new("after", "integer", false, "Those with higher numbers only, from there on; else the last ones"),
        new("text", "integer", false, $"How much of each body is shown, in characters, 0 to {MaxText}; {MaxText}"),
        new("vendor", "string", false, VendorAccepted),
        new("operation", "string", false, OperationAccepted),
        new("status", "integer", false, StatusAccepted),
        new("from", "time", false, "The first moment of the world's clock: " + WorldValues.TimeAccepted),
        new("until", "time", false, "The moment of the world's clock before which they came"),
        new(FieldPrefix + "<name>", "string", false, "A field of the call, by the name in place of <name>, with the text that it must have"),
    ];

    private static readonly string[] Names = [.. Fields.Select(field => field.Name)];

    public static ValueTask<JournalPage?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context.Request.Query));

    public static JournalPage Of(IQueryCollection query)
    {
        var read = new ControlQuery(query).Expect(Names);
        var filter = new ExchangeFilter
        {
            Vendor = read.Text("vendor"),
            Operation = read.Text("operation"),
            Status = read.Read("status", StatusAccepted, static (string text, out int status) => WorldValues.TryWhole(text, out status) && IsStatus(status)),
            From = read.Read<DateTimeOffset>("from", WorldValues.TimeAccepted, WorldValues.TryTime),
            Until = read.Read<DateTimeOffset>("until", WorldValues.TimeAccepted, WorldValues.TryTime),
        };
        foreach (var name in query.Keys.Where(name => name.StartsWith(FieldPrefix, StringComparison.Ordinal)))
            filter = filter.With(name[FieldPrefix.Length..], read.Text(name));
        if ((VendorProblem(filter.Vendor) ?? OperationProblem(filter.Operation)) is { } misnamed)
            read.Refuse(misnamed);
        return new JournalPage(
            read.Number("limit", 1, MaxLimit) ?? DefaultLimit,
            read.Read<long>("after", "the number of an exchange", WorldValues.TryWhole),
            read.Read("text", TextAccepted, static (string text, out int most) => WorldValues.TryWhole(text, out most) && most <= MaxText) ?? MaxText,
            filter,
            read.Problem);
    }

    /// <summary>Why a name is no vendor's; null when it is, or none is given.</summary>
    public static Problem? VendorProblem(string? name) =>
        name is null || Vendors.Find(name) is not null ? null : Refused.Bad("vendor", name, string.Join(", ", WorldValues.VendorNames));

    /// <summary>Why an id is no operation's and no hook's; null when it is, or none is given.</summary>
    public static Problem? OperationProblem(string? id)
    {
        if (id is null)
            return null;
        var known = Vendors.All.SelectMany(vendor => vendor.Operations.Select(row => row.Id).Concat(vendor.Hooks.Select(hook => hook.Id))).Distinct().ToArray();
        return known.Contains(id) ? null : Refused.Bad("operation", id, OperationAccepted, Nearest.Hint(id, known));
    }

    /// <summary>Whether an exchange can have that status.</summary>
    public static bool IsStatus(int status) => status is 0 or (>= 100 and <= 599);
}
