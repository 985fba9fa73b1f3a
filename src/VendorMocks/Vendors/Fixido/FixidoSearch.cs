using System.Text.Json.Serialization;
using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>The operations that find leads of all sellers.</summary>
internal static class FixidoSearch
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Fixido.Row("search.get", "GET", "/search/get/{id}/", Documented, "A lead that is live or that the caller bought", Get),
        Fixido.Row("search.list", "GET", "/search/list/", Documented, "Live leads, newest first", List),
    ];

    private static ApiResponse Get(Call call, FixidoState state)
    {
        var account = Fixido.Account(call);
        var lead = Fixido.Id(call) is { } id ? state.Leads.Find(id) : null;
        var bought = lead is not null && state.HasBought(account, lead.Id);
        // FX-61
        if (lead is null || !(lead.LiveAt(call.Now) || (bought && state.Values.BoughtAlways)))
            return FixidoResponses.NoSuchLead(call, "FX-61");
        state.RecordView(account, lead.Id, call.Now);
        RecordSearch(state, account, lead.Title, call.Now);
        var body = FixidoSearchBody.Of(lead, state, state.Accounts.Find(account)!.Currency, bought);
        return FixidoResponses.Ok(call, body, FixidoJson.Default.FoundEnvelope);
    }

    private static ApiResponse List(Call call, FixidoState state)
    {
        var account = Fixido.Account(call);
        var currency = state.Accounts.Find(account)!.Currency;
        var input = new FixidoInput(Fixido.Query(call.Request));
        var paging = FixidoPaging.Read(input);
        var query = FixidoSearchQuery.Read(input, state, currency, FixidoTime.Second(call.Now));
        if (input.IsBad)
            return FixidoResponses.Failed(call, input);
        var leads = query.Run(paging, out var total);
        if (paging.RefusePast(call, total) is { } refusal)
            return refusal;

        var text = input.Value("q") ?? "";
        RecordSearch(state, account, text, call.Now);
        var rows = new FixidoSearchBody[leads.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var bought = state.HasBought(account, leads[i].Id);
            rows[i] = FixidoSearchBody.Of(leads[i], state, currency, bought, state.Values.ListAddress == FixidoListAddress.Always || bought);
            state.RecordView(account, leads[i].Id, call.Now);
        }

        return FixidoResponses.Ok(call, new FixidoFoundPage(rows, text, paging.Page, total), FixidoJson.Default.FoundPageEnvelope);
    }

    // FX-76
    private static void RecordSearch(FixidoState state, long account, string text, DateTimeOffset now)
    {
        if (!string.IsNullOrWhiteSpace(text))
            state.RecordSearch(account, text, now);
    }
}

/// <summary>A page of what was found.</summary>
internal sealed record FixidoFoundPage(FixidoSearchBody[] Leads, string Query, long CurrentPage, long TotalResult);

/// <summary>A lead as those see it who may buy it: 24 keys, and five more for those who did.</summary>
internal sealed record FixidoSearchBody
{
    public required long Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Keywords { get; init; }

    public required string Language { get; init; }

    public required long CategoryId { get; init; }

    public required string SellerName { get; init; }

    public required decimal Price { get; init; }

    public required string PriceCurrency { get; init; }

    public required int Total { get; init; }

    public required int Available { get; init; }

    public required decimal Ranking { get; init; }

    public required FixidoGenerationMethod GenerationMethod { get; init; }

    public required string AddressCity { get; init; }

    public required string AddressPostalCode { get; init; }

    public required string AddressRegion { get; init; }

    public required string AddressCountry { get; init; }

    public required DateTimeOffset? DealStarts { get; init; }

    public required DateTimeOffset? DealEnds { get; init; }

    public required DateTimeOffset? GenerationDate { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required bool PhoneVerified { get; init; }

    public required bool EmailVerified { get; init; }

    public required bool Reinquire { get; init; }

    // FX-62: absent until the caller bought the lead.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ConsumerId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConsumerFirstName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConsumerLastName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConsumerEmail { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConsumerPhoneNumber { get; init; }

    /// <summary>A lead in the caller's currency (FX-64), with its place (FX-63) and its consumer where the caller may see them.</summary>
    public static FixidoSearchBody Of(FixidoLead lead, FixidoState state, string currency, bool bought, bool place = true) => new()
    {
        Id = lead.Id,
        Title = lead.Title,
        Description = lead.Description,
        Keywords = lead.Keywords,
        Language = lead.Language,
        CategoryId = lead.CategoryId,
        SellerName = state.Accounts.Find(lead.SellerId)!.Company,
        Price = state.Convert(lead.Price, lead.PriceCurrency, currency),
        PriceCurrency = currency,
        Total = lead.Sale + lead.PreSold,
        Available = lead.Available,
        Ranking = lead.Ranking,
        GenerationMethod = lead.GenerationMethod,
        AddressCity = place ? lead.AddressCity : "",
        AddressPostalCode = place ? lead.AddressPostalCode : "",
        AddressRegion = place ? lead.AddressRegion : "",
        AddressCountry = place ? lead.AddressCountry : "",
        DealStarts = lead.DealStarts,
        DealEnds = lead.DealEnds,
        GenerationDate = lead.GenerationDate,
        Created = lead.Created,
        PhoneVerified = lead.PhoneVerified,
        EmailVerified = lead.EmailVerified,
        Reinquire = lead.Reinquire,
        ConsumerId = bought ? lead.ConsumerId : null,
        ConsumerFirstName = bought ? lead.ConsumerFirstName : null,
        ConsumerLastName = bought ? lead.ConsumerLastName : null,
        ConsumerEmail = bought ? lead.ConsumerEmail : null,
        ConsumerPhoneNumber = bought ? lead.ConsumerPhoneNumber : null,
    };
}
