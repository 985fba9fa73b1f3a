namespace VendorMocks;

/// <summary>A form as a visitor submits it.</summary>
public sealed record FlexbeForm
{
    /// <summary>The site's domain or the landing page's number; null for the first site.</summary>
    public string? Site { get; init; }

    /// <summary>The form's name.</summary>
    public string FormName { get; init; } = "Callback";

    /// <summary>What was typed, in the form's order. The first of type or id <c>name</c>, <c>phone</c> and <c>email</c> say who the client is.</summary>
    public IReadOnlyList<FlexbeField> Fields { get; init; } = [];

    /// <summary>The page with the form; null for the site's first page.</summary>
    public FlexbePage? Page { get; init; }

    /// <summary>Where the visitor came from; null for nowhere.</summary>
    public FlexbeUtm? Utm { get; init; }

    /// <summary>What was ordered from the site's shop: names and values of each product.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Products { get; init; } = [];

    /// <summary>The invoice that comes with it; null for none.</summary>
    public FlexbeBill? Invoice { get; init; }

    /// <summary>A form with the three usual fields; those that are null are left out.</summary>
    /// <param name="name">The visitor's name.</param>
    /// <param name="phone">Phone as typed.</param>
    /// <param name="email">E-mail as typed.</param>
    public static FlexbeForm Of(string? name, string? phone = null, string? email = null)
    {
        FlexbeField?[] fields =
        [
            name is null ? null : new FlexbeField("name", "name", "Name", name),
            phone is null ? null : new FlexbeField("phone", "phone", "Phone", phone),
            email is null ? null : new FlexbeField("email", "email", "E-mail", email),
        ];
        return new FlexbeForm { Fields = [.. fields.OfType<FlexbeField>()] };
    }

    /// <summary>FB-44: the client that the fields tell of.</summary>
    internal FlexbeClient Client => new(Say("name"), FlexbeChange.Phone(Say("phone")), Say("email"));

    private string Say(string what)
    {
        foreach (var field in Fields)
        {
            if (field.Type == what || field.Id == what)
                return field.Values is [var first, ..] ? first : field.Value;
        }

        return "";
    }
}

/// <summary>An invoice to be made with a lead.</summary>
/// <param name="Summ">Amount due, at most two decimals.</param>
/// <param name="Desc">Comment to the buyer.</param>
/// <param name="Test">Whether it is paid through a test server.</param>
public sealed record FlexbeBill(decimal Summ, string Desc = "", bool Test = false);

/// <summary>What happened to a lead and who is told.</summary>
/// <param name="Lead">The lead afterwards.</param>
/// <param name="Deliveries">Numbers of the deliveries in <see cref="World.Webhooks"/>, one for each hook URL.</param>
public sealed record FlexbeEvent(FlexbeLead Lead, IReadOnlyList<long> Deliveries);

/// <summary>A site and how much of its limit is used.</summary>
/// <param name="Site">The site.</param>
/// <param name="CallsUsed">Calls counted in the present window (FB-20); 0 while limits are off.</param>
/// <param name="WindowEnds">When the window ends; null when none is open.</param>
public sealed record FlexbeSiteUse(FlexbeSite Site, int CallsUsed, DateTimeOffset? WindowEnds);
