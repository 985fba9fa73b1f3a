using System.Text.Json;

namespace Shop;

/// <summary>Fixido: buys leads of others.</summary>
public sealed class LeadMarket(HttpClient http, IConfiguration configuration)
{
    private readonly VendorSettings _settings = VendorSettings.Of(configuration, "Fixido");

    /// <summary>Buys the cheapest lead that matches a text and costs no more than asked; null when there is none.</summary>
    public async Task<long?> BuyCheapestAsync(string text, decimal mostSek, CancellationToken stop)
    {
        using var found = await SendAsync($"search/list/?q={Uri.EscapeDataString(text)}", stop);
        var cheapest = found.RootElement.GetProperty("data").GetProperty("leads").EnumerateArray()
            .Where(lead => lead.GetProperty("price_currency").GetString() == "SEK" && lead.GetProperty("price").GetDecimal() <= mostSek)
            .OrderBy(lead => lead.GetProperty("price").GetDecimal())
            .Select(lead => (long?)lead.GetProperty("id").GetInt64())
            .FirstOrDefault();
        if (cheapest is { } id)
            (await SendAsync($"leads/buy/{id}/", stop)).Dispose();
        return cheapest;
    }

    /// <summary>Every answer is 200; what went wrong stands in it.</summary>
    private async Task<JsonDocument> SendAsync(string path, CancellationToken stop)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["access_key"] = _settings.ApiKey, ["access_secret"] = _settings.Secret ?? "" });
        using var response = await http.PostAsync(path, content, stop);
        response.EnsureSuccessStatusCode();
        var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
        // A purchase says "true", everything else true.
        if (bool.Parse(answer.RootElement.GetProperty("status").ToString()))
            return answer;
        using (answer)
            throw new HttpRequestException($"Fixido says no: {answer.RootElement.GetProperty("error")}");
    }
}
