using System.Globalization;

namespace VendorMocks;

/// <summary>One visit: what a caller or the tracker says about it.</summary>
internal sealed record LeadDynoVisit
{
    public string? TrackingCode { get; init; }

    public string? Url { get; init; }

    public string? Referrer { get; init; }

    public string? Code { get; init; }

    /// <summary>E-mail of an affiliate; beats <see cref="Code"/> (LD-53).</summary>
    public string? AffiliateEmail { get; init; }

    public string? Agent { get; init; }

    public string? RemoteIp { get; init; }

    /// <summary>Id to use where a visitor is made; null for the next one.</summary>
    public long? Id { get; init; }

    /// <summary>True for the tracker, whose generated codes look different.</summary>
    public bool FromTracker { get; init; }
}

/// <summary>Where a visit comes from.</summary>
/// <param name="Affiliate">Who brought it, Active.</param>
/// <param name="ByLink">Whether a code or link named the affiliate, rather than the referring host.</param>
internal readonly record struct LeadDynoSource(LeadDynoAffiliate? Affiliate, bool ByLink);

/// <summary>Who brought whom.</summary>
internal static class LeadDynoAttribution
{
    private const string CampaignMark = "#_l_";

    private static readonly string[] SearchNames = ["q", "p", "query", "search"];

    /// <summary>LD-47: the Active affiliate of a code in any casing; anything else attributes nothing.</summary>
    public static LeadDynoAffiliate? ActiveByCode(this LeadDynoState state, string? code) => IfActive(state.AffiliatesByCode.Find(code));

    /// <summary>LD-46, LD-53: the first that names an Active affiliate of e-mail, code, the url's last <c>afmc</c>, and the referrer's host.</summary>
    public static LeadDynoSource SourceOf(this LeadDynoState state, LeadDynoVisit visit)
    {
        var byLink = IfActive(state.AffiliatesByEmail.Find(visit.AffiliateEmail))
            ?? state.ActiveByCode(visit.Code)
            ?? state.ActiveByCode(QueryOf(visit.Url).TextOf("afmc"));
        if (byLink is not null)
            return new(byLink, true);
        var host = visit.Referrer is { } from && Uri.TryCreate(from, UriKind.Absolute, out var uri) ? uri.Host : null;
        return new(IfActive(state.AffiliatesByDomain.Find(host)), false);
    }

    /// <summary>A visit of a new or known visitor (LD-45, LD-46, LD-50, LD-51); a new one earns visitor payments.</summary>
    public static LeadDynoVisitor Visit(this LeadDynoState state, LeadDynoVisit visit, DateTimeOffset now)
    {
        var source = state.SourceOf(visit);
        return state.VisitorsByCode.Find(visit.TrackingCode) is { } known
            ? state.Return(known, visit, source, now)
            : state.Arrive(visit, source, now);
    }

    /// <summary>LD-48: who holds a record that exists already when another source comes. Nothing ever returns to direct.</summary>
    public static long? Reassigned(this LeadDynoRules rules, long? current, long? next) =>
        next is null || rules.FirstSourceWins || (rules.FirstAffiliateWins && current is not null) ? current : next;

    /// <summary>LD-50: the campaign whose id in base 36 ends the url.</summary>
    public static LeadDynoCampaign? CampaignOf(this LeadDynoState state, string? url)
    {
        var mark = url?.LastIndexOf(CampaignMark, StringComparison.Ordinal) ?? -1;
        return mark >= 0 && LeadDynoBase36.TryRead(url.AsSpan(mark + CampaignMark.Length), out var id) ? state.Campaigns.Find(id) : null;
    }

    /// <summary>LD-51: the shared row of an address.</summary>
    public static long? UrlId(this LeadDynoState state, string? url)
    {
        if (url is null)
            return null;
        return (state.UrlsByText.Find(url) ?? state.Urls.Add(id => new LeadDynoUrl(id, url))).Id;
    }

    private static LeadDynoVisitor Arrive(this LeadDynoState state, LeadDynoVisit visit, LeadDynoSource source, DateTimeOffset now)
    {
        var campaign = state.CampaignOf(visit.Url);
        var (urlId, referrerId) = (state.UrlId(visit.Url), state.UrlId(visit.Referrer));
        var visitor = state.Visitors.Add(visit.Id, id => new LeadDynoVisitor
        {
            Id = id,
            TrackingCode = visit.TrackingCode
                ?? (visit.FromTracker ? state.Random.Hex("leaddyno.tracking_code", id, 40) : state.Random.Uuid("leaddyno.tracking_code", id)),
            CreatedAt = now,
            UpdatedAt = now,
            UrlId = urlId,
            ReferrerId = referrerId,
            AffiliateId = source.Affiliate?.Id,
            CampaignId = campaign?.Id,
            SearchTerm = SearchTermOf(visit.Referrer),
            LatestClick = source.ByLink || campaign is not null ? now : null,
            SubId = source.Affiliate is null ? null : SubIdOf(visit.Url),
            Agent = visit.Agent,
            RemoteIp = visit.RemoteIp,
        });
        state.EarnForVisitor(visitor, now);
        return visitor;
    }

    // LD-45: url and referrer are kept once set, the visit itself always shows.
    private static LeadDynoVisitor Return(this LeadDynoState state, LeadDynoVisitor known, LeadDynoVisit visit, LeadDynoSource source, DateTimeOffset now)
    {
        var campaign = state.CampaignOf(visit.Url);
        var holder = state.Values.Reassigned(known.AffiliateId, source.Affiliate?.Id);
        var attributes = source.Affiliate is { } affiliate && affiliate.Id == holder;
        var visitor = state.Visitors.Replace(known with
        {
            UpdatedAt = now.NotBefore(known.UpdatedAt),
            UrlId = known.UrlId ?? state.UrlId(visit.Url),
            ReferrerId = known.ReferrerId ?? state.UrlId(visit.Referrer),
            SearchTerm = known.ReferrerId is null ? SearchTermOf(visit.Referrer) : known.SearchTerm,
            AffiliateId = holder,
            CampaignId = campaign is null || state.Values.FirstSourceWins ? known.CampaignId : campaign.Id,
            LatestClick = source.ByLink || campaign is not null ? now : known.LatestClick,
            SubId = attributes ? SubIdOf(visit.Url) ?? (known.AffiliateId == holder ? known.SubId : null) : known.SubId,
            Agent = visit.Agent ?? known.Agent,
            RemoteIp = visit.RemoteIp ?? known.RemoteIp,
        });
        state.CarryToLead(known, visitor, now);
        return visitor;
    }

    // LD-49: what a visitor is assigned to anew, its lead is too; purchases and commissions stay.
    private static void CarryToLead(this LeadDynoState state, LeadDynoVisitor before, LeadDynoVisitor after, DateTimeOffset now)
    {
        if (after.LeadId is not { } leadId || state.Leads.Find(leadId) is not { } lead)
            return;
        var moved = lead with
        {
            AffiliateId = after.AffiliateId == before.AffiliateId ? lead.AffiliateId : state.Values.Reassigned(lead.AffiliateId, after.AffiliateId),
            CampaignId = after.CampaignId == before.CampaignId ? lead.CampaignId : after.CampaignId,
        };
        if (moved != lead)
            state.Leads.Replace(moved with { UpdatedAt = now.NotBefore(lead.UpdatedAt) });
    }

    private static LeadDynoAffiliate? IfActive(LeadDynoAffiliate? affiliate) =>
        affiliate?.Status == LeadDynoAffiliateStatus.Active ? affiliate : null;

    private static string? SubIdOf(string? url) => QueryOf(url).TextOf("subid")?.Trim() is { Length: > 0 } text ? text : null;

    private static string? SearchTermOf(string? referrer)
    {
        var query = QueryOf(referrer);
        foreach (var name in SearchNames)
        {
            if (query.TextOf(name) is { Length: > 0 } term)
                return term;
        }

        return null;
    }

    private static FieldMap QueryOf(string? url)
    {
        var start = url?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        if (start < 0)
            return FieldMap.Empty;
        var end = url!.IndexOf('#', StringComparison.Ordinal);
        // A question mark behind the hash belongs to the fragment.
        return end >= 0 && end < start ? FieldMap.Empty : FieldReader.ReadQuery(url.AsSpan()[(start + 1)..(end < 0 ? url.Length : end)], LeadDyno.Dialect).Root.Map;
    }
}

/// <summary>Ids in base 36, as campaign links and short codes spell them.</summary>
internal static class LeadDynoBase36
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static string Of(long id)
    {
        Span<char> text = stackalloc char[13];
        var at = text.Length;
        do
        {
            text[--at] = Digits[(int)(id % 36)];
            id /= 36;
        }
        while (id > 0);
        return text[at..].ToString();
    }

    public static bool TryRead(ReadOnlySpan<char> text, out long id)
    {
        id = 0;
        // Twelve digits stay within 63 bits.
        if (text.Length is 0 or > 12)
            return false;
        foreach (var c in text)
        {
            var digit = Digits.IndexOf(char.ToLower(c, CultureInfo.InvariantCulture), StringComparison.Ordinal);
            if (digit < 0)
                return false;
            id = id * 36 + digit;
        }

        return true;
    }
}
