using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static VendorMocks.LeadDynoHooks;

namespace VendorMocks;

/// <summary>What the account's owner does about commissions.</summary>
internal static class LeadDynoMoneyHooks
{
    /// <summary>The event that a payout announces.</summary>
    public const string Payment = "payment";

    private static readonly HookField Id = new("id", "integer", false, "One commission");
    private static readonly HookField OfAffiliate = Text("affiliate", "All that fit of an affiliate: id, e-mail or code");

    public static IReadOnlyList<Hook> All { get; } =
    [
        Row("commissions.pay", "Marks as paid: one commission, else what is due of an affiliate, else all that are due", Pay, Id, OfAffiliate),
        Row("commissions.unpay", "Takes a payment back: of one commission, else of all that an affiliate was paid, else of all", Unpay, Id, OfAffiliate),
        Row("commissions.cancel", "Cancels one commission, else all unpaid ones of an affiliate, else all unpaid ones", Cancel, Id, OfAffiliate),
        Row("commissions.set-due", "Sets when one commission, else all unpaid ones of an affiliate, else all unpaid ones are due", SetDue,
            Id, OfAffiliate, Time("due_at", "Default now")),
        Row("payouts.send", "Pays what is due to an affiliate, and announces it to the account's payout_url, once for each currency", SendPayout,
            Text("affiliate", "Id, e-mail or code", required: true)),
    ];

    private static HookResult Pay(Call call, LeadDynoState state)
    {
        var now = call.Moment();
        return OnEach(call, state,
            "is cancelled", one: row => !row.Cancelled,
            many: row => row.StateAt(now) == LeadDynoCommissionState.Due,
            act: row => row with { Paid = true });
    }

    private static HookResult Unpay(Call call, LeadDynoState state) => OnEach(call, state,
        "is not paid", one: row => row.Paid,
        many: row => row.Paid,
        act: row => row with { Paid = false });

    private static HookResult Cancel(Call call, LeadDynoState state) => OnEach(call, state,
        "is paid", one: row => !row.Paid,
        many: row => row is { Paid: false, Cancelled: false },
        act: row => row with { Cancelled = true });

    private static HookResult SetDue(Call call, LeadDynoState state)
    {
        var due = Input(call, state).Moment("due_at") ?? call.Moment();
        return OnEach(call, state,
            "is paid or cancelled, or was made later than that", one: row => row is { Paid: false, Cancelled: false } && row.CreatedAt <= due,
            many: row => row is { Paid: false, Cancelled: false } && row.CreatedAt <= due,
            act: row => row with { DueAt = due });
    }

    private static HookResult SendPayout(Call call, LeadDynoState state)
    {
        var input = Input(call, state);
        var named = input.RequiredCode("affiliate");
        if (Problem(input) is { } problem)
            return problem;
        if (Affiliate(state, named) is not { } affiliate)
            return Unknown("affiliate", "affiliate", named);
        var due = state.CommissionsByAffiliate.Ascending(affiliate.Id).Where(row => row.StateAt(call.Now) == LeadDynoCommissionState.Due).ToArray();
        if (due.Length == 0)
            return HookResult.Conflict("affiliate", $"Nothing is due to {affiliate.Email}.");
        foreach (var currency in due.GroupBy(row => row.Currency).OrderBy(group => group.Key, StringComparer.Ordinal))
            Announce(call, state, affiliate, currency.Sum(row => row.Amount), currency.Key);
        var paid = Array.ConvertAll(due, row => state.Commissions.Replace(row with { Paid = true }));
        return HookResult.Of(paid, LeadDynoRows.Default.LeadDynoCommissionArray);
    }

    private static void Announce(Call call, LeadDynoState state, LeadDynoAffiliate affiliate, decimal amount, string currency)
    {
        if (state.Account.PayoutUrl is not { } url)
            return;
        var key = state.Keys.FirstOrDefault(row => !row.Revoked)?.Value ?? "";
        var body = new FormContent(
            KeyValuePair.Create("hmac", Hmac(key, affiliate.Email)),
            KeyValuePair.Create("amount", LeadDynoMoney.Text(amount)),
            KeyValuePair.Create("affiliate_id", affiliate.Id.ToString(CultureInfo.InvariantCulture)),
            KeyValuePair.Create("affiliate", affiliate.Email),
            KeyValuePair.Create("currency", currency));
        call.Send(new WebhookMessage("leaddyno", Payment, "POST", url, body) { Subject = $"affiliate {affiliate.Id}" });
    }

#pragma warning disable CA5350 // The vendor signs with HMAC-SHA1; receivers check just that.
    private static string Hmac(string key, string text) =>
        Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350

    private static HookResult OnEach(
        Call call,
        LeadDynoState state,
        string obstacle,
        Func<LeadDynoCommission, bool> one,
        Func<LeadDynoCommission, bool> many,
        Func<LeadDynoCommission, LeadDynoCommission> act)
    {
        var input = Input(call, state);
        var (id, named) = (input.Id("id"), input.Code("affiliate"));
        _ = input.Moment("due_at");
        if (Problem(input) is { } problem)
            return problem;
        if (named is not null && Affiliate(state, named) is null)
            return Unknown("affiliate", "affiliate", named);

        LeadDynoCommission[] rows;
        if (id is { } given)
        {
            if (state.Commissions.Find(given) is not { } row)
                return Unknown("id", "commission", given.ToString(CultureInfo.InvariantCulture));
            if (!one(row))
                return HookResult.Conflict("id", $"Commission {given} {obstacle}.");
            rows = [row];
        }
        else
        {
            rows = Affiliate(state, named) is { } affiliate
                ? [.. state.CommissionsByAffiliate.Ascending(affiliate.Id).Where(many)]
                : [.. state.Commissions.Where(many)];
        }

        var done = Array.ConvertAll(rows, row => act(row) is var changed && changed == row ? row : state.Commissions.Replace(changed));
        return HookResult.Of(done, LeadDynoRows.Default.LeadDynoCommissionArray);
    }
}
