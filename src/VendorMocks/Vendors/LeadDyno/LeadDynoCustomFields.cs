using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>The definition of a field that affiliates can have.</summary>
public sealed record LeadDynoCustomField
{
    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>Unique name, compared exactly.</summary>
    public required string Name { get; init; }

    /// <summary>Creation, whole seconds, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change, whole seconds, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>The operations on definitions of custom fields.</summary>
internal static class LeadDynoCustomFields
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        LeadDyno.Row("custom-fields.list", "GET", "/v1/custom_fields", Assumed, "Definitions of affiliates' custom fields, newest first", List),
        LeadDyno.Row("custom-fields.create", "POST", "/v1/custom_fields", Assumed, "A new definition", Create),
        LeadDyno.Row("custom-fields.delete", "DELETE", "/v1/custom_fields", Assumed, "Removes a definition and its values", Delete),
    ];

    private static ApiResponse List(Call call, LeadDynoState state) =>
        state.ListAll(state.CustomFieldsByTime, 0, static (row, _) => row);

    private static ApiResponse Create(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var name = input.RequiredCode("name");
        if (input.Refusal is { } refusal)
            return refusal;
        if (state.CustomFieldsByName.Find(name) is not null)
            return state.Taken("name");
        var now = call.Moment();
        return state.Created(state.CustomFields.Add(id => new LeadDynoCustomField { Id = id, Name = name, CreatedAt = now, UpdatedAt = now }));
    }

    private static ApiResponse Delete(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (id, name) = (input.Code("id"), input.Code("name"));
        if (id is null && name is null)
            input.Wrong("id", "can't be blank");
        if (input.Refusal is { } refusal)
            return refusal;
        var field = id is null ? state.CustomFieldsByName.Find(name) : LeadDynoNumbers.Id(id) is { } number ? state.CustomFields.Find(number) : null;
        if (field is null)
            return LeadDynoResponses.NotFound("Custom field");
        state.CustomFields.Remove(field.Id);
        state.ForgetValues(field.Name, call.Moment());
        return state.Ok(field);
    }

    // Rare enough to look at every affiliate.
    private static void ForgetValues(this LeadDynoState state, string name, DateTimeOffset now)
    {
        foreach (var affiliate in state.Affiliates.Where(row => row.CustomFields.ContainsKey(name)).ToArray())
        {
            var rest = affiliate.CustomFields.Where(pair => pair.Key != name).ToDictionary().AsReadOnly();
            state.Affiliates.Replace(affiliate with { CustomFields = rest, UpdatedAt = now });
        }
    }
}
