using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>FX-21: what an application may call; each right is an operation's resource and action.</summary>
[Flags]
public enum FixidoRights
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>leads.create.</summary>
    [JsonStringEnumMemberName("leads-create")]
    LeadsCreate = 1,

    /// <summary>leads.get.</summary>
    [JsonStringEnumMemberName("leads-get")]
    LeadsGet = 1 << 1,

    /// <summary>leads.list.</summary>
    [JsonStringEnumMemberName("leads-list")]
    LeadsList = 1 << 2,

    /// <summary>leads_provided.list.</summary>
    [JsonStringEnumMemberName("leads_provided-list")]
    LeadsProvidedList = 1 << 3,

    /// <summary>leads_bought.list.</summary>
    [JsonStringEnumMemberName("leads_bought-list")]
    LeadsBoughtList = 1 << 4,

    /// <summary>leads.update.</summary>
    [JsonStringEnumMemberName("leads-update")]
    LeadsUpdate = 1 << 5,

    /// <summary>leads.delete.</summary>
    [JsonStringEnumMemberName("leads-delete")]
    LeadsDelete = 1 << 6,

    /// <summary>leads.buy.</summary>
    [JsonStringEnumMemberName("leads-buy")]
    LeadsBuy = 1 << 7,

    /// <summary>filters.list.</summary>
    [JsonStringEnumMemberName("filters-list")]
    FiltersList = 1 << 8,

    /// <summary>categories.list.</summary>
    [JsonStringEnumMemberName("categories-list")]
    CategoriesList = 1 << 9,

    /// <summary>search.get.</summary>
    [JsonStringEnumMemberName("search-get")]
    SearchGet = 1 << 10,

    /// <summary>search.list.</summary>
    [JsonStringEnumMemberName("search-list")]
    SearchList = 1 << 11,

    /// <summary>recentleads.list.</summary>
    [JsonStringEnumMemberName("recentleads-list")]
    RecentLeadsList = 1 << 12,

    /// <summary>trades.list.</summary>
    [JsonStringEnumMemberName("trades-list")]
    TradesList = 1 << 13,

    /// <summary>transactions.list.</summary>
    [JsonStringEnumMemberName("transactions-list")]
    TransactionsList = 1 << 14,

    /// <summary>recentsearch.list.</summary>
    [JsonStringEnumMemberName("recentsearch-list")]
    RecentSearchList = 1 << 15,

    /// <summary>FX-27: what a new application has.</summary>
    [JsonStringEnumMemberName("default")]
    Default = LeadsCreate | LeadsUpdate | LeadsList | LeadsGet | CategoriesList,

    /// <summary>Everything.</summary>
    [JsonStringEnumMemberName("all")]
    All = (1 << 16) - 1,
}

/// <summary>Rights by their names.</summary>
internal static class FixidoRightsNames
{
    private static readonly FrozenDictionary<string, FixidoRights> ByName =
        Enum.GetValues<FixidoRights>().ToFrozenDictionary(NameOf, right => right);

    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<FixidoRights>().Select(NameOf)];

    public static FixidoRights? Find(string name) => ByName.TryGetValue(name, out var right) ? right : null;

    private static string NameOf(FixidoRights right) => JsonSerializer.SerializeToElement(right, FixidoJson.Default.FixidoRights).GetString()!;
}
