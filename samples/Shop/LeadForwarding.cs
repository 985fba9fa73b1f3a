using System.Net.Http.Headers;

namespace Shop;

/// <summary>Somebody who wants to hear from us.</summary>
public sealed record Prospect(string FirstName, string LastName, string Email, string Phone, string Country = "CH");

/// <summary>Clixnow: the brand that calls prospects.</summary>
public sealed class Brand
{
    private readonly HttpClient _http;

    public Brand(HttpClient http, IConfiguration configuration)
    {
        _http = http;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiToken", VendorSettings.Of(configuration, "Clixnow").ApiKey);
    }

    public async Task SendAsync(Prospect prospect, CancellationToken stop)
    {
        var lead = new
        {
            firstName = prospect.FirstName,
            lastName = prospect.LastName,
            email = prospect.Email,
            phone = prospect.Phone,
            password = $"Welcome-{Guid.NewGuid():N}!",
            countryCode = prospect.Country,
        };
        using var response = await _http.PostAsJsonAsync("leads", lead, stop);
        response.EnsureSuccessStatusCode();
    }
}

/// <summary>Maxwork: the partner's CRM.</summary>
public sealed class Crm(HttpClient http, IConfiguration configuration)
{
    private readonly VendorSettings _settings = VendorSettings.Of(configuration, "Maxwork");

    public async Task SendAsync(string name, string email, string phone, string message, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"leads?token={Uri.EscapeDataString(_settings.ApiKey)}");
        request.Headers.Add("user", _settings.User);
        request.Content = JsonContent.Create(
            new { Public_Reference = "None", Sender_Name = name, Sender_Email = email, Sender_Phone = phone, Message = message, Lead_Status = "New" },
            options: new() { PropertyNamingPolicy = null });
        using var response = await http.SendAsync(request, stop);
        response.EnsureSuccessStatusCode();
    }
}

/// <summary>Tells both.</summary>
public sealed class LeadForwarding(Brand brand, Crm crm)
{
    public async Task SendAsync(Prospect prospect, CancellationToken stop)
    {
        await brand.SendAsync(prospect, stop);
        await crm.SendAsync($"{prospect.FirstName} {prospect.LastName}", prospect.Email, prospect.Phone, "Please call.", stop);
    }
}
