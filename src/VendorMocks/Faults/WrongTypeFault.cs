using System.Buffers;
using System.Net.Http.Headers;

namespace VendorMocks;

/// <summary>Names a content type that the body does not have.</summary>
public sealed record WrongTypeFault() : Fault("wrong-type")
{
    private const string Page = "text/html; charset=utf-8";

    /// <summary>The type to name; null for an HTML page's, or for bytes' where the answer is a page.</summary>
    public string? ContentType { get; init; }

    internal override FaultTiming Nature => FaultTiming.After;

    internal override void Strike(FaultStrike strike, in FaultDice dice) =>
        strike.Damage(content => new Content(content, ContentType ?? (content.ContentType == Page ? "application/octet-stream" : Page)));

    internal override (string Field, string Problem)? OwnProblem() => ContentType is { } type && !IsType(type)
        ? ("contentType", $"'{type}' is no content type.")
        : FaultStrike.NeedsAnswer(this);

    internal static bool IsType(string text) => MediaTypeHeaderValue.TryParse(text, out _);

    private sealed class Content(ResponseContent inner, string contentType) : ResponseContent
    {
        public override string ContentType => contentType;

        public override object? Value => inner.Value;

        public override void WriteTo(IBufferWriter<byte> output) => inner.WriteTo(output);
    }
}
