namespace VendorMocks;

/// <summary>Invented data on demand.</summary>
public static class Seeds
{
    /// <summary>The most leads that are added at once.</summary>
    public const int MostLeads = 100_000;

    // One transaction each, so that callers of the world get their turn between.
    private const int Batch = 1_000;

    /// <summary>
    /// Adds invented leads to a world in use, made at its present moment. The same seed, state and call give the same bytes.
    /// Nothing is sent for them, as nothing is sent for the data that a world begins with.
    /// </summary>
    /// <param name="world">The world.</param>
    /// <param name="vendor">Whose leads.</param>
    /// <param name="leads">How many, 1 to 100,000.</param>
    /// <param name="locale">Where the people come from, one of <see cref="SeedLocales"/>; null for the vendor's own mixture.</param>
    /// <exception cref="ArgumentException">The number or the locale makes no sense. Nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">The world would get more records than a world here may. Nothing was changed.</exception>
    public static void Seed(this World world, Vendor vendor, int leads, string? locale = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(vendor);
        if (leads is < 1 or > MostLeads)
            throw new ArgumentOutOfRangeException(nameof(leads), leads, $"1 to {MostLeads} leads are added at once.");
        if (locale is not null && !SeedLocales.All.Contains(locale))
            throw new ArgumentException($"There are no people of locale '{locale}'. There are: {string.Join(", ", SeedLocales.All)}.", nameof(locale));
        var plan = new SeedPlan(world.Options.Seed, null, locale ?? world.Options.PerVendor.GetValueOrDefault(vendor.Name)?.Locale);
        // A lead may bring its visitor and its contact.
        if (world.Read<VendorState, bool>(vendor, _ => world.IsFull(3L * leads)))
            throw new InvalidOperationException($"A world gets {world.Host.MaxRecords} records beyond those that it began with, and there is no room left for {leads} leads.");
        for (var left = leads; left > 0; left -= Batch)
        {
            var count = Math.Min(left, Batch);
            var input = FieldMap.Of([KeyValuePair.Create("leads", Field.OfNumber(count.ToString(System.Globalization.CultureInfo.InvariantCulture)))]);
            world.Act(vendor, vendor.Name + ".seed", input, call =>
            {
                vendor.Extend(call, plan, count);
                return HookResult.Nothing;
            });
        }
    }
}
