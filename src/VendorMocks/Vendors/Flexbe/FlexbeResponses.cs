using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>How Flexbe says yes and no: always with HTTP 200 (FB-14).</summary>
internal static class FlexbeResponses
{
    /// <summary>Everything that need not be escaped is not; the rest is <see cref="FlexbeJsonContent{T}"/>'s.</summary>
    public static FlexbeJson Json { get; } = new(new JsonSerializerOptions(FlexbeJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static ApiResponse Ok<T>(this FlexbeState state, T value, JsonTypeInfo<T> json) =>
        new(200, new FlexbeJsonContent<T>(value, json, state.Values.JsonEscapes));

    /// <summary>FB-12: the error stands alone.</summary>
    public static ApiResponse Error(int code, string rule, string text) =>
        new(200, new JsonContent<FlexbeErrorBody>(new FlexbeErrorBody(new FlexbeError(code, text)), Json.FlexbeErrorBody)) { Why = rule };

    /// <summary>A moment in whole seconds, as the vendor keeps it.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
}

/// <summary>FB-19: JSON with characters as they are, or escaped as PHP does by itself.</summary>
internal sealed class FlexbeJsonContent<T>(T value, JsonTypeInfo<T> type, FlexbeJsonEscapes escapes) : ResponseContent
{
    private readonly JsonContent<T> _inner = new(value, type);

    public override string ContentType => _inner.ContentType;

    public override object? Value => value;

    public override void WriteTo(IBufferWriter<byte> output)
    {
        // The platform's encoder escapes what it takes for unusual, emoji among it, so its text is gone over once more.
        var buffer = new ArrayBufferWriter<byte>(4096);
        _inner.WriteTo(buffer);
        FlexbeEscapes.Rewrite(buffer.WrittenSpan, output, escapes);
    }
}

internal sealed record FlexbeStatusBody(int Status);

internal sealed record FlexbeErrorBody(FlexbeError Error);

internal sealed record FlexbeError(int Code, string Msg);

/// <summary>FB-10.</summary>
internal sealed record FlexbeListBody(FlexbeListData Data);

internal sealed record FlexbeListData(FlexbeLeadBody[] Leads);

/// <summary>FB-11.</summary>
internal sealed record FlexbeChangedBody(int Status, FlexbeChangedData Data);

internal sealed record FlexbeChangedData(FlexbeLeadBody Lead);
