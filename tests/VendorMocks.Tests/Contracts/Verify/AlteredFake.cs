using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>A fake whose answers to one method and path were deliberately altered on the way.</summary>
/// <param name="world">The world behind it.</param>
/// <param name="vendor">The vendor.</param>
/// <param name="call">Method and path, for example <c>GET /v1/leads</c>; a path may end in <c>*</c>.</param>
/// <param name="alter">What is done to the answer's body; null takes it away.</param>
/// <param name="status">What becomes of a success's status; null leaves it.</param>
internal sealed class AlteredFake(World world, Vendor vendor, string call, Func<JsonNode, JsonNode?> alter, int? status = null) : HttpMessageHandler
{
    private readonly HttpMessageInvoker inner = new(new MocksHandler(world.Host, world, vendor));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        var response = await inner.SendAsync(request, cancellationToken);
        if (!(call.EndsWith('*') ? asked.StartsWith(call[..^1], StringComparison.Ordinal) : asked == call) || !response.IsSuccessStatusCode)
            return response;
        if (JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) is { } body)
        {
            var type = response.Content.Headers.ContentType;
            response.Content = alter(body) is { } altered ? new StringContent(altered.ToJsonString()) : new ByteArrayContent([]);
            response.Content.Headers.ContentType = type ?? new MediaTypeHeaderValue("application/json");
        }

        response.StatusCode = (HttpStatusCode?)status ?? response.StatusCode;
        return response;
    }
}
