namespace VendorMocks;

/// <summary>How many of everything a seed world has, the fixed points apart.</summary>
internal sealed record LeadDynoSeedSize
{
    public required int Visitors { get; init; }

    public required int Affiliates { get; init; }

    /// <summary>Leads that came by a visitor.</summary>
    public required int Captured { get; init; }

    /// <summary>Captured leads that bought.</summary>
    public required int Buyers { get; init; }

    /// <summary>Buyers and people who became leads by buying.</summary>
    public required int Customers { get; init; }

    public required int Purchases { get; init; }

    public int Active => Affiliates - Pending - Archived;

    public int Pending => Affiliates / 8;

    public int Archived => Affiliates / 8;

    public int Referred => Affiliates * 5 / 24;

    public int Cancelled => Purchases * 15 / 158;

    public int Marked => Captured * 20 / 203;

    /// <summary>The sizes for a number of visitors; null is the default world.</summary>
    public static LeadDynoSeedSize Of(int? records)
    {
        // The fixed points bring two visitors, two leads and two purchases of their own.
        var visitors = Math.Max((records ?? 360) - 2, 1);
        var leads = Math.Max((records * 6L / 10 ?? 220) - 2, 1);
        var purchases = (int)Math.Max((records * 4L / 10 ?? 160) - 2, 0);
        var customers = (int)Math.Min(leads * 129 / 218, purchases);
        var unseen = (int)(leads * 15 / 218);
        return new LeadDynoSeedSize
        {
            Visitors = visitors,
            Affiliates = Math.Max(1, (records ?? 480) / 20),
            Captured = (int)leads - unseen,
            Buyers = Math.Max(0, customers - unseen),
            Customers = customers,
            Purchases = purchases,
        };
    }
}
