using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>
/// The rule values of Fixido's fake that a test may change per world: those on which the vendor's page and what was seen of
/// the service disagree. Each names its rule; the texts are in the rule table.
/// </summary>
public sealed record FixidoRules
{
    /// <summary>FX-12: the content type of every operation's answer.</summary>
    [JsonPropertyName("answer.contentType")]
    public string ContentType { get; init; } = "application/javascript";

    /// <summary>FX-14: how leads.buy answers.</summary>
    [JsonPropertyName("buy.envelope")]
    public FixidoBuyEnvelope BuyEnvelope { get; init; }

    /// <summary>FX-14: the text of a purchase that succeeded.</summary>
    [JsonPropertyName("buy.successText")]
    public string BuySuccessText { get; init; } = "Order successful";

    /// <summary>FX-80: whether the parameter <c>sale</c> of leads.buy is looked at.</summary>
    [JsonPropertyName("buy.quantity")]
    public FixidoBuyQuantity BuyQuantity { get; init; }

    /// <summary>FX-16: the status of a lead list without rows.</summary>
    [JsonPropertyName("leads.emptyListStatus")]
    public bool EmptyListStatus { get; init; } = true;

    /// <summary>FX-46: whether leads.get shows leads that the caller bought.</summary>
    [JsonPropertyName("leads.getBought")]
    [JsonConverter(typeof(FixidoYesNoJson))]
    public bool GetBought { get; init; } = true;

    /// <summary>FX-49: whether leads_provided and leads_bought show prices in the caller's currency.</summary>
    [JsonPropertyName("leads.callerCurrency")]
    [JsonConverter(typeof(FixidoYesNoJson))]
    public bool CallerCurrency { get; init; }

    /// <summary>FX-50: what a lead's key <c>consumer</c> holds.</summary>
    [JsonPropertyName("leads.consumerField")]
    public FixidoConsumerField ConsumerField { get; init; }

    /// <summary>FX-52: whether a deleted lead stays deleted.</summary>
    [JsonPropertyName("delete.final")]
    [JsonConverter(typeof(FixidoYesNoJson))]
    public bool DeleteFinal { get; init; }

    /// <summary>FX-57: whether new leads are held until they are approved.</summary>
    [JsonPropertyName("moderation")]
    [JsonConverter(typeof(FixidoOnOffJson))]
    public bool Moderation { get; init; }

    /// <summary>FX-26: the right that leads.create and leads.update need.</summary>
    [JsonPropertyName("rights.write")]
    public FixidoWriteRight WriteRight { get; init; }

    /// <summary>FX-61: whether search.get shows a bought lead that is no longer live.</summary>
    [JsonPropertyName("search.boughtAlways")]
    [JsonConverter(typeof(FixidoYesNoJson))]
    public bool BoughtAlways { get; init; } = true;

    /// <summary>FX-63: for whom search.list shows city, postal code, region and country.</summary>
    [JsonPropertyName("search.listAddress")]
    public FixidoListAddress ListAddress { get; init; }

    /// <summary>FX-86: in whose list a purchase's commission stands; counts for purchases made from then on.</summary>
    [JsonPropertyName("transactions.commissionListedFor")]
    public FixidoCommissionListed CommissionListedFor { get; init; }

    /// <summary>FX-32: whether required fields are asked for.</summary>
    [JsonPropertyName("validation.required")]
    public FixidoRequiredFields RequiredFields { get; init; }

    /// <summary>FX-77: whether <c>date_to</c> includes its day or ends at its first second.</summary>
    [JsonPropertyName("dates.to")]
    public FixidoDateTo DateTo { get; init; }

    /// <summary>FX-77: whether <c>date_from</c> and <c>date_to</c> count alone or only together.</summary>
    [JsonPropertyName("dates.pair")]
    public FixidoDatePair DatePair { get; init; }
}

/// <summary>How leads.buy answers.</summary>
public enum FixidoBuyEnvelope
{
    /// <summary>Three strings, as printed for this call.</summary>
    [JsonStringEnumMemberName("strings")]
    Strings,

    /// <summary>As every other call.</summary>
    [JsonStringEnumMemberName("ordinary")]
    Ordinary,
}

/// <summary>What becomes of the number of shares that a buyer asks for.</summary>
public enum FixidoBuyQuantity
{
    /// <summary>It is always one.</summary>
    [JsonStringEnumMemberName("ignored")]
    Ignored,

    /// <summary>Anything but one is refused.</summary>
    [JsonStringEnumMemberName("checked")]
    Checked,
}

/// <summary>What a lead's key <c>consumer</c> holds.</summary>
public enum FixidoConsumerField
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("empty")]
    Empty,

    /// <summary>The consumer's first name.</summary>
    [JsonStringEnumMemberName("firstName")]
    FirstName,
}

/// <summary>The right that writing a lead needs.</summary>
public enum FixidoWriteRight
{
    /// <summary>The right of the operation's own name.</summary>
    [JsonStringEnumMemberName("own")]
    Own,

    /// <summary><c>leads-list</c>.</summary>
    [JsonStringEnumMemberName("list")]
    List,
}

/// <summary>For whom search.list shows a lead's place.</summary>
public enum FixidoListAddress
{
    /// <summary>For everybody.</summary>
    [JsonStringEnumMemberName("always")]
    Always,

    /// <summary>For buyers of the lead; others see empty texts.</summary>
    [JsonStringEnumMemberName("bought")]
    Bought,
}

/// <summary>In whose list a commission stands.</summary>
public enum FixidoCommissionListed
{
    /// <summary>In the seller's and in the buyer's.</summary>
    [JsonStringEnumMemberName("both")]
    Both,

    /// <summary>In the seller's.</summary>
    [JsonStringEnumMemberName("seller")]
    Seller,

    /// <summary>In the buyer's.</summary>
    [JsonStringEnumMemberName("buyer")]
    Buyer,
}

/// <summary>What becomes of a new lead that lacks a required field.</summary>
public enum FixidoRequiredFields
{
    /// <summary>It is refused.</summary>
    [JsonStringEnumMemberName("enforce")]
    Enforce,

    /// <summary>It is stored with an empty text, 0 or no time.</summary>
    [JsonStringEnumMemberName("off")]
    Off,
}

/// <summary>Where a range of days ends.</summary>
public enum FixidoDateTo
{
    /// <summary>With the end of its last day.</summary>
    [JsonStringEnumMemberName("inclusive")]
    Inclusive,

    /// <summary>With the first second of its last day.</summary>
    [JsonStringEnumMemberName("midnight")]
    Midnight,
}

/// <summary>Whether one end of a range of days counts without the other.</summary>
public enum FixidoDatePair
{
    /// <summary>It does.</summary>
    [JsonStringEnumMemberName("independent")]
    Independent,

    /// <summary>A lone end is ignored.</summary>
    [JsonStringEnumMemberName("both")]
    Both,
}
