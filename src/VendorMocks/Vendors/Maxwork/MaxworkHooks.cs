namespace VendorMocks;

/// <summary>All of the vendor's part that a test or a person can play. The API only writes, so most of it reads.</summary>
internal static class MaxworkHooks
{
    private const int MaxListed = 1000;

    private static readonly HookField[] Page =
    [
        new("skip", "integer", false, "Rows to leave out first; 0."),
        new("count", "integer", false, "Most rows to show, up to 1000; 100."),
    ];

    // Computed, since the parts use this class while they are made.
    public static IReadOnlyList<Hook> All => [.. MaxworkLeadHooks.Hooks, .. MaxworkAccountHooks.Hooks, .. DeliveryHooks.Of("maxwork", "lead", MaxworkMapping.Event)];

    /// <summary>A hook whose input is read by one reader; its first problem ends the call.</summary>
    public static Hook Row(string id, string summary, Func<HookInput, Call, MaxworkState, HookResult> act, params HookField[] fields) =>
        Hook.Row<MaxworkState>("maxwork." + id, summary, (call, state) =>
        {
            var input = new HookInput(call.Fields);
            var result = act(input, call, state);
            return input.Problem is { } problem ? HookResult.Of(problem) : result;
        }, fields);

    /// <summary>A hook that shows one row by its number.</summary>
    public static Hook Getter<T>(string id, string summary, string what, Func<MaxworkState, Table<T>> table, Func<MaxworkState, T, object> show)
        where T : class =>
        Row(
            id,
            summary,
            (input, _, state) => input.Integer("id", required: true) is { } number && table(state).Find(number) is { } row
                ? HookResult.Of(Shown(show(state, row)), MaxworkJson.Default.MaxworkShown)
                : HookResult.Missing("id", $"There is no {what} {input.Integer("id")}."),
            new HookField("id", "integer", true, "Its number.")) with
        { ReadsOnly = true };

    /// <summary>A hook that shows the rows that fit, page by page.</summary>
    public static Hook Lister<T>(
        string id, string summary, Func<HookInput, MaxworkState, IEnumerable<T>> rows, Func<MaxworkState, T, object> show, params HookField[] fields)
        where T : class =>
        Row(
            id,
            summary,
            (input, _, state) =>
            {
                var (found, skip, count) = (rows(input, state), input.Integer("skip") ?? 0, input.Integer("count") ?? 100);
                if (skip is < 0 or > int.MaxValue)
                    return HookResult.Bad("skip", "skip is at least 0.");
                if (count is < 1 or > MaxListed)
                    return HookResult.Bad("count", $"count lies between 1 and {MaxListed}.");
                return HookResult.Of([.. found.Skip((int)skip).Take((int)count).Select(row => Shown(show(state, row)))], MaxworkJson.Default.MaxworkShownArray);
            },
            [.. fields, .. Page]) with
        { ReadsOnly = true };

    public static HookResult NoAccount(long id) => HookResult.Missing("accountId", $"There is no account {id}.");

    private static MaxworkShown Shown(object row) => row as MaxworkShown ?? new MaxworkShown(row);
}
