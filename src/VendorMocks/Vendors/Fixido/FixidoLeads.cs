using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>The operations on leads that the caller sells or bought, but for buying one.</summary>
internal static class FixidoLeads
{
    // FX-48
    private const int MostListed = 2000;

    /// <summary>In the order of the vendor's page.</summary>
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Fixido.Row("leads.create", "POST", "/leads/create/", Documented, "A new lead to sell", Create),
        Fixido.Row("leads.get", "GET", "/leads/get/{id}/", Documented, "A lead that the caller sells or bought", Get),
        Fixido.Row("leads.list", "GET", "/leads/list/", Documented, "The leads that the caller sells", ListSold),
        Fixido.Row("leads_provided.list", "GET", "/leads_provided/list/", Documented, "The same leads again", ListProvided),
        Fixido.Row("leads_bought.list", "GET", "/leads_bought/list/", Documented, "The leads that the caller bought", ListBought),
        Fixido.Row("leads.update", "POST", "/leads/update/{id}/", Documented, "Changes what is sent of a lead that the caller sells", Update),
        Fixido.Row("leads.delete", "GET", "/leads/delete/{id}/", Documented, "Makes a lead inactive", Delete),
    ];

    private static ApiResponse Create(Call call, FixidoState state)
    {
        if (RefuseBuyer(call, state) is { } refusal)
            return refusal;
        var input = new FixidoInput(Fixido.Form(call.Request));
        var draft = new FixidoLead { SellerId = Fixido.Account(call), PriceCurrency = "", CategoryId = 0, Language = "", Sale = 0 };
        var lead = FixidoLeadForm.Read(input, state, draft, state.Values.RequiredFields == FixidoRequiredFields.Enforce, call.Now);
        if (input.IsBad)
            return FixidoResponses.Failed(call, input);
        return Number(call, state.AddLead(lead, call.Now).Id);
    }

    private static ApiResponse Get(Call call, FixidoState state)
    {
        var account = Fixido.Account(call);
        var lead = Fixido.Id(call) is { } id ? state.Leads.Find(id) : null;
        // FX-46
        if (lead is null || (lead.SellerId != account && !(state.Values.GetBought && state.HasBought(account, lead.Id))))
            return NotAuthorised(call);
        state.RecordView(account, lead.Id, call.Now);
        return FixidoResponses.Ok(call, FixidoLeadBody.Of(lead, state), FixidoJson.Default.LeadEnvelope);
    }

    private static ApiResponse ListSold(Call call, FixidoState state) =>
        List(call, state, state.LeadsBySeller.Page(Fixido.Account(call), 0, MostListed), null);

    private static ApiResponse ListProvided(Call call, FixidoState state) =>
        List(call, state, state.LeadsBySeller.Page(Fixido.Account(call), 0, MostListed), CallerCurrency(call, state));

    private static ApiResponse ListBought(Call call, FixidoState state)
    {
        var trades = state.TradesByBuyer.Page(Fixido.Account(call), 0, MostListed);
        return List(call, state, Array.ConvertAll(trades, trade => state.Leads.Find(trade.LeadId)!), CallerCurrency(call, state));
    }

    private static ApiResponse List(Call call, FixidoState state, FixidoLead[] leads, string? currency)
    {
        var account = Fixido.Account(call);
        var rows = new FixidoLeadBody[leads.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = FixidoLeadBody.Of(leads[i], state, currency);
            state.RecordView(account, leads[i].Id, call.Now);
        }

        // FX-16
        return FixidoResponses.Ok(call, rows, FixidoJson.Default.LeadsEnvelope, rows.Length > 0 || state.Values.EmptyListStatus);
    }

    private static ApiResponse Update(Call call, FixidoState state)
    {
        if (RefuseBuyer(call, state) is { } refusal)
            return refusal;
        if (Own(call, state) is not { } lead)
            return NotAuthorised(call);
        var input = new FixidoInput(Fixido.Form(call.Request));
        var changed = FixidoLeadForm.Read(input, state, lead, required: false, call.Now);
        if (input.IsBad)
            return FixidoResponses.Failed(call, input);
        state.PutLead(changed);
        return Number(call, lead.Id);
    }

    // FX-51
    private static ApiResponse Delete(Call call, FixidoState state)
    {
        if (Own(call, state) is not { } lead)
            return NotAuthorised(call);
        // FX-52: where a deletion is final, the system flag goes down with it.
        state.PutLead(lead with { Status = FixidoLeadStatus.Inactive, Held = lead.Held || state.Values.DeleteFinal });
        return Number(call, lead.Id);
    }

    // FX-28
    private static ApiResponse? RefuseBuyer(Call call, FixidoState state) => state.Accounts.Find(Fixido.Account(call))!.Seller
        ? null
        : FixidoResponses.Failed(call, "FX-28", "You are not a seller to create a lead!");

    private static FixidoLead? Own(Call call, FixidoState state) =>
        Fixido.Id(call) is { } id && state.Leads.Find(id) is { } lead && lead.SellerId == Fixido.Account(call) ? lead : null;

    private static ApiResponse NotAuthorised(Call call) => FixidoResponses.Failed(call, "FX-47", "You are not authorised for this action");

    private static string? CallerCurrency(Call call, FixidoState state) =>
        state.Values.CallerCurrency ? state.Accounts.Find(Fixido.Account(call))!.Currency : null;

    private static ApiResponse Number(Call call, long id) => FixidoResponses.Ok(call, id, FixidoJson.Default.NumberEnvelope);
}
