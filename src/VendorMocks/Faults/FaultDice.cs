namespace VendorMocks;

/// <summary>What a fault draws for one call: a function of the world's seed, the fault's number and how many calls it has seen.</summary>
/// <param name="Random">The world's source.</param>
/// <param name="Purpose">The fault's own purpose, so that its dice shift no other value.</param>
/// <param name="Seen">Which matching call it is.</param>
internal readonly record struct FaultDice(RandomSource Random, string Purpose, long Seen)
{
    private const int PerCall = 4;

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    /// <param name="which">0 says whether the fault hits; 1 to 3 are the kind's own.</param>
    public double Unit(int which) => Random.Unit(Purpose, Seen * PerCall + which);

    /// <summary>A normally distributed number (Box and Muller's way), from this and the following number.</summary>
    public double Normal(int which) => Math.Sqrt(-2 * Math.Log(1 - Unit(which))) * Math.Cos(2 * Math.PI * Unit(which + 1));
}
