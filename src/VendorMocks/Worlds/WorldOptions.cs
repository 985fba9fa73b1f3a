using System.Collections.Frozen;
using System.Collections.ObjectModel;

namespace VendorMocks;

/// <summary>How a world begins. All of it may be left out.</summary>
public sealed record WorldOptions
{
    internal static readonly IReadOnlyDictionary<string, VendorOptions> NoVendors = ReadOnlyDictionary<string, VendorOptions>.Empty;

    private static readonly VendorOptions Plain = new();

    /// <summary>The default start of worlds opened in process: 2026-01-01T12:00:00Z.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Name in addresses: 1 to 64 small letters, digits and dashes. Keys are derived from it.</summary>
    public string Name { get; init; } = "default";

    /// <summary>What random values are made from; the same seed, start and calls give the same bytes.</summary>
    public ulong Seed { get; init; } = SeedPlan.DefaultSeed;

    /// <summary>What is in it at the start.</summary>
    public WorldSize Size { get; init; } = WorldSize.Empty;

    /// <summary>The clock's first moment; null is <see cref="DefaultStart"/> for a frozen world, the present for a running one.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Whether the clock runs; a frozen one moves only by <see cref="WorldClock.Advance"/>.</summary>
    public bool Running { get; init; }

    /// <summary>Where the flow of a running clock comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether the vendors' request limits count.</summary>
    public bool Limits { get; init; } = true;

    /// <summary>How single vendors begin where they differ from the rest, by their names.</summary>
    public IReadOnlyDictionary<string, VendorOptions> PerVendor { get; init; } = NoVendors;

    /// <summary>Whom the world may call besides this machine and private networks; as for <see cref="Webhooks.AllowTargets"/>.</summary>
    public IReadOnlyList<string> WebhookTargets { get; init; } = [];

    /// <summary>The first moment of a world's clock that is opened now.</summary>
    internal DateTimeOffset FirstMoment => Start ?? (Running ? TimeProvider.GetUtcNow() : DefaultStart);

    /// <summary>The credentials that a vendor begins with: chosen ones, else those that the world's name gives.</summary>
    internal IReadOnlyList<Credential> CredentialsOf(Vendor vendor) => Of(vendor).Credentials is { Count: > 0 } chosen
        ? [.. vendor.CredentialsOf(Name).Select(minted => chosen.FirstOrDefault(one => one.Role == minted.Role) ?? minted)]
        : vendor.CredentialsOf(Name);

    /// <summary>What a vendor's invented records are made from; null when it begins without any.</summary>
    internal SeedPlan? PlanOf(Vendor vendor)
    {
        var own = Of(vendor);
        var size = own.Size ?? Size;
        return size.IsEmpty ? null : new SeedPlan(Seed, size.Records, own.Locale);
    }

    /// <summary>The same beginning under another name, with that name's keys.</summary>
    internal WorldOptions Renamed(string name) => this with
    {
        Name = name,
        PerVendor = PerVendor.Count == 0 ? PerVendor : PerVendor.ToFrozenDictionary(pair => pair.Key, pair => pair.Value with { Credentials = [] }),
    };

    private VendorOptions Of(Vendor vendor) => PerVendor.GetValueOrDefault(vendor.Name) ?? Plain;
}

/// <summary>How many invented records a world begins with.</summary>
/// <param name="Records">Null for each vendor's default; 0 for none; else the number of the vendor's main records.</param>
public readonly record struct WorldSize(int? Records)
{
    /// <summary>Accounts and credentials only.</summary>
    public static WorldSize Empty => new(0);

    /// <summary>Each vendor's default seed.</summary>
    public static WorldSize Default => new(null);

    /// <summary>A number of main records, up to a million.</summary>
    /// <param name="records">1 to 1,000,000.</param>
    public static WorldSize Of(int records) => records is >= 1 and <= 1_000_000
        ? new(records)
        : throw new ArgumentOutOfRangeException(nameof(records), records, "A world holds 1 to 1,000,000 main records.");

    internal bool IsEmpty => Records == 0;
}
