using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace VendorMocks;

/// <summary>Reads the fields of a multipart form.</summary>
internal static class FieldMultipart
{
    // RFC 2046, 5.1.1.
    private const int MaxBoundary = 70;

    public static FieldReading Read(ReadOnlyMemory<byte> body, string contentType, FieldDialect dialect)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase))
            return FieldReading.Unreadable("multipart: the content type is not multipart");
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > MaxBoundary)
            return FieldReading.Unreadable(boundary.Length == 0
                ? "multipart: the content type names no boundary"
                : string.Create(CultureInfo.InvariantCulture, $"multipart: the boundary is longer than {MaxBoundary} characters"));
        try
        {
            return ReadSections(new MultipartReader(boundary, AsStream(body)), dialect);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            return FieldReading.Unreadable($"multipart: {problem.Message}");
        }
    }

    private static FieldReading ReadSections(MultipartReader reader, FieldDialect dialect)
    {
        var tree = new FieldTree(dialect);
        int part = 0;
        while (Next(reader) is { } section)
        {
            part++;
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
            if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue || !disposition.Name.HasValue) continue;
            string name = HeaderUtilities.UnescapeAsQuotedString(disposition.Name).ToString();
            using var content = new MemoryStream();
            section.Body.CopyTo(content);
            var value = content.GetBuffer().AsSpan(0, (int)content.Length);
            // The header has been decoded already, its invalid bytes replaced.
            if (dialect.RejectInvalidUtf8 && (!Utf8.IsValid(value) || name.Contains('\uFFFD')))
                return FieldReading.Unreadable(string.Create(CultureInfo.InvariantCulture, $"invalid UTF-8 in part {part}"));
            if (!tree.Add(name, Encoding.UTF8.GetString(value))) break;
        }

        return tree.Finish();
    }

    /// <summary>The next part; null after the last. Nothing waits here: the whole body is in memory.</summary>
    private static MultipartSection? Next(MultipartReader reader) => reader.ReadNextSectionAsync().GetAwaiter().GetResult();

    private static MemoryStream AsStream(ReadOnlyMemory<byte> body)
        => MemoryMarshal.TryGetArray(body, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);
}
