using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>Which part of a journal is asked for.</summary>
/// <param name="Limit">How many exchanges, 1 to 1000.</param>
/// <param name="After">Those with higher numbers only, from there on; null for the last ones.</param>
/// <param name="Problem">What is wrong with the query, or null.</param>
internal sealed record JournalPage(int Limit, long? After, Problem? Problem) : IBindableFromHttpContext<JournalPage>
{
    public const string VendorAccepted = "a vendor's name";
    public const string OperationAccepted = "the id of an operation or hook, for example leads.create";
    public const string StatusAccepted = "an HTTP status, or 0 for a line that was cut before the answer";

    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;
    private const int MaxText = 16 * 1024;
    private const string FieldPrefix = "field.";

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

    /// <summary>Which exchanges are meant.</summary>
    public ExchangeFilter Filter { get; private init; } = new();

    /// <summary>How much of each body is shown, in characters.</summary>
    public int Text { get; private init; } = MaxText;

    public static ValueTask<JournalPage?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context.Request.Query));

    public static JournalPage Of(IQueryCollection query)
    {
        var page = new JournalPage(DefaultLimit, null, null);
        foreach (var (name, values) in query)
        {
            page = page.With(name, values.ToString());
            if (page.Problem is not null)
                return page;
        }

        return page;
    }

    /// <summary>Why an id is no operation's and no hook's; null when it is.</summary>
    public static Problem? OperationProblem(string id)
    {
        var known = Vendors.All.SelectMany(vendor => vendor.Operations.Select(row => row.Id).Concat(vendor.Hooks.Select(hook => hook.Id))).Distinct().ToArray();
        return known.Contains(id) ? null : Refused.Bad("operation", id, OperationAccepted, Nearest.Hint(id, known));
    }

    private JournalPage With(string name, string value) => name switch
    {
        "limit" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? this with { Limit = limit }
            : Wrong(Refused.Bad("limit", value, $"a whole number from 1 to {MaxLimit}")),
        "after" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? this with { After = number }
            : Wrong(Refused.Bad("after", value, "the number of an exchange")),
        "text" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var text) && text <= MaxText
            ? this with { Text = text }
            : Wrong(Refused.Bad("text", value, $"how many characters of each body to show, 0 to {MaxText}")),
        "vendor" => Vendors.Find(value) is not null
            ? this with { Filter = Filter with { Vendor = value } }
            : Wrong(Refused.Bad("vendor", value, string.Join(", ", Vendors.All.Select(known => known.Name)))),
        "operation" => OperationProblem(value) is { } problem ? Wrong(problem) : this with { Filter = Filter with { Operation = value } },
        "status" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is 0 or (>= 100 and <= 599)
            ? this with { Filter = Filter with { Status = status } }
            : Wrong(Refused.Bad("status", value, StatusAccepted)),
        "from" => WorldValues.TryTime(value, out var from) ? this with { Filter = Filter with { From = from } } : Wrong(Refused.Bad("from", value, WorldValues.TimeAccepted)),
        "until" => WorldValues.TryTime(value, out var until) ? this with { Filter = Filter with { Until = until } } : Wrong(Refused.Bad("until", value, WorldValues.TimeAccepted)),
        _ when name.StartsWith(FieldPrefix, StringComparison.Ordinal) && name.Length > FieldPrefix.Length =>
            this with { Filter = Filter.With(name[FieldPrefix.Length..], value) },
        _ => Wrong(Refused.Unknown("parameter", name, value, [.. Fields.Select(field => field.Name)])),
    };

    private static JournalPage Wrong(Problem problem) => new(0, null, problem);
}
