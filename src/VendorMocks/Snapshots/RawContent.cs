using System.Buffers;

namespace VendorMocks;

/// <summary>Bytes as they are: a body that was read from a file.</summary>
internal sealed class RawContent(byte[] bytes, string contentType) : ResponseContent
{
    public override string ContentType => contentType;

    public override void WriteTo(IBufferWriter<byte> output) => output.Write(bytes);
}
