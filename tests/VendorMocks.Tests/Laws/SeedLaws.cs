using System.Text;
using System.Text.Json;

namespace VendorMocks.Tests;

public sealed class SeedLaws
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> SeededVendors()
    {
        var vendors = new TheoryData<string>();
        foreach (var vendor in Vendors.All)
        {
            if (File.Exists(PathOf(vendor)))
                vendors.Add(vendor.Name);
        }

        return vendors;
    }

    /// <summary>
    /// Set MOCKS_UPDATE=seeds to write the files instead of comparing them (an empty file beside the vendor's code is
    /// enough to begin with), build again, and list the change in the changelog.
    /// </summary>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(SeededVendors))]
    public void The_embedded_seed_is_what_the_generator_makes(string name)
    {
        var vendor = Vendors.Find(name)!;
        var generated = Write(SeededBases.Generate(vendor, new SeedPlan(SeedPlan.DefaultSeed, null), EmbeddedSeed.Reference));
        if (Environment.GetEnvironmentVariable("MOCKS_UPDATE") == "seeds")
            File.WriteAllText(PathOf(vendor), generated);
        Assert.Equal(File.ReadAllText(PathOf(vendor)), generated);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(SeededVendors))]
    public void The_embedded_seed_reads_back_to_itself(string name)
    {
        var vendor = Vendors.Find(name)!;
        var state = vendor.CreateState();
        state.Store.Read(EmbeddedSeed.Read(vendor)!, TimeSpan.Zero);
        Assert.Equal(File.ReadAllText(PathOf(vendor)), Write(state));
    }

    private static string PathOf(Vendor vendor) => Repository.PathTo("src", "VendorMocks", "Vendors", vendor.Title, EmbeddedSeed.ResourceName(vendor));

    private static string Write(VendorState state)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
            state.Store.Write(writer);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
