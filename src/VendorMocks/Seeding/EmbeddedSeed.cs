namespace VendorMocks;

/// <summary>Default seeds, generated at development time, so that start-up and bytes do not hang on the generator.</summary>
internal static class EmbeddedSeed
{
    /// <summary>The first day that embedded seeds are written for; they are shifted to the world's own.</summary>
    public static readonly DateTimeOffset Reference = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string ResourceName(Vendor vendor) => $"{vendor.Name}.seed.json";

    public static byte[]? Read(Vendor vendor)
    {
        using var stream = typeof(EmbeddedSeed).Assembly.GetManifestResourceStream(ResourceName(vendor));
        if (stream is null)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
