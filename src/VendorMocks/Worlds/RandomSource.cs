using System.Runtime.InteropServices;

namespace VendorMocks;

/// <summary>
/// A world's random values. Each is a pure function of the world's seed, a purpose ("lead.id", "fault.dice") and a number,
/// so values of one purpose never shift those of another, and nothing needs to be remembered. The same on every machine and
/// in every version.
/// </summary>
/// <param name="Seed">The world's seed.</param>
public readonly record struct RandomSource(ulong Seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const ulong WordStep = 0xD1342543DE82EF95;
    private const int MostDigits = 128;

    /// <summary>The source whose seed is a text, such as a world's name.</summary>
    /// <param name="seedText">Any text; other letters, other case, another seed.</param>
    public static RandomSource Of(string seedText) => new(Mix(Hash(seedText)));

    /// <summary>64 random bits. For one seed and purpose no two numbers give the same bits.</summary>
    /// <param name="purpose">What the value is for.</param>
    /// <param name="n">Which one of them; any number.</param>
    public ulong Bits(string purpose, long n)
    {
        var stream = Mix(Seed ^ Mix(Hash(purpose)));
        return Mix(Mix(unchecked(stream + (ulong)n * Golden)) + stream);
    }

    /// <summary>A random UUID (RFC 9562, version 4) in lower case with hyphens.</summary>
    /// <param name="purpose">What the value is for.</param>
    /// <param name="n">Which one of them.</param>
    public string Uuid(string purpose, long n)
    {
        Span<char> text = stackalloc char[36];
        Span<char> digits = stackalloc char[32];
        WriteHex(Bits(purpose, n), digits);
        digits[12] = '4';
        digits[16] = "89ab"[Digit(digits[16]) & 3];
        digits[..8].CopyTo(text);
        digits[8..12].CopyTo(text[9..]);
        digits[12..16].CopyTo(text[14..]);
        digits[16..20].CopyTo(text[19..]);
        digits[20..].CopyTo(text[24..]);
        text[8] = text[13] = text[18] = text[23] = '-';
        return new string(text);
    }

    /// <summary>Random hexadecimal digits in lower case; a shorter text is the start of a longer one.</summary>
    /// <param name="purpose">What the value is for.</param>
    /// <param name="n">Which one of them.</param>
    /// <param name="digits">How many, 1 to 128.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="digits"/> is outside 1 to 128.</exception>
    public string Hex(string purpose, long n, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, MostDigits);
        Span<char> text = stackalloc char[digits];
        WriteHex(Bits(purpose, n), text);
        return new string(text);
    }

    /// <summary>A random integer, each of the range equally likely.</summary>
    /// <param name="purpose">What the value is for.</param>
    /// <param name="n">Which one of them.</param>
    /// <param name="minInclusive">The smallest value.</param>
    /// <param name="maxExclusive">One more than the largest.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty.</exception>
    public int Next(string purpose, long n, int minInclusive, int maxExclusive)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(minInclusive, maxExclusive);
        var range = (ulong)((long)maxExclusive - minInclusive);
        var bits = Bits(purpose, n);
        // Lemire's multiplication; the few values that would favour some results are drawn again.
        var unfair = unchecked(0UL - range) % range;
        for (var word = 0; ; word++)
        {
            var high = Math.BigMul(Word(bits, word), range, out var low);
            if (low >= unfair)
                return (int)(minInclusive + (long)high);
        }
    }

    /// <summary>A random number from 0 up to, but not including, 1, in steps of 2^-53.</summary>
    /// <param name="purpose">What the value is for.</param>
    /// <param name="n">Which one of them.</param>
    public double Unit(string purpose, long n) => (Bits(purpose, n) >> 11) * (1.0 / (1UL << 53));

    private static void WriteHex(ulong bits, Span<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var word = Word(bits, at / 16);
            text[at] = "0123456789abcdef"[(int)(word >> (60 - at % 16 * 4)) & 15];
        }
    }

    private static int Digit(char hex) => hex <= '9' ? hex - '0' : hex - 'a' + 10;

    /// <summary>The words after the first of a value longer than 64 bits.</summary>
    private static ulong Word(ulong bits, int word) => word == 0 ? bits : Mix(unchecked(bits + (ulong)word * WordStep));

    /// <summary>FNV-1a over the text's UTF-16 units, so that it never depends on a platform's own string hash.</summary>
    private static ulong Hash(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hash = 0xCBF29CE484222325;
        foreach (var unit in MemoryMarshal.Cast<char, ushort>(text.AsSpan()))
            hash = unchecked((hash ^ unit) * 0x100000001B3);
        return hash;
    }

    /// <summary>SplitMix64's finaliser: every bit of the input stirs every bit of the result, and nothing is lost.</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += Golden;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
