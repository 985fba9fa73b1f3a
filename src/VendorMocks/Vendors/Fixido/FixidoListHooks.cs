using System.Globalization;
using static VendorMocks.FixidoHooks;

namespace VendorMocks;

/// <summary>Filters, views and categories.</summary>
internal static class FixidoListHooks
{
    public static IReadOnlyList<Hook> All { get; } =
    [
        List("filters.list", "All filters of all accounts", (_, state) => HookResult.Of<FixidoFilter[]>([.. state.Filters], FixidoJson.Default.FixidoFilterArray)),
        Row("filters.put", "Adds a filter, or changes what is given of the one with that id", PutFilter,
            Number("id", "Number of a filter to change; default a new one"),
            Number("account", "Whose it is; needed for a new one") with { Example = "5101" },
            Text("name", "Its name; needed for a new one") with { Example = "\"Gardens nearby\"" },
            Text("search", "What it searches for; default its name"),
            Text("description", "A note"),
            Text("status", "active or inactive; default active"),
            Number("leadcount", "How many leads it found; default 0"),
            Amount("crad", "Radius; default 0"),
            Amount("clat", "Latitude of the centre, -90 to 90"),
            Amount("clon", "Longitude of the centre, -180 to 180")),
        Row("filters.remove", "Removes a filter", RemoveFilter, Number("id", "Number of the filter", required: true)),
        Row("views.record", "An account looks at a lead", RecordView, Account(), Lead, Time("at", "When, not in the future; default now")),
        Row("categories.put", "Adds a category, or changes what is given of the one with that number", PutCategory,
            Number("category", "Its number", required: true),
            Text("english", "English name; needed for a new one") with { Example = "\"Gardening\"" },
            Text("swedish", "Swedish name"),
            Text("german", "German name")),
    ];

    private static HookResult One(FixidoFilter filter) => HookResult.Of(filter, FixidoJson.Default.FixidoFilter);

    private static HookResult PutFilter(Call call, FixidoState state)
    {
        var input = Input(call);
        return input.Value("id") is null
            ? With(input, "account", state.Accounts, account =>
            {
                var name = input.Text("name", required: true) ?? "";
                var filter = ReadFilter(input, new FixidoFilter { Id = 0, AccountId = account.Id, Name = name, Search = name, Created = FixidoTime.Second(call.Now) });
                return Problem(input) ?? One(state.Filters.Add(id => filter with { Id = id }));
            })
            : With(input, "id", state.Filters, filter =>
            {
                var changed = ReadFilter(input, filter);
                return Problem(input) ?? One(changed == filter ? filter : state.Filters.Replace(changed));
            });
    }

    private static FixidoFilter ReadFilter(FixidoInput input, FixidoFilter onto) => onto with
    {
        Name = input.Text("name") ?? onto.Name,
        Search = input.Text("search") ?? onto.Search,
        Description = input.Text("description", 65_535) ?? onto.Description,
        Active = input.Choice("status", "active", "inactive") is { } status ? status == "active" : onto.Active,
        LeadCount = (int?)input.Integer("leadcount", 0, int.MaxValue) ?? onto.LeadCount,
        Radius = input.Money("crad") ?? onto.Radius,
        Latitude = Degrees(input, "clat", 90) ?? onto.Latitude,
        Longitude = Degrees(input, "clon", 180) ?? onto.Longitude,
    };

    private static decimal? Degrees(FixidoInput input, string name, int most)
    {
        if (input.Value(name) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most)
            return degrees;
        input.Refuse("", name, $"The degrees lie between -{most} and {most}.");
        return null;
    }

    private static HookResult RemoveFilter(Call call, FixidoState state) => With(Input(call), "id", state.Filters, filter =>
    {
        state.Filters.Remove(filter.Id);
        return One(filter);
    });

    private static HookResult RecordView(Call call, FixidoState state)
    {
        var input = Input(call);
        var at = input.Time("at") ?? FixidoTime.Second(call.Now);
        if (at > call.Now)
            input.Refuse("", "at", "The time lies in the future.");
        return With(input, "account", state.Accounts, account => With(input, "lead_id", state.Leads, lead =>
            state.EarlierView(account.Id, lead.Id) is { } later && later.At > at
                ? HookResult.Conflict("at", $"The account looked at the lead later, at {later.At:O}.")
                : HookResult.Of(state.RecordView(account.Id, lead.Id, at), FixidoJson.Default.FixidoView)));
    }

    private static HookResult PutCategory(Call call, FixidoState state)
    {
        var input = Input(call);
        var number = input.Integer("category", 1, int.MaxValue, required: true) ?? 0;
        var known = state.Categories.Find(number);
        var row = new FixidoCategory(
            number,
            input.Text("english", required: known is null) ?? known?.English ?? "",
            input.Text("swedish") ?? known?.Swedish ?? "",
            input.Text("german") ?? known?.German ?? "");
        if (Problem(input) is { } problem)
            return problem;
        if (row != known)
            row = known is null ? state.Categories.Insert(row) : state.Categories.Replace(row);
        return HookResult.Of(row, FixidoJson.Default.FixidoCategory);
    }
}
