using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace VendorMocks;

/// <summary>Reads what callers send into one immutable tree. Nothing in the input makes it throw, and time and memory grow
/// linearly with the input.</summary>
public static class FieldReader
{
    /// <summary>Reads a query string.</summary>
    /// <param name="query">The query as it stood in the URL, percent escapes included, without the question mark.</param>
    /// <param name="dialect">How to read it.</param>
    public static FieldReading ReadQuery(ReadOnlySpan<char> query, FieldDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        if (query.IsEmpty) return FieldReading.Empty;
        int most = Encoding.UTF8.GetMaxByteCount(query.Length);
        byte[]? rented = most > 512 ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[512];
        var status = Utf8.FromUtf16(query, bytes, out int read, out int written, replaceInvalidSequences: !dialect.RejectInvalidUtf8);
        var reading = status == OperationStatus.Done
            ? ReadForm(bytes[..written], dialect)
            : FieldReading.Unreadable(string.Create(CultureInfo.InvariantCulture, $"invalid UTF-16 at character {read}"));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return reading;
    }

    /// <summary>Reads an <c>application/x-www-form-urlencoded</c> body: fields are split at <c>&amp;</c>, name and value at the
    /// first <c>=</c>; empty fields are skipped; broken percent escapes stay as typed.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="dialect">How to read it.</param>
    public static FieldReading ReadForm(ReadOnlySpan<byte> body, FieldDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        if (body.IsEmpty) return FieldReading.Empty;
        var tree = new FieldTree(dialect);
        for (int start = 0, end; start < body.Length; start = end + 1)
        {
            int length = body[start..].IndexOf((byte)'&');
            end = length < 0 ? body.Length : start + length;
            if (end == start) continue;
            var pair = body[start..end];
            int equals = pair.IndexOf((byte)'=');
            string? value = null;
            if (!TryDecode(equals < 0 ? pair : pair[..equals], dialect, out string name, out int bad)
                || (equals >= 0 && !TryDecode(pair[(equals + 1)..], dialect, out value, out bad)))
            {
                int at = start + (value is null ? 0 : equals + 1) + bad;
                return FieldReading.Unreadable(InvalidUtf8(at));
            }

            if (!tree.Add(name, value)) break;
        }

        return tree.Finish();
    }

    /// <summary>Reads a JSON body by RFC 8259: no comments, no trailing commas; an UTF-8 byte order mark is skipped. Of repeated
    /// members the last counts, at the place of the first. Empty or invalid text, invalid UTF-8, an escaped lone surrogate and
    /// too much nesting make it unreadable.</summary>
    /// <param name="body">The whole body; its root may be any value.</param>
    /// <param name="dialect">Says how member names are compared; nothing else of it matters here.</param>
    /// <param name="maxDepth">The most arrays and objects in one another.</param>
    public static FieldReading ReadJson(ReadOnlySpan<byte> body, FieldDialect dialect, int maxDepth = 64)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDepth, 0);
        return FieldJson.Read(body, dialect.IgnoreCase, maxDepth);
    }

    /// <summary>Reads a <c>multipart/form-data</c> body. Uploaded files and parts without a name are ignored.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="contentType">The request's content type, which names the boundary.</param>
    /// <param name="dialect">How to read it; names are nested and repeated as in a form.</param>
    public static FieldReading ReadMultipart(ReadOnlyMemory<byte> body, string contentType, FieldDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(dialect);
        return FieldMultipart.Read(body, contentType, dialect);
    }

    /// <summary>The place of the first byte that is not UTF-8; the length when all are.</summary>
    internal static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out int used) == OperationStatus.Done) at += used;
        return at;
    }

    /// <summary>The problem of invalid UTF-8 at a place, counted from 0.</summary>
    internal static string InvalidUtf8(int at) => string.Create(CultureInfo.InvariantCulture, $"invalid UTF-8 at byte {at}");

    /// <summary>Undoes <c>+</c> and percent escapes; false, with the place in the raw text, when the dialect refuses the bytes.</summary>
    private static bool TryDecode(ReadOnlySpan<byte> raw, FieldDialect dialect, out string text, out int bad)
    {
        int plain = raw.IndexOfAny((byte)'%', (byte)'+');
        byte[]? rented = plain >= 0 && raw.Length > 256 ? ArrayPool<byte>.Shared.Rent(raw.Length) : null;
        scoped var bytes = raw;
        if (plain >= 0)
        {
            var buffer = rented ?? stackalloc byte[256];
            bytes = buffer[..Unescape(raw, buffer)];
        }

        bool valid = !dialect.RejectInvalidUtf8 || Utf8.IsValid(bytes);
        text = valid ? Encoding.UTF8.GetString(bytes) : "";
        bad = valid ? 0 : RawPlace(raw, FirstInvalid(bytes));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return valid;
    }

    private static int Unescape(ReadOnlySpan<byte> raw, Span<byte> decoded)
    {
        int count = 0;
        for (int at = 0; at < raw.Length; count++)
        {
            decoded[count] = ByteAt(raw, at, out int used);
            at += used;
        }

        return count;
    }

    private static byte ByteAt(ReadOnlySpan<byte> raw, int at, out int used)
    {
        used = 1;
        if (raw[at] == (byte)'+') return (byte)' ';
        if (raw[at] != (byte)'%' || at + 2 >= raw.Length) return raw[at];
        int value = (Hex(raw[at + 1]) << 4) | Hex(raw[at + 2]);
        if (value < 0) return raw[at];
        used = 3;
        return (byte)value;
    }

    /// <summary>The value of a hexadecimal digit, -1 for other bytes.</summary>
    private static int Hex(byte digit)
        => digit is >= (byte)'0' and <= (byte)'9' ? digit - '0'
            : (digit | 0x20) is >= 'a' and <= 'f' ? (digit | 0x20) - 'a' + 10
            : -1;

    /// <summary>Where in the raw text the given decoded byte comes from.</summary>
    private static int RawPlace(ReadOnlySpan<byte> raw, int decodedAt)
    {
        int at = 0;
        for (; decodedAt > 0; decodedAt--)
        {
            ByteAt(raw, at, out int used);
            at += used;
        }

        return at;
    }
}
