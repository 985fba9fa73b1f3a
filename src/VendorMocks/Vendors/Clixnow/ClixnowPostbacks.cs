using System.Globalization;
using System.Text;

namespace VendorMocks;

/// <summary>What Clixnow calls when something happens to a lead.</summary>
internal static class ClixnowPostbacks
{
    public const string Created = "lead";
    public const string StatusChanged = "status";
    public const string DepositMade = "ftd";

    /// <summary>What a template may listen to.</summary>
    public static IReadOnlyList<string> Events { get; } = [Created, StatusChanged, DepositMade];

    /// <summary>CN-58: calls every fitting template of the lead's affiliate once.</summary>
    public static void Announce(Call call, ClixnowState state, ClixnowLead lead, string what)
    {
        foreach (var template in state.PostbacksByAffiliate.Ascending(lead.AffiliateId))
        {
            if (template.Event != what)
                continue;
            var url = Fill(template.Url, lead, state.Brands.Find(lead.BrandId)!.Name, what);
            // CN-59: due at once, a single attempt.
            call.Send(new WebhookMessage(Clixnow.Instance.Name, what, "GET", url, null)
            {
                Subject = string.Create(CultureInfo.InvariantCulture, $"lead {lead.Id}"),
                Endpoint = template.Url,
            });
        }
    }

    /// <summary>CN-57: puts percent-encoded values in; braces that are no placeholder's are encoded themselves.</summary>
    public static string Fill(string template, ClixnowLead lead, string brandName, string what)
    {
        var url = new StringBuilder(template.Length + 32);
        for (var at = 0; at < template.Length; at++)
        {
            var end = template[at] == '{' ? template.IndexOf('}', at) : -1;
            if (end > 0 && ValueOf(template[(at + 1)..end], lead, brandName, what) is { } value)
            {
                url.Append(Uri.EscapeDataString(value));
                at = end;
                continue;
            }

            _ = template[at] switch
            {
                '{' => url.Append("%7B"),
                '}' => url.Append("%7D"),
                var other => url.Append(other),
            };
        }

        return url.ToString();
    }

    // Empty for a value that the lead lacks, null for a name that is no placeholder; nothing personal is among them.
    private static string? ValueOf(string name, ClixnowLead lead, string brandName, string what) => name.ToUpperInvariant() switch
    {
        "CLICKID" => lead.ClickId ?? "",
        "SUBCAMPAIGN" => lead.SubCampaign ?? "",
        "PLACEMENT" => lead.Placement ?? "",
        "KEYWORD" => lead.Keyword ?? "",
        "SUB2" => lead.Sub2 ?? "",
        "LEADID" => lead.Id.ToString(CultureInfo.InvariantCulture),
        "STATUS" => lead.Status,
        "FTDDATE" => lead.FtdDate is { } made ? ClixnowTimes.Format(made) : "",
        "BRANDNAME" => brandName,
        "EVENT" => what,
        _ => null,
    };
}
