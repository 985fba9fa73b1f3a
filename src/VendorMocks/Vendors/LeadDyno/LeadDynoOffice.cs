namespace VendorMocks;

/// <summary>What the account's owner does: settings, keys, paying affiliates.</summary>
public static class LeadDynoOffice
{
    /// <summary>Changes the settings that are given.</summary>
    /// <param name="fake">LeadDyno in a world.</param>
    /// <param name="firstAffiliateWins">Whether an affiliate keeps what it once brought.</param>
    /// <param name="firstSourceWins">Whether the first source stays for ever, direct included.</param>
    /// <param name="couponOverride">Whether the code of a purchase lifts the other two.</param>
    /// <param name="affiliateApproval">Whether new affiliates wait to be approved.</param>
    /// <param name="currency">Three letters.</param>
    /// <param name="timeZone">IANA name of the zone that decides a commission's day.</param>
    /// <param name="siteUrl">Where affiliate links lead.</param>
    /// <param name="payoutUrl">Where payments are announced; empty announces none.</param>
    public static LeadDynoAccount Configure(
        this LeadDynoFake fake,
        bool? firstAffiliateWins = null,
        bool? firstSourceWins = null,
        bool? couponOverride = null,
        bool? affiliateApproval = null,
        string? currency = null,
        string? timeZone = null,
        string? siteUrl = null,
        string? payoutUrl = null)
    {
        ArgumentNullException.ThrowIfNull(fake);
        return fake.Play<LeadDynoAccount>("account.configure",
            ("first_affiliate_wins", firstAffiliateWins), ("first_source_wins", firstSourceWins), ("coupon_override", couponOverride),
            ("affiliate_approval", affiliateApproval), ("currency", currency), ("time_zone", timeZone), ("site_url", siteUrl), ("payout_url", payoutUrl));
    }

    /// <summary>Gives the account one more key.</summary>
    /// <param name="fake">LeadDyno in a world.</param>
    /// <param name="key">The key; 40 invented hexadecimal digits when left out.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The key is this world's already, or another's.</exception>
    public static string AddKey(this LeadDynoFake fake, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(fake);
        return fake.Arrange<LeadDynoState, string>("leaddyno.keys.add", (_, state) =>
            state.AddKey(key?.Trim() ?? RandomSource.Of(fake.World.Name).Hex("leaddyno.key", state.Keys.NextId, 40)).Value);
    }

    /// <summary>Takes a key back: calls with it are refused from now on (LD-03).</summary>
    /// <param name="fake">LeadDyno in a world.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public static void RevokeKey(this LeadDynoFake fake, string key)
    {
        ArgumentNullException.ThrowIfNull(fake);
        fake.Arrange<LeadDynoState, LeadDynoKey>("leaddyno.keys.revoke", (_, state) => state.RevokeKey(key));
    }

    /// <summary>Marks one commission as paid, also a pending one.</summary>
    /// <param name="fake">LeadDyno in a world.</param>
    /// <param name="id">The commission.</param>
    public static LeadDynoCommission PayCommission(this LeadDynoFake fake, long id) => One(fake, "commissions.pay", id);

    /// <summary>Marks as paid what is due.</summary>
    /// <param name="fake">LeadDyno in a world.</param>
    /// <param name="affiliate">Id, e-mail or code; all affiliates when left out.</param>
    public static IReadOnlyList<LeadDynoCommission> PayDueCommissions(this LeadDynoFake fake, string? affiliate = null)
    {
        ArgumentNullException.ThrowIfNull(fake);
        return fake.Play<LeadDynoCommission[]>("commissions.pay", ("affiliate", affiliate));
    }

    /// <summary>Takes a payment back.</summary>
    /// <param name="fake">LeadDyno in a world.</param>
    /// <param name="id">The commission.</param>
    public static LeadDynoCommission UnpayCommission(this LeadDynoFake fake, long id) => One(fake, "commissions.unpay", id);

    /// <summary>Cancels one unpaid commission.</summary>
    /// <param name="fake">LeadDyno in a world.</param>
    /// <param name="id">The commission.</param>
    public static LeadDynoCommission CancelCommission(this LeadDynoFake fake, long id) => One(fake, "commissions.cancel", id);

    /// <summary>Sets when an unpaid commission is due.</summary>
    /// <param name="fake">LeadDyno in a world.</param>
    /// <param name="id">The commission.</param>
    /// <param name="dueAt">Not before it was made; now when left out.</param>
    public static LeadDynoCommission SetCommissionDue(this LeadDynoFake fake, long id, DateTimeOffset? dueAt = null) =>
        One(fake, "commissions.set-due", id, ("due_at", dueAt));

    /// <summary>Pays what is due to an affiliate and announces it to the account's payout address.</summary>
    /// <param name="fake">LeadDyno in a world.</param>
    /// <param name="affiliate">Id, e-mail or code.</param>
    /// <returns>What was paid.</returns>
    /// <exception cref="InvalidOperationException">Nothing is due.</exception>
    public static IReadOnlyList<LeadDynoCommission> SendPayout(this LeadDynoFake fake, string affiliate)
    {
        ArgumentNullException.ThrowIfNull(fake);
        return fake.Play<LeadDynoCommission[]>("payouts.send", ("affiliate", affiliate));
    }

    private static LeadDynoCommission One(LeadDynoFake fake, string hook, long id, params IEnumerable<(string Name, object? Value)> more)
    {
        ArgumentNullException.ThrowIfNull(fake);
        return fake.Play<LeadDynoCommission[]>(hook, [("id", id), .. more])[0];
    }
}
