using System.Buffers;
using System.Globalization;
using System.Text;

namespace VendorMocks;

/// <summary>Goes over JSON text and escapes as PHP's <c>json_encode</c> does, with or without its wish to keep Unicode and slashes.</summary>
internal static class FlexbeEscapes
{
    private static readonly SearchValues<byte> Php = SearchValues.Create([(byte)'/', (byte)'\\', .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    /// <summary>Copies JSON text. Slashes and what is not ASCII stand only in its strings, so no parsing is needed.</summary>
    public static void Rewrite(ReadOnlySpan<byte> json, IBufferWriter<byte> output, FlexbeJsonEscapes escapes)
    {
        var php = escapes == FlexbeJsonEscapes.Php;
        while (true)
        {
            var plain = php ? json.IndexOfAny(Php) : json.IndexOf((byte)'\\');
            if (plain < 0)
            {
                output.Write(json);
                return;
            }

            output.Write(json[..plain]);
            json = json[(plain + Special(json[plain..], output, php))..];
        }
    }

    /// <summary>Writes one escape or character that needs a look; returns its length in the input.</summary>
    private static int Special(ReadOnlySpan<byte> json, IBufferWriter<byte> output, bool php)
    {
        if (json[0] == '/')
        {
            output.Write("\\/"u8);
            return 1;
        }

        if (json[0] != '\\')
        {
            Rune.DecodeFromUtf8(json, out var rune, out var length);
            Escape(rune, output);
            return length;
        }

        if (json[1] != 'u')
        {
            output.Write(json[..2]);
            return 2;
        }

        var first = Hex(json[2..]);
        var pair = char.IsHighSurrogate(first);
        var character = pair ? new Rune(first, Hex(json[8..])) : new Rune(first);
        // PHP escapes control characters always, DEL never.
        if (character.Value < 0x20 || (php && character.Value != 0x7f))
            Escape(character, output);
        else
        {
            var span = output.GetSpan(4);
            output.Advance(character.EncodeToUtf8(span));
        }

        return pair ? 12 : 6;
    }

    private static void Escape(Rune rune, IBufferWriter<byte> output)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
        {
            var span = output.GetSpan(6);
            "\\u"u8.CopyTo(span);
            ((int)unit).TryFormat(span[2..], out _, "x4", CultureInfo.InvariantCulture);
            output.Advance(6);
        }
    }

    private static char Hex(ReadOnlySpan<byte> digits) =>
        (char)ushort.Parse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
