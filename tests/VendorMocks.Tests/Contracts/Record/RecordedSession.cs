using System.Net.Http.Headers;

namespace VendorMocks.Tests;

/// <summary>A client of the fake whose exchanges are kept as a proxy would see them.</summary>
internal sealed class RecordedSession : IDisposable
{
    private readonly World world = World.Open(new WorldOptions { Name = "recorded" });

    public RecordedSession(Func<World, HttpClient> client)
    {
        var inner = client(world);
        var root = inner.BaseAddress!;
        Client = new HttpClient(new Tap(this, inner)) { BaseAddress = root };
    }

    public World World => world;

    public HttpClient Client { get; }

    public List<CapturedExchange> Exchanges { get; } = [];

    public void Dispose()
    {
        Client.Dispose();
        world.Dispose();
    }

    /// <summary>A folder of its own that is gone in the end.</summary>
    public static TemporaryFolder Folder() => new();

    private sealed class Tap(RecordedSession session, HttpClient inner) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            foreach (var (name, values) in request.Headers.NonValidated)
                copy.Headers.TryAddWithoutValidation(name, values);
            var response = await inner.SendAsync(copy, cancellationToken);
            session.Exchanges.Add(new CapturedExchange
            {
                Method = request.Method.Method,
                Target = request.RequestUri!.PathAndQuery,
                RequestHeaders = [.. Lines(request.Headers), .. request.Content is null ? [] : Lines(request.Content.Headers)],
                RequestBody = body,
                Status = (int)response.StatusCode,
                ResponseType = response.Content.Headers.ContentType?.ToString() ?? "",
                ResponseBody = await response.Content.ReadAsByteArrayAsync(cancellationToken),
            });
            return response;
        }

        private static IEnumerable<KeyValuePair<string, string>> Lines(HttpHeaders headers) =>
            headers.NonValidated.Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()));
    }
}

/// <summary>A folder that is deleted when it is disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mocks-").FullName;

    public IReadOnlyList<string> Files => [.. Directory.GetFiles(Path).Order(StringComparer.Ordinal)];

    public string AllText => string.Join('\n', Files.Select(file => file + "\n" + File.ReadAllText(file)));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
