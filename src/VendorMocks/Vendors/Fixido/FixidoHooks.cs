using System.Globalization;

namespace VendorMocks;

/// <summary>The vendor's part that a test can play: everything that no call of the API does.</summary>
internal static class FixidoHooks
{
    // Computed, since the parts use this class while they are made.
    public static IReadOnlyList<Hook> All =>
        [.. FixidoAccountHooks.All, .. FixidoMoneyHooks.All, .. FixidoLeadHooks.All, .. FixidoAuctionHooks.All, .. FixidoListHooks.All];

    public static Hook Row(string id, string summary, Func<Call, FixidoState, HookResult> handler, params HookField[] fields) =>
        Hook.Row("fixido." + id, summary, handler, fields);

    public static Hook List(string id, string summary, Func<Call, FixidoState, HookResult> handler) =>
        Row(id, summary, handler) with { ReadsOnly = true };

    public static HookField Text(string name, string description, bool required = false) => new(name, "string", required, description);

    public static HookField Number(string name, string description, bool required = false) => new(name, "integer", required, description);

    public static HookField Amount(string name, string description, bool required = false) => new(name, "decimal", required, description);

    public static HookField Flag(string name, string description) => new(name, "boolean", false, description);

    public static HookField Time(string name, string description) => new(name, "time", false, description);

    public static HookField Account(bool required = true) => Number("account", "Number of the account", required) with { Example = "5101" };

    public static HookField Lead { get; } = Number("lead_id", "Number of the lead", required: true) with { Example = "100001" };

    /// <summary>Reads by the rules of the API's own parameters; times may also be ISO 8601.</summary>
    public static FixidoInput Input(Call call) => new(call.Fields, iso: true);

    /// <summary>The first thing wrong with the input; null when all is well.</summary>
    public static HookResult? Problem(FixidoInput input) =>
        input.IsBad ? HookResult.Bad(input.Wrong[0].Name, input.Wrong[0].ToString()) : null;

    /// <summary>Finds the row that a field names and acts on it.</summary>
    public static HookResult With<T>(FixidoInput input, string name, Table<T> table, Func<T, HookResult> act)
        where T : class
    {
        var id = input.Integer(name, required: true);
        if (Problem(input) is { } problem)
            return problem;
        return table.Find(id!.Value) is { } row
            ? act(row)
            : HookResult.Missing(name, string.Create(CultureInfo.InvariantCulture, $"There is no row {id} in {table.Name}."));
    }

    /// <summary>A new account with a balance.</summary>
    public static FixidoAccount Open(FixidoState state, FixidoAccount account, decimal balance, DateTimeOffset now)
    {
        var added = state.Accounts.Add(id => account with { Id = id });
        if (balance > 0)
            FixidoLedger.Record(state, FixidoTransactionType.Deposit, added, balance, now);
        return state.Accounts.Find(added.Id)!;
    }
}
