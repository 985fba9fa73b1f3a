using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>An answer read whole: what scenarios assert on.</summary>
public sealed record Answer(int Status, string Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>A value at a JSON path written with dots: <c>lead.email</c> or <c>0.id</c>.</summary>
    public JsonElement this[string path] => path.Split('.').Aggregate(
        Json,
        (at, name) => at.ValueKind == JsonValueKind.Array ? at[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : at.GetProperty(name));

    /// <summary>The text of a value at a path.</summary>
    public string? Text(string path) => this[path].ValueKind == JsonValueKind.Null ? null : this[path].ToString();

    /// <summary>A header line, wherever the object model keeps it; null when it was not sent.</summary>
    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}

/// <summary>Short calls for scenarios.</summary>
public static class Answers
{
    public static async Task<Answer> SendAsync(this HttpClient client, string method, string url, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers);
    }

    public static Task<Answer> Get(this HttpClient client, string url, params (string Name, string Value)[] headers) =>
        client.SendAsync("GET", url, null, headers);

    /// <summary>Sends form fields: names and values in turn.</summary>
    public static Task<Answer> Form(this HttpClient client, string method, string url, params string[] fields) =>
        client.SendAsync(method, url, FormBody(fields));

    public static Task<Answer> Json(this HttpClient client, string method, string url, string json) =>
        client.SendAsync(method, url, new StringContent(json, Encoding.UTF8, "application/json"));

    public static FormUrlEncodedContent FormBody(params string[] fields) =>
        new(fields.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1])));
}
