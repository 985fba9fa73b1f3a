using System.Collections.Concurrent;

namespace VendorMocks;

/// <summary>
/// Frozen seeded states, made once per vendor, seed, size and first day, and shared by all worlds of the process:
/// opening another world on one costs nothing but its overlay.
/// </summary>
internal static class SeededBases
{
    private const int MaxKept = 32;

    private static readonly ConcurrentDictionary<(Vendor Vendor, SeedPlan Plan, DateTimeOffset Reference), Lazy<StoreSnapshot>> Kept = new();

    public static StoreSnapshot Of(Vendor vendor, SeedPlan plan, DateTimeOffset start)
    {
        // Midnight, so that worlds opened on one day share a base.
        var reference = new DateTimeOffset(start.UtcDateTime.Date, TimeSpan.Zero);
        if (Kept.Count > MaxKept)
            Kept.Clear();
        return Kept.GetOrAdd((vendor, plan, reference), key => new Lazy<StoreSnapshot>(() => Make(key.Vendor, key.Plan, key.Reference))).Value;
    }

    /// <summary>Generates a base anew, without the embedded seed: what the development command and its law use.</summary>
    public static VendorState Generate(Vendor vendor, SeedPlan plan, DateTimeOffset reference)
    {
        var state = vendor.CreateState();
        state.Random = new RandomSource(plan.Seed);
        vendor.Furnish(state, reference);
        vendor.Fill(state, plan, reference);
        state.Store.Commit();
        return state;
    }

    private static StoreSnapshot Make(Vendor vendor, SeedPlan plan, DateTimeOffset reference)
    {
        if (!plan.IsDefault || EmbeddedSeed.Read(vendor) is not { } bytes)
            return Generate(vendor, plan, reference).Store.Snapshot();
        var state = vendor.CreateState();
        state.Store.Read(bytes, reference - EmbeddedSeed.Reference);
        state.Store.Commit();
        return state.Store.Snapshot();
    }
}
