namespace VendorMocks;

/// <summary>
/// The lead form of leads.create and leads.update, read in the order in which its faults are named. What was not sent is
/// null, so that an update writes exactly the rest (FX-44).
/// </summary>
internal sealed class FixidoLeadForm
{
    private const int MaxShares = 32767;
    private const int LeastMinutes = 600;

    private readonly FixidoInput _input;
    private readonly FixidoState _state;
    private FixidoAuction? _auction;
    private bool? _setAuction;

    private FixidoLeadForm(FixidoInput input, FixidoState state)
    {
        _input = input;
        _state = state;
    }

    /// <summary>Reads the form onto a lead: a draft with the defaults, or the stored one.</summary>
    /// <param name="input">The form; it holds the faults afterwards.</param>
    /// <param name="state">Knows the categories and currencies.</param>
    /// <param name="onto">What the values sent take the place of.</param>
    /// <param name="required">FX-32: whether what a new lead needs must be there.</param>
    /// <param name="now">From when an auction counts.</param>
    public static FixidoLead Read(FixidoInput input, FixidoState state, FixidoLead onto, bool required, DateTimeOffset now)
    {
        var form = new FixidoLeadForm(input, state);
        return form.ReadRest(form.ReadConsumer(form.ReadOffer(onto, required), required), now);
    }

    private FixidoLead ReadOffer(FixidoLead onto, bool required) => onto with
    {
        Title = _input.Text("title", required: required) ?? onto.Title,
        Description = _input.Text("description", 65_535, required) ?? onto.Description,
        Price = _input.Money("price") ?? onto.Price,
        PriceCurrency = Currency("price_currency", required) ?? onto.PriceCurrency,
        Budget = _input.Money("budget") ?? onto.Budget,
        BudgetCurrency = Currency("budget_currency", false) ?? onto.BudgetCurrency,
        Sale = (int?)_input.Integer("sale", onto.Sold, MaxShares) ?? onto.Sale, // FX-45
        DealStarts = _input.Time("deal_starts", required) ?? onto.DealStarts,
        DealEnds = _input.Time("deal_ends", required) ?? onto.DealEnds,
        CategoryId = Category(required) ?? onto.CategoryId,
        Keywords = _input.Keywords("keywords", required) ?? onto.Keywords,
        GenerationMethod = _input.Choice("generation_method", "online", "phone") switch
        {
            "online" => FixidoGenerationMethod.Online,
            "phone" => FixidoGenerationMethod.Phone,
            _ => onto.GenerationMethod,
        },
        Language = _input.Letters("language", 2, 2, required)?.ToLowerInvariant() ?? onto.Language,
        PreSold = (int?)_input.Integer("pre_sold", 0, MaxShares) ?? onto.PreSold,
    };

    private FixidoLead ReadConsumer(FixidoLead onto, bool required) => onto with
    {
        AddressStreet = _input.Text("address_street") ?? onto.AddressStreet,
        AddressCity = _input.Text("address_city") ?? onto.AddressCity,
        CompanyName = _input.Text("company_name") ?? onto.CompanyName,
        ConsumerFirstName = _input.Text("consumer_first_name", required: required) ?? onto.ConsumerFirstName,
        ConsumerLastName = _input.Text("consumer_last_name", required: required) ?? onto.ConsumerLastName,
        AddressCountry = _input.Letters("address_country", 2, 3) ?? onto.AddressCountry,
        AddressPostalCode = _input.Text("address_postal_code") ?? onto.AddressPostalCode,
        AddressRegion = _input.Text("address_region") ?? onto.AddressRegion,
        ConsumerEmail = _input.Email("consumer_email", required) ?? onto.ConsumerEmail,
    };

    private FixidoLead ReadRest(FixidoLead onto, DateTimeOffset now)
    {
        var read = onto with
        {
            GenerationSource = _input.Text("generation_source") ?? onto.GenerationSource,
            ConsumerPreferredMethod = _input.Text("consumer_preferred_method", 16) ?? onto.ConsumerPreferredMethod,
            Reference = _input.Text("reference", 32) ?? onto.Reference,
            Status = _input.Choice("status", "active", "inactive", "test") switch
            {
                "active" => FixidoLeadStatus.Active,
                "inactive" => FixidoLeadStatus.Inactive,
                "test" => FixidoLeadStatus.Test,
                _ => onto.Status,
            },
            AcceptCampaign = _input.Flag("accept_campaign") ?? onto.AcceptCampaign,
        };
        ReadAuction(now);
        return read with
        {
            Auction = _setAuction switch { true => _auction, false => null, null => onto.Auction },
            ConsumerPhoneNumber = _input.Text("consumer_phone_number", 16) ?? onto.ConsumerPhoneNumber,
            GenerationDate = _input.Time("generation_date") ?? onto.GenerationDate,
            Reinquire = _input.Flag("reinquire") ?? onto.Reinquire,
        };
    }

    // FX-58
    private void ReadAuction(DateTimeOffset now)
    {
        _setAuction = _input.Flag("set_auction");
        if (_setAuction != true)
            return;
        var minimum = _input.Money("au_minimum_price") ?? 0;
        const string field = "au_minutes_to_auction_start";
        var minutes = _input.Value(field) is null ? 0 : _input.Integer(field, most: int.MaxValue);
        if (minutes < LeastMinutes)
            _input.Refuse("FX-58", field, "Minutes to start auction should be greater than 600 minutes from now");
        else if (minutes is { } enough)
            _auction = new FixidoAuction(minimum, FixidoTime.Second(now).AddMinutes(enough)); // FX-59
    }

    // FX-38
    private string? Currency(string name, bool required)
    {
        if (_input.Value(name, required) is not { } text)
            return null;
        if (_state.CurrenciesByCode.Find(text) is { } currency)
            return currency.Code;
        _input.RefuseChoice("FX-38", name, text);
        return null;
    }

    // FX-39
    private long? Category(bool required)
    {
        if (_input.Value("category_id", required) is null || _input.Integer("category_id") is not { } number)
            return null;
        if (_state.Categories.Find(number) is null)
            _input.Refuse("FX-39", "category_id", "Category matching query does not exist.");
        return number;
    }
}
