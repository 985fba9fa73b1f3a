namespace VendorMocks;

/// <summary>What stands before an operation: the right it needs, and how it is refused for access.</summary>
/// <param name="Operation">The operation's row.</param>
/// <param name="Right">The right of its own name.</param>
/// <param name="Writes">FX-05: whether HEAD does not reach it.</param>
/// <param name="Refusal">FX-23..25: the text.</param>
/// <param name="RefusesWithNothing">FX-15: whether the refusal's data are <c>[]</c> instead of null.</param>
internal sealed record FixidoGate(Operation Operation, FixidoRights Right, bool Writes, string Refusal, bool RefusesWithNothing)
{
    public static FixidoGate Of(Operation operation)
    {
        var writing = operation.Id is "leads.create" or "leads.update";
        var leads = operation.Id.StartsWith("leads", StringComparison.Ordinal);
        return new FixidoGate(
            operation,
            RightOf(operation.Id),
            writing || operation.Id is "leads.delete" or "leads.buy",
            writing ? "You don't have access to it!" : leads ? "You don't have accesss to it" : "You don't have access to it",
            !leads && operation.Id != "search.get");
    }

    /// <summary>FX-26.</summary>
    public FixidoRights Needs(FixidoRules rules) =>
        rules.WriteRight == FixidoWriteRight.List && Right is FixidoRights.LeadsCreate or FixidoRights.LeadsUpdate ? FixidoRights.LeadsList : Right;

    private static FixidoRights RightOf(string operation) => operation switch
    {
        "leads.create" => FixidoRights.LeadsCreate,
        "leads.get" => FixidoRights.LeadsGet,
        "leads.list" => FixidoRights.LeadsList,
        "leads_provided.list" => FixidoRights.LeadsProvidedList,
        "leads_bought.list" => FixidoRights.LeadsBoughtList,
        "leads.update" => FixidoRights.LeadsUpdate,
        "leads.delete" => FixidoRights.LeadsDelete,
        "leads.buy" => FixidoRights.LeadsBuy,
        "filters.list" => FixidoRights.FiltersList,
        "categories.list" => FixidoRights.CategoriesList,
        "search.get" => FixidoRights.SearchGet,
        "search.list" => FixidoRights.SearchList,
        "recentleads.list" => FixidoRights.RecentLeadsList,
        "trades.list" => FixidoRights.TradesList,
        "transactions.list" => FixidoRights.TransactionsList,
        "recentsearch.list" => FixidoRights.RecentSearchList,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "The operation has no right."),
    };
}
