using System.Text.Json;

namespace Shop;

/// <summary>Fixido: buys leads of others.</summary>
public sealed class LeadMarket(HttpClient http, IConfiguration configuration)
{
    private readonly VendorSettings _settings = VendorSettings.Of(configuration, "Fixido");

    /// <summary>
    /// Buys the cheapest lead that matches a text and costs no more than asked. One that is not to be had (sold out, ours already) is
    /// passed over; null when none is left.
    /// </summary>
    public async Task<long?> BuyCheapestAsync(string text, decimal mostSek, CancellationToken stop)
    {
        using var found = await SendAsync($"search/list/?q={Uri.EscapeDataString(text)}", stop);
        if (!Succeeded(found))
            throw new HttpRequestException($"Fixido says no: {found.RootElement.GetProperty("error")}");
        var cheapestFirst = found.RootElement.GetProperty("data").GetProperty("leads").EnumerateArray()
            .Where(lead => lead.GetProperty("price_currency").GetString() == "SEK" && lead.GetProperty("price").GetDecimal() <= mostSek)
            .OrderBy(lead => lead.GetProperty("price").GetDecimal())
            .Select(lead => lead.GetProperty("id").GetInt64());
        foreach (var id in cheapestFirst)
        {
            using var bought = await SendAsync($"leads/buy/{id}/", stop);
            if (Succeeded(bought))
                return id;
        }

        return null;
    }

    /// <summary>Every answer is 200; whether it is a yes stands in it. A purchase says "true", everything else true.</summary>
    private static bool Succeeded(JsonDocument answer) => bool.Parse(answer.RootElement.GetProperty("status").ToString());

    private async Task<JsonDocument> SendAsync(string path, CancellationToken stop)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["access_key"] = _settings.ApiKey, ["access_secret"] = _settings.Secret ?? "" });
        using var response = await http.PostAsync(path, content, stop);
        response.EnsureSuccessStatusCode();
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
    }
}
