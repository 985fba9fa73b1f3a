using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>What an answer carries. Holds finished, immutable rows, so that it can be rendered at any time by any thread.</summary>
public abstract class ResponseContent
{
    /// <summary>The Content-Type header, exactly as sent.</summary>
    public abstract string ContentType { get; }

    /// <summary>Writes the body's bytes.</summary>
    /// <param name="output">Receives them.</param>
    public abstract void WriteTo(IBufferWriter<byte> output);

    /// <summary>The rows behind the bytes, or null: what typed assertions look at.</summary>
    public virtual object? Value => null;

    /// <summary>The body's bytes.</summary>
    public byte[] ToArray()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The body as text, for people and for checks.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ToArray());
}

/// <summary>Rows and the vendor's own serializer for them.</summary>
internal sealed class JsonContent<T>(T value, JsonTypeInfo<T> type, string contentType = JsonContent.Utf8) : ResponseContent
{
    public override string ContentType => contentType;

    public override object? Value => value;

    /// <summary>How text is escaped. Given here rather than in the options, it leaves the generated writer of the type in use.</summary>
    public JavaScriptEncoder? Encoder { get; init; } = type.Options.Encoder;

    public override void WriteTo(IBufferWriter<byte> output)
    {
        // The writer's encoder and indentation count, not those of the options, so they are handed over.
        var writer = JsonContent.Rent(output, Encoder, type.Options.WriteIndented);
        JsonSerializer.Serialize(writer, value, type);
        JsonContent.Return(writer);
    }
}

/// <summary>Content types of JSON answers.</summary>
internal static class JsonContent
{
    public const string Utf8 = "application/json; charset=utf-8";

    public const string Problem = "application/problem+json";

    private static readonly ArrayBufferWriter<byte> Nowhere = new();

    private static readonly ThreadLocal<Utf8JsonWriter?> Kept = new();

    /// <summary>A writer; one that is not returned, because what it wrote failed, is not used again.</summary>
    public static Utf8JsonWriter Rent(IBufferWriter<byte> output, JavaScriptEncoder? encoder, bool indented)
    {
        if (Kept.Value is not { } kept || kept.Options.Encoder != encoder || kept.Options.Indented != indented)
            return new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = encoder, Indented = indented, SkipValidation = true });
        Kept.Value = null;
        kept.Reset(output);
        return kept;
    }

    /// <summary>Sends on what was written and keeps the writer for the thread's next answer.</summary>
    public static void Return(Utf8JsonWriter writer)
    {
        writer.Flush();
        writer.Reset(Nowhere);
        Kept.Value = writer;
    }
}

/// <summary>Fixed text.</summary>
internal sealed class TextContent(string text, string contentType) : ResponseContent
{
    public override string ContentType => contentType;

    public override object? Value => text;

    public override void WriteTo(IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(text, output);
}

/// <summary>Another content between two pieces of text, as JSONP has it.</summary>
internal sealed class WrappedContent(string before, ResponseContent inner, string after) : ResponseContent
{
    public override string ContentType => inner.ContentType;

    public override object? Value => inner.Value;

    public override void WriteTo(IBufferWriter<byte> output)
    {
        Encoding.UTF8.GetBytes(before, output);
        inner.WriteTo(output);
        Encoding.UTF8.GetBytes(after, output);
    }
}
