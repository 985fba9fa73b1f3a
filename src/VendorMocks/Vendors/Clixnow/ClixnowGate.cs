using System.Collections.Immutable;
using System.Globalization;

namespace VendorMocks;

/// <summary>What a call must pass before its operation answers; CN-03 gives the order.</summary>
internal static class ClixnowGate
{
    private const string Scheme = "ApiToken";
    private const string Domain = ".clixnow.com";
    private const string Subdomain = "integration.";
    private const string LocalDomain = ".clixnow.localhost";
    private const string Json = "application/json";

    public static ImmutableArray<Check> Checks { get; } =
        [RequireBrand, RequireToken, RequirePermission, RequireJsonWanted, RequireJsonSent, ReadBody];

    /// <summary>The brand's label in a host name; empty where the host names none.</summary>
    public static ReadOnlySpan<char> BrandIn(ReadOnlySpan<char> host)
    {
        if (host.EndsWith(LocalDomain, StringComparison.OrdinalIgnoreCase))
        {
            var labels = host[..^LocalDomain.Length];
            return labels[(labels.LastIndexOf('.') + 1)..];
        }

        if (host.Length <= Subdomain.Length + Domain.Length
            || !host.StartsWith(Subdomain, StringComparison.OrdinalIgnoreCase)
            || !host.EndsWith(Domain, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var brand = host[Subdomain.Length..^Domain.Length];
        return brand.Contains('.') ? [] : brand;
    }

    /// <summary>CN-04: the token behind the scheme, which may have any casing.</summary>
    public static string? TokenOf(ApiRequest request)
    {
        if (request.Header("Authorization") is not { } header || !header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
            return null;
        var token = header[Scheme.Length..].Trim();
        return token.Length == 0 ? null : token;
    }

    // CN-01, CN-02
    private static ApiResponse? RequireBrand(Call call)
    {
        var slug = BrandIn(call.Request.Host);
        return slug.IsEmpty || State(call).BrandsBySlug.Find(slug.ToString()) is not null ? null : ClixnowResponses.Bare(404, "CN-02");
    }

    private static ApiResponse? RequireToken(Call call)
    {
        var state = State(call);
        var token = TokenOf(call.Request);
        if (token is null || state.AffiliatesByToken.Find(token) is not { } affiliate)
            return call.Refuse(token is null ? Refusal.NoKey : Refusal.UnknownKey);
        var slug = BrandIn(call.Request.Host);
        var brand = slug.IsEmpty ? state.Brands.Find(affiliate.HomeBrandId)! : state.BrandsBySlug.Find(slug.ToString())!;
        call.Account = new ClixnowCaller(affiliate, brand);
        return null;
    }

    private static ApiResponse? RequirePermission(Call call)
    {
        var (affiliate, brand) = (ClixnowCaller)call.Account!;
        var creates = call.Operation == ClixnowLeads.CreateRow;
        // CN-06
        if (affiliate.Blocked || !(creates ? affiliate.MayRegister : affiliate.MayMonitor) || !affiliate.MayUse(brand.Id))
            return Forbidden("CN-06");
        // CN-07
        return creates && !brand.Active ? Forbidden("CN-07") : null;
    }

    private static ApiResponse? RequireJsonWanted(Call call) =>
        call.Request.Header("Accept") is not { } accept || WantsJson(accept) ? null : Unsupported("CN-14");

    private static ApiResponse? RequireJsonSent(Call call)
    {
        if (call.Operation != ClixnowLeads.CreateRow)
            return null;
        return IsJson(call.Request.MediaType) && call.Request.Charset is "" or "utf-8" ? null : Unsupported("CN-13");
    }

    private static ApiResponse? ReadBody(Call call)
    {
        if (call.Operation != ClixnowLeads.CreateRow)
            return null;
        if (call.Request.BodyTooLarge)
            return call.Refuse(Refusal.BodyTooLarge);
        var reading = call.Request.ReadBody(BodyFormat.Json, Clixnow.Dialect);
        if (reading.Problem is not null || reading.Root.Kind != FieldKind.Map)
            return call.Refuse(Refusal.UnreadableBody, reading.Problem ?? "JSON, but no object");
        call.Fields = reading.Root.Map;
        return null;
    }

    /// <summary>CN-14: the range that says most about JSON decides; none means that JSON is left out.</summary>
    private static bool WantsJson(string accept)
    {
        if (string.IsNullOrWhiteSpace(accept))
            return true;
        var (wanted, closest) = (false, 0);
        foreach (var range in accept.Split(','))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            var closeness = parts[0].ToLowerInvariant() switch
            {
                "*/*" => 1,
                "application/*" => 2,
                var type => IsJson(type) ? 3 : 0,
            };
            if (closeness > 0 && closeness >= closest)
                (wanted, closest) = ((wanted && closeness == closest) || QualityOf(parts) > 0, closeness);
        }

        return wanted;
    }

    private static decimal QualityOf(string[] parts)
    {
        foreach (var part in parts.AsSpan(1))
        {
            if (part.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && decimal.TryParse(part.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality))
            {
                return quality;
            }
        }

        return 1;
    }

    private static bool IsJson(string type) =>
        type is Json or "text/json"
        || (type.StartsWith("application/", StringComparison.Ordinal) && type.EndsWith("+json", StringComparison.Ordinal));

    private static ApiResponse Forbidden(string rule) => ClixnowResponses.Error(403, rule, "Forbidden");

    private static ApiResponse Unsupported(string rule) => ClixnowResponses.Error(415, rule, "Unsupported Media Type");

    private static ClixnowState State(Call call) => (ClixnowState)call.State;
}
