using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>A fake some of whose answers are deliberately altered on the way.</summary>
/// <param name="world">The world behind it.</param>
/// <param name="vendor">The vendor.</param>
/// <param name="alter">What becomes of a success's body; null leaves the answer as it is.</param>
/// <param name="status">What becomes of the status of an answer that was altered; null leaves it.</param>
/// <param name="call">Which answers: method and path, for example <c>GET /v1/leads</c>; null for all.</param>
internal sealed class AlteredFake(World world, Vendor vendor, Func<JsonNode, JsonNode?> alter, int? status = null, string? call = null) : HttpMessageHandler
{
    private readonly HttpMessageInvoker inner = new(new MocksHandler(world.Host, world, vendor) { AllowAutoRedirect = false });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await inner.SendAsync(request, cancellationToken);
        if ((call is not null && call != $"{request.Method} {request.RequestUri!.AbsolutePath}") || !response.IsSuccessStatusCode)
            return response;
        var text = await response.Content.ReadAsStringAsync(cancellationToken);

        // What is wrapped into a function call stays.
        if (text is not ['{' or '[', ..] || alter(JsonNode.Parse(text)!) is not { } altered)
            return response;
        var type = response.Content.Headers.ContentType;
        response.Content = new StringContent(altered.ToJsonString());
        response.Content.Headers.ContentType = type ?? new MediaTypeHeaderValue("application/json");
        response.StatusCode = (HttpStatusCode?)status ?? response.StatusCode;
        return response;
    }
}
