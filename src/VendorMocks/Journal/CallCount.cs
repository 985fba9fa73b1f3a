namespace VendorMocks;

/// <summary>How many calls there have to be.</summary>
/// <param name="Least">The fewest, 0 or more.</param>
/// <param name="Most">The most; null for any number.</param>
public readonly record struct CallCount(long Least, long? Most)
{
    /// <summary>No call at all.</summary>
    public static CallCount Never => new(0, 0);

    /// <summary>One call.</summary>
    public static CallCount Once => new(1, 1);

    /// <summary>That many calls.</summary>
    /// <param name="calls">0 or more.</param>
    public static CallCount Exactly(long calls) => Between(calls, calls);

    /// <summary>That many calls or more.</summary>
    /// <param name="calls">0 or more.</param>
    public static CallCount AtLeast(long calls)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(calls);
        return new CallCount(calls, null);
    }

    /// <summary>That many calls or fewer.</summary>
    /// <param name="calls">0 or more.</param>
    public static CallCount AtMost(long calls) => Between(0, calls);

    /// <summary>A number of calls between two bounds, both of them allowed.</summary>
    /// <param name="least">0 or more.</param>
    /// <param name="most">Not below <paramref name="least"/>.</param>
    public static CallCount Between(long least, long most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(least);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        return new CallCount(least, most);
    }

    /// <summary>Whether a number is allowed.</summary>
    /// <param name="calls">The number.</param>
    public bool Allows(long calls) => calls >= Least && !(calls > Most);

    /// <summary>The number as a phrase: <c>exactly 2 calls</c>, <c>no call</c>.</summary>
    public override string ToString() => (Least, Most) switch
    {
        (_, 0) => "no call",
        (_, null) => $"at least {Calls(Least)}",
        (0, { } most) => $"at most {Calls(most)}",
        var (least, most) when least == most => $"exactly {Calls(least)}",
        var (least, most) => $"between {least} and {Calls(most.Value)}",
    };

    private static string Calls(long number) => number == 1 ? "1 call" : $"{number} calls";
}
