using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>A lead as its seller and its buyers see it: 41 keys.</summary>
internal sealed record FixidoLeadBody
{
    public required long Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Keywords { get; init; }

    public required string Language { get; init; }

    public required long CategoryId { get; init; }

    public required decimal Price { get; init; }

    public required string PriceCurrency { get; init; }

    public required decimal Budget { get; init; }

    public required string BudgetCurrency { get; init; }

    public required int Sale { get; init; }

    public required int Sold { get; init; }

    public required int PreSold { get; init; }

    public required int Available { get; init; }

    [JsonPropertyName("Total")]
    public required int Total { get; init; }

    public required DateTimeOffset? DealStarts { get; init; }

    public required DateTimeOffset? DealEnds { get; init; }

    public required DateTimeOffset? GenerationDate { get; init; }

    public required FixidoGenerationMethod GenerationMethod { get; init; }

    public required string GenerationSource { get; init; }

    public required string Reference { get; init; }

    public required FixidoLeadStatus Status { get; init; }

    public required string? Image { get; init; }

    public required bool PhoneVerified { get; init; }

    public required bool EmailVerified { get; init; }

    public required bool Reinquire { get; init; }

    public required string CompanyName { get; init; }

    public required string AddressStreet { get; init; }

    public required string AddressCity { get; init; }

    public required string AddressPostalCode { get; init; }

    public required string AddressRegion { get; init; }

    public required string AddressCountry { get; init; }

    public required long ConsumerId { get; init; }

    public required string ConsumerFirstName { get; init; }

    public required string ConsumerLastName { get; init; }

    public required string ConsumerEmail { get; init; }

    public required string ConsumerPhoneNumber { get; init; }

    public required string ConsumerPreferredMethod { get; init; }

    public required string Consumer { get; init; }

    // FX-50
    [JsonPropertyName("consumer_lastname")]
    public string ConsumerLastNameAgain => ConsumerLastName;

    [JsonPropertyName("consumer_phno")]
    public string ConsumerPhoneNumberAgain => ConsumerPhoneNumber;

    /// <summary>FX-49: with the price in the lead's own currency, or in another one.</summary>
    public static FixidoLeadBody Of(FixidoLead lead, FixidoState state, string? currency = null) => new()
    {
        Id = lead.Id,
        Title = lead.Title,
        Description = lead.Description,
        Keywords = lead.Keywords,
        Language = lead.Language,
        CategoryId = lead.CategoryId,
        Price = currency is null ? lead.Price : state.Convert(lead.Price, lead.PriceCurrency, currency),
        PriceCurrency = currency ?? lead.PriceCurrency,
        Budget = lead.Budget,
        BudgetCurrency = lead.BudgetCurrency,
        Sale = lead.Sale,
        Sold = lead.Sold,
        PreSold = lead.PreSold,
        Available = lead.Available,
        Total = lead.Sale + lead.PreSold, // FX-53
        DealStarts = lead.DealStarts,
        DealEnds = lead.DealEnds,
        GenerationDate = lead.GenerationDate,
        GenerationMethod = lead.GenerationMethod,
        GenerationSource = lead.GenerationSource,
        Reference = lead.Reference,
        Status = lead.Status,
        Image = lead.Image,
        PhoneVerified = lead.PhoneVerified,
        EmailVerified = lead.EmailVerified,
        Reinquire = lead.Reinquire,
        CompanyName = lead.CompanyName,
        AddressStreet = lead.AddressStreet,
        AddressCity = lead.AddressCity,
        AddressPostalCode = lead.AddressPostalCode,
        AddressRegion = lead.AddressRegion,
        AddressCountry = lead.AddressCountry,
        ConsumerId = lead.ConsumerId,
        ConsumerFirstName = lead.ConsumerFirstName,
        ConsumerLastName = lead.ConsumerLastName,
        ConsumerEmail = lead.ConsumerEmail,
        ConsumerPhoneNumber = lead.ConsumerPhoneNumber,
        ConsumerPreferredMethod = lead.ConsumerPreferredMethod,
        Consumer = state.Values.ConsumerField == FixidoConsumerField.FirstName ? lead.ConsumerFirstName : "",
    };
}
