namespace VendorMocks;

/// <summary>The vendor's part that a test can play: everything that no call of the API does.</summary>
internal static class LeadDynoHooks
{
    private static readonly HookField Id = new("id", "integer", false, "Id to use, unused so far; default the next one");
    private static readonly HookField CreatedAt = new("created_at", "time", false, "When it was made, not in the future; default now");

    // Computed, since the parts use this class while they are made.
    public static IReadOnlyList<Hook> All => [.. LeadDynoAccountHooks.All, .. LeadDynoPeopleHooks.All, .. LeadDynoMoneyHooks.All, .. DeliveryHooks.Of("leaddyno", "affiliate", LeadDynoMoneyHooks.Payment)];

    public static Hook Row(string id, string summary, Func<Call, LeadDynoState, HookResult> handler, params HookField[] fields) =>
        Hook.Row("leaddyno." + id, summary, handler, fields);

    /// <summary>A hook that makes a record, so that id and time can be chosen.</summary>
    public static Hook Maker(string id, string summary, Func<Call, LeadDynoState, HookResult> handler, params HookField[] fields) =>
        Row(id, summary, handler, [.. fields, Id, CreatedAt]);

    public static HookField Text(string name, string description, bool required = false) => new(name, "string", required, description);

    public static HookField Flag(string name, string description) => new(name, "boolean", false, description);

    public static HookField Time(string name, string description) => new(name, "time", false, description);

    public static HookField Amount(string name, string description) => new(name, "decimal", false, description);

    public static HookField List(string name, string description) => new(name, "array", false, description);

    /// <summary>Reads by the same rules as a call's parameters.</summary>
    public static LeadDynoInput Input(Call call, LeadDynoState state) => new(call.Fields, state.Values);

    /// <summary>The same, with a text for a field that was not given.</summary>
    public static LeadDynoInput Input(Call call, LeadDynoState state, string name, string otherwise) =>
        new(FieldMap.Of([KeyValuePair.Create(name, Field.OfText(otherwise))]).MergedWith(call.Fields), state.Values);

    /// <summary>The first thing wrong with the input; null when all is well.</summary>
    public static HookResult? Problem(LeadDynoInput input) =>
        input.Fault is { } fault ? HookResult.Bad(fault.Key, $"{fault.Key} {fault.Value[0]}.") : null;

    public static HookResult Taken(string field, string? value) => HookResult.Conflict(field, $"{field} '{value}' is another record's.");

    public static HookResult Unknown(string field, string what, string? value) => HookResult.Missing(field, $"There is no {what} '{value}'.");

    /// <summary>A known record is not made again, so it has no say in its id.</summary>
    public static HookResult? Other(long? asked, long? known) =>
        asked is not null && known is not null ? HookResult.Conflict("id", $"The record is there already, with the id {known}.") : null;

    /// <summary>Id and time of a record to be made.</summary>
    public static (long? Id, DateTimeOffset Now) Place<T>(LeadDynoInput input, Call call, Table<T> table)
        where T : class
    {
        var (id, at, now) = (input.Id("id"), input.Moment("created_at"), call.Moment());
        if (id is < 1 or long.MaxValue || (id is { } given && table.Find(given) is not null))
            input.Wrong("id", "is no id that is free");
        if (at > now)
            input.Wrong("created_at", "lies in the future");
        return (id, at ?? now);
    }

    /// <summary>An affiliate by id, e-mail or code.</summary>
    public static LeadDynoAffiliate? Affiliate(LeadDynoState state, string? named) =>
        named is null ? null
        : (LeadDynoNumbers.Id(named) is { } id ? state.Affiliates.Find(id) : null)
            ?? state.AffiliatesByEmail.Find(named)
            ?? state.AffiliatesByCode.Find(named);
}
