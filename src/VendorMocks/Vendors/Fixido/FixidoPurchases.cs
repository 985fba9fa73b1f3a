using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>The operation that buys a lead.</summary>
internal static class FixidoPurchases
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Fixido.Row("leads.buy", "POST", "/leads/buy/{id}/", Documented, "Buys one share of a lead from the account's balance", Buy),
    ];

    private static ApiResponse Buy(Call call, FixidoState state)
    {
        // FX-81
        if ((Fixido.Id(call) is { } id ? state.Leads.Find(id) : null) is not { } lead)
            return FixidoResponses.NoSuchLead(call, "FX-81");
        var buyer = state.Accounts.Find(Fixido.Account(call))!;
        if (FixidoLedger.WhyNot(state, lead, buyer, lead.Price, IsOneShare(call, state), call.Now) is { } reason)
        {
            // FX-74: even a refused attempt is a view.
            call.Trace(() => state.RecordView(buyer.Id, lead.Id, call.Now));
            return Answer(call, state, false, "", reason) with { Why = "FX-82" };
        }

        FixidoLedger.Sell(state, lead, buyer, lead.Price, call.Now);
        state.RecordView(buyer.Id, lead.Id, call.Now);
        return Answer(call, state, true, state.Values.BuySuccessText, "");
    }

    // FX-80
    private static bool IsOneShare(Call call, FixidoState state) =>
        state.Values.BuyQuantity == FixidoBuyQuantity.Ignored
        || new FixidoInput(Fixido.Form(call.Request)).Value("sale") is not { } quantity
        || FixidoInput.ReadInteger(quantity) == 1;

    // FX-14
    private static ApiResponse Answer(Call call, FixidoState state, bool status, string data, string error) => state.Values.BuyEnvelope switch
    {
        FixidoBuyEnvelope.Strings => FixidoResponses.Of(call, new FixidoBuyAnswer(status ? "true" : "false", data, error), FixidoJson.Default.FixidoBuyAnswer),
        _ when status => FixidoResponses.Ok(call, data, FixidoJson.Default.TextEnvelope),
        _ => FixidoResponses.Failed(call, "FX-82", error),
    };
}

/// <summary>FX-14: the envelope of buying alone.</summary>
internal sealed record FixidoBuyAnswer(string Status, string Data, string Error);
