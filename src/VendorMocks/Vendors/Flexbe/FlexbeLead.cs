using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>A lead: what a visitor submitted and what became of it.</summary>
public sealed record FlexbeLead
{
    /// <summary>Number, unique across sites.</summary>
    public required long Id { get; init; }

    /// <summary>The landing page (<c>sub_id</c>) it was submitted on.</summary>
    public required long SiteId { get; init; }

    /// <summary>Number within the site, from 1.</summary>
    public required long Num { get; init; }

    /// <summary>When it was submitted, in whole seconds.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Where the site's owner has put it.</summary>
    public FlexbeStatus Status { get; init; }

    /// <summary>Who submitted it.</summary>
    public FlexbeClient Client { get; init; } = new("", "", "");

    /// <summary>The owner's notes, or empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The form's name.</summary>
    public string FormName { get; init; } = "";

    /// <summary>What was typed into the form, in its order.</summary>
    public IReadOnlyList<FlexbeField> Fields { get; init; } = [];

    /// <summary>What was ordered from the site's shop: names and values of each product; undocumented.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Products { get; init; } = [];

    /// <summary>The page with the form.</summary>
    public FlexbePage Page { get; init; } = new("", "");

    /// <summary>Where the visitor came from.</summary>
    public FlexbeUtm Utm { get; init; } = new();

    /// <summary>The invoice; null without one.</summary>
    public FlexbeInvoice? Pay { get; init; }
}

/// <summary>The codes of a lead's status.</summary>
public enum FlexbeStatus
{
    /// <summary>Nobody has looked at it.</summary>
    New = 0,

    /// <summary>Somebody works on it.</summary>
    Processed = 1,

    /// <summary>Done.</summary>
    Fulfilled = 2,

    /// <summary>Came to nothing.</summary>
    Cancelled = 10,

    /// <summary>Put away; listed like any other (FB-35) and can be restored.</summary>
    Deleted = 11,
}

/// <summary>The codes of an invoice's status.</summary>
public enum FlexbePayStatus
{
    /// <summary>Pending payment.</summary>
    Pending = 0,

    /// <summary>Payment in process.</summary>
    InProcess = 1,

    /// <summary>Paid.</summary>
    Paid = 2,

    /// <summary>Payment error.</summary>
    Error = 3,
}

/// <summary>Who submitted a lead; empty texts where nothing was said.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Phone">Digits, after a <c>+</c> where one was typed.</param>
/// <param name="Email">As typed.</param>
public sealed record FlexbeClient(string Name, string Phone, string Email);

/// <summary>One field of a submitted form.</summary>
/// <param name="Id">Digits, or a text such as <c>f27b7c6e2</c> or <c>phone</c>; unique in the form.</param>
/// <param name="Type">For example <c>text</c>, <c>phone</c>, <c>email</c>, <c>radio</c>, <c>checkbox</c>.</param>
/// <param name="Name">The label.</param>
/// <param name="Value">As typed; empty where <see cref="FlexbeField.Values"/> are given.</param>
public sealed record FlexbeField(string Id, string Type, string Name, string Value = "")
{
    /// <summary>The answers of a field that takes several; null for one that takes a text.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The label before it was translated; null where it was not.</summary>
    public string? OrigName { get; init; }
}

/// <summary>The page with the form.</summary>
/// <param name="Url">Its address, with or without scheme.</param>
/// <param name="Name">Its title.</param>
public sealed record FlexbePage(string Url, string Name);

/// <summary>Where a visitor came from. Everything but <see cref="Url"/> is sent only where it is known.</summary>
public sealed record FlexbeUtm
{
    /// <summary>The address that the visitor opened.</summary>
    public string Url { get; init; } = "";

    /// <summary><c>utm_source</c>.</summary>
    [JsonPropertyName("utm_source")]
    public string? Source { get; init; }

    /// <summary><c>utm_campaign</c>.</summary>
    [JsonPropertyName("utm_campaign")]
    public string? Campaign { get; init; }

    /// <summary><c>utm_medium</c>.</summary>
    [JsonPropertyName("utm_medium")]
    public string? Medium { get; init; }

    /// <summary><c>utm_term</c>.</summary>
    [JsonPropertyName("utm_term")]
    public string? Term { get; init; }

    /// <summary><c>utm_content</c>.</summary>
    [JsonPropertyName("utm_content")]
    public string? Content { get; init; }

    /// <summary>The visitor's address; undocumented, as are the following.</summary>
    public string? Ip { get; init; }

    /// <summary>Cookies of counters, by name.</summary>
    public IReadOnlyDictionary<string, string>? Cookies { get; init; }

    /// <summary>The visitor's number at one counter.</summary>
    public string? YmClientId { get; init; }

    /// <summary>The visitor's number at another.</summary>
    public string? GaClientId { get; init; }
}

/// <summary>An invoice of a lead.</summary>
/// <param name="Id">Number, unique across sites.</param>
/// <param name="Summ">Amount due, 0 or more, at most two decimals.</param>
/// <param name="TimeCreate">When it was made.</param>
public sealed record FlexbeInvoice(long Id, decimal Summ, DateTimeOffset TimeCreate)
{
    /// <summary>Where the payment stands.</summary>
    public FlexbePayStatus Status { get; init; }

    /// <summary>When it was paid; set exactly while it is <see cref="FlexbePayStatus.Paid"/>.</summary>
    public DateTimeOffset? TimeDone { get; init; }

    /// <summary>Comment to the buyer.</summary>
    public string Desc { get; init; } = "";

    /// <summary>The gateway; null until one has reported.</summary>
    public string? Method { get; init; }

    /// <summary>Whether it is paid through a test server.</summary>
    public bool Test { get; init; }

    /// <summary>FB-47: the invoice in another status; paid at that moment when it becomes so.</summary>
    internal FlexbeInvoice Enter(FlexbePayStatus status, DateTimeOffset now) => this with
    {
        Status = status,
        TimeDone = status == FlexbePayStatus.Paid ? TimeDone ?? now : null,
    };
}
