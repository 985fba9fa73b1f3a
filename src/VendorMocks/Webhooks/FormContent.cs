using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace VendorMocks;

/// <summary>A form body: names and values percent-encoded in UTF-8 as PHP's <c>http_build_query</c> does, a space as <c>+</c>.</summary>
/// <param name="fields">Names with their values, in the order sent; brackets in names are text like any other.</param>
internal sealed class FormContent(params IReadOnlyList<KeyValuePair<string, string>> fields) : ResponseContent
{
    public const string FormUrlEncoded = "application/x-www-form-urlencoded";

    // FB-54
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    public override string ContentType => FormUrlEncoded;

    /// <summary>The fields, as pairs.</summary>
    public override object? Value => fields;

    public override void WriteTo(IBufferWriter<byte> output)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0)
                output.Write("&"u8);
            Write(output, fields[i].Key);
            output.Write("="u8);
            Write(output, fields[i].Value);
        }
    }

    private static void Write(IBufferWriter<byte> output, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = ArrayPool<byte>.Shared.Rent(most);
        var bytes = rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented));
        if (!bytes.ContainsAnyExcept(Plain))
            output.Write(bytes);
        else
            Escape(output, bytes);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void Escape(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        var escaped = output.GetSpan(bytes.Length * 3);
        var length = 0;
        foreach (var b in bytes)
        {
            if (Plain.Contains(b))
                escaped[length++] = b;
            else if (b == (byte)' ')
                escaped[length++] = (byte)'+';
            else
            {
                escaped[length++] = (byte)'%';
                Utf8Formatter.TryFormat(b, escaped[length..], out _, new StandardFormat('X', 2));
                length += 2;
            }
        }

        output.Advance(length);
    }
}
