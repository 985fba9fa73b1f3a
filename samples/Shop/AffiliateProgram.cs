using System.Globalization;

namespace Shop;

/// <summary>LeadDyno: learns of every purchase, so that whoever brought the buyer is paid.</summary>
public sealed class AffiliateProgram(HttpClient http, IConfiguration configuration)
{
    private readonly string _key = VendorSettings.Of(configuration, "LeadDyno").ApiKey;

    /// <summary>Reports a purchase. Its code makes a repeated report harmless.</summary>
    public async Task ReportAsync(string purchaseCode, string email, decimal total, string? affiliate, CancellationToken stop)
    {
        var form = new Dictionary<string, string>
        {
            ["key"] = _key,
            ["purchase_code"] = purchaseCode,
            ["email"] = email,
            ["purchase_amount"] = total.ToString(CultureInfo.InvariantCulture),
        };
        if (affiliate is not null)
            form["code"] = affiliate;
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync("purchases", content, stop);
        response.EnsureSuccessStatusCode();
    }
}
