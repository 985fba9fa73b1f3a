using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>Reads HAR 1.2 files, as browsers and proxies write them.</summary>
public static class HarImport
{
    /// <summary>The exchanges of a file, in its order. They are as they were recorded: hand them to a <see cref="FixtureRecorder"/>.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">The file's text.</param>
    /// <exception cref="ContractFileException">It is no HAR file; the message names file, line and reason.</exception>
    public static IReadOnlyList<CapturedExchange> Read(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        HarFile? har;
        try
        {
            har = JsonSerializer.Deserialize<HarFile>(text, JsonSerializerOptions.Web);
        }
        catch (JsonException error)
        {
            throw ContractFileException.Unreadable(file, error);
        }

        if (har?.Log is not { } log)
            throw ContractFileException.At(file, text, "\"log\"", "a HAR file has an object \"log\"");
        if (log.Version is not ("1.1" or "1.2"))
            throw ContractFileException.At(file, text, "\"version\"", $"HAR version \"{log.Version}\" is not 1.2");
        return [.. (log.Entries ?? throw ContractFileException.At(file, text, "\"log\"", "\"entries\" is missing"))
            .Select((entry, i) => Exchange(entry, reason => EntryFault(file, text, i, reason)))];
    }

    /// <summary>Reads a file and records its exchanges of a vendor as fixtures.</summary>
    /// <param name="path">The HAR file.</param>
    /// <param name="recorder">Redacts and writes.</param>
    /// <exception cref="ContractFileException">It is no HAR file.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static IReadOnlyList<RecordedExchange> Record(string path, FixtureRecorder recorder)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        return [.. Read(Path.GetFileName(path), File.ReadAllText(path)).Select(recorder.Take)];
    }

    private static CapturedExchange Exchange(HarEntry entry, Func<string, ContractFileException> fault)
    {
        if (entry.Request is not { Method: { Length: > 0 } method, Url: { } url } request)
            throw fault("has no request with \"method\" and \"url\"");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw fault($"asks for \"{url}\", which is no http URL");
        if (entry.Response is not { Status: >= 100 and <= 599 } response)
            throw fault("has no response with a \"status\" from 100 to 599");
        var headers = request.Headers ?? [];
        if (headers.Concat(request.PostData?.Params ?? []).Any(pair => pair.Name is null))
            throw fault("has a header or field without \"name\"");
        return new()
        {
            Method = method,
            Target = address.PathAndQuery,
            RequestHeaders = [.. headers.Where(h => !h.Name!.StartsWith(':')).Select(h => KeyValuePair.Create(h.Name!, h.Value ?? ""))],
            RequestBody = Body(request.PostData?.Text ?? Form(request.PostData), request.PostData?.RequestEncoding, fault),
            Status = response.Status,
            ResponseType = response.Content?.MimeType ?? "",
            ResponseBody = Body(response.Content?.Text, response.Content?.Encoding, fault),
        };
    }

    // Some tools write the fields of a form instead of its text.
    private static string? Form(HarContent? post) => post?.Params is { Count: > 0 } fields
        ? string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Name!)}={Uri.EscapeDataString(f.Value ?? "")}"))
        : null;

    private static byte[] Body(string? text, string? encoding, Func<string, ContractFileException> fault)
    {
        if (text is null)
            return [];
        if (encoding is null or "")
            return Encoding.UTF8.GetBytes(text);
        if (encoding != "base64")
            throw fault($"has a body in encoding \"{encoding}\"; base64 is the only one");
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw fault("has a body that is no base64");
        }
    }

    private static ContractFileException EntryFault(string file, string text, int index, string reason)
    {
        // Each entry has one time of start, so that the n-th of them is the n-th entry's line.
        int at = -1;
        for (int i = 0; i <= index && (at = text.IndexOf("\"startedDateTime\"", at + 1, StringComparison.Ordinal)) >= 0; i++)
        {
        }
        return new(file, at < 0 ? 1 : text.AsSpan(0, at).Count('\n') + 1, $"entry {index} {reason}");
    }

    private sealed record HarFile(HarLog? Log);

    private sealed record HarLog(string? Version, IReadOnlyList<HarEntry>? Entries);

    private sealed record HarEntry(HarRequest? Request, HarResponse? Response);

    private sealed record HarRequest(string? Method, string? Url, IReadOnlyList<HarPair>? Headers, HarContent? PostData);

    private sealed record HarResponse(int Status, HarContent? Content);

    private sealed record HarContent(string? MimeType, string? Text, IReadOnlyList<HarPair>? Params, string? Encoding)
    {
        /// <summary>HAR knows encodings of answers only; those of requests are an addition of some tools.</summary>
        [JsonPropertyName("_encoding")]
        public string? RequestEncoding { get; init; }
    }

    private sealed record HarPair(string? Name, string? Value);
}
