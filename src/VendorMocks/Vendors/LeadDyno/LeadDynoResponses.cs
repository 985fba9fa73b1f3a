namespace VendorMocks;

/// <summary>How LeadDyno says yes and no.</summary>
internal static class LeadDynoResponses
{
    private static readonly string[] TakenText = ["has already been taken"];
    private static readonly TextContent Null = new("null", JsonContent.Utf8);

    public static ApiResponse Ok<T>(this LeadDynoState state, T body) => new(200, Json(body, state.Values));

    /// <summary>LD-91.</summary>
    public static ApiResponse Created<T>(this LeadDynoState state, T body) => new(201, Json(body, state.Values));

    public static ApiResponse Count(this LeadDynoState state, int count) => state.Ok(new LeadDynoCountBody(count));

    public static ApiResponse Error(int status, string rule, string text) =>
        new(status, new JsonContent<LeadDynoErrorBody>(new LeadDynoErrorBody(text), LeadDynoJson.Default.LeadDynoErrorBody)) { Why = rule };

    public static ApiResponse Message(int status, string rule, string text) =>
        new(status, new JsonContent<LeadDynoMessageBody>(new LeadDynoMessageBody(text), LeadDynoJson.Default.LeadDynoMessageBody)) { Why = rule };

    /// <summary>LD-24, LD-25: a page of a group's rows as a bare array.</summary>
    public static ApiResponse List<TRow, TBody>(
        this LeadDynoState state, OrderedIndex<TRow> index, long group, LeadDynoPage page, LeadDynoSpan span, Func<TRow, LeadDynoState, TBody> body)
        where TRow : class =>
        state.Ok(state.Bodies(index.Page(group, page.Skip, page.Size, page.NewestFirst, span.From, span.To), body));

    /// <summary>LD-29: all rows of a group as a bare array.</summary>
    public static ApiResponse ListAll<TRow, TBody>(this LeadDynoState state, OrderedIndex<TRow> index, long group, Func<TRow, LeadDynoState, TBody> body)
        where TRow : class =>
        state.List(index, group, new LeadDynoPage(1, int.MaxValue, state.Values.ListOrder == LeadDynoListOrder.Newest), default, body);

    /// <summary>References are resolved here, inside the lock.</summary>
    public static TBody[] Bodies<TRow, TBody>(this LeadDynoState state, TRow[] rows, Func<TRow, LeadDynoState, TBody> body)
    {
        var bodies = new TBody[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            bodies[i] = body(rows[i], state);
        return bodies;
    }

    /// <summary>LD-36: the row that the path names, or null.</summary>
    public static T? At<T>(this Table<T> table, Call call)
        where T : class => LeadDynoNumbers.Id(call.Route.Value) is { } id ? table.Find(id) : null;

    /// <summary>The call's moment in whole seconds (LD-31).</summary>
    public static DateTimeOffset Moment(this Call call) => WholeSeconds(call.Now);

    /// <summary>The later of two moments: a record made by a hook in the past must not take its lead back there.</summary>
    public static DateTimeOffset NotBefore(this DateTimeOffset moment, DateTimeOffset other) => moment < other ? other : moment;

    /// <summary>A moment without its fraction.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>LD-36: <c>{"error":"Lead not found"}</c>.</summary>
    public static ApiResponse NotFound(string what, string rule = "LD-36") => Error(404, rule, what + " not found");

    /// <summary>LD-37: a lookup by a value that nobody has.</summary>
    public static ApiResponse Missed(this LeadDynoState state, string what) => state.Values.LookupMiss switch
    {
        LeadDynoMiss.NotFoundError => NotFound(what, "LD-37"),
        LeadDynoMiss.OkNull => new ApiResponse(200, Null),
        _ => new ApiResponse(404, Null) { Why = "LD-37" },
    };

    /// <summary>LD-39: values that are another record's, all of them together.</summary>
    public static ApiResponse Taken(this LeadDynoState state, params IEnumerable<string> fields) =>
        FieldErrors(state.Values.ConflictStatus, "LD-39", fields.ToDictionary(field => field, _ => TakenText));

    public static ApiResponse FieldErrors(int status, string rule, IReadOnlyDictionary<string, string[]> errors) =>
        new(status, new JsonContent<LeadDynoFieldErrorsBody>(new LeadDynoFieldErrorsBody(errors), LeadDynoJson.Default.LeadDynoFieldErrorsBody)) { Why = rule };

    private static JsonContent<T> Json<T>(T body, LeadDynoRules rules) => new(body, LeadDynoWire.Of<T>(rules)) { Encoder = LeadDynoWire.Encoder };
}

internal sealed record LeadDynoErrorBody(string Error);

internal sealed record LeadDynoMessageBody(string Message);

internal sealed record LeadDynoFieldErrorsBody(IReadOnlyDictionary<string, string[]> Error);

internal sealed record LeadDynoCountBody(int Count);
