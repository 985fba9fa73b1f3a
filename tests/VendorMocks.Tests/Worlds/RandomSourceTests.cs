using FsCheck;
using FsCheck.Fluent;

namespace VendorMocks.Tests;

public class RandomSourceTests
{
    private static readonly RandomSource Source = new(42);

    [Fact]
    public void A_value_is_a_function_of_seed_purpose_and_number()
    {
        var bits = Source.Bits("lead.id", 7);
        Assert.Equal(bits, new RandomSource(42).Bits("lead.id", 7));
        Assert.NotEqual(bits, new RandomSource(43).Bits("lead.id", 7));
        Assert.NotEqual(bits, Source.Bits("lead.ID", 7));
        Assert.NotEqual(bits, Source.Bits("lead.id", 8));
        Assert.NotEqual(bits, Source.Bits("lead.id", -7));
    }

    [Theory]
    [InlineData(0, "", 0, 0x73c658a993d54139)]
    [InlineData(42, "lead.id", 7, 0xf20f4d209c9ea341)]
    [InlineData(ulong.MaxValue, "fault.dice", -1, 0x58a6bb00b07490f6)]
    [InlineData(42, "\u0416", 1L << 40, 0x6d47a4f1634cbbbf)]
    public void Bits_stay_what_they_were_in_the_first_version(ulong seed, string purpose, long n, ulong expected) =>
        Assert.Equal(expected, new RandomSource(seed).Bits(purpose, n));

    [Fact]
    public void Every_kind_of_value_stays_what_it_was_in_the_first_version()
    {
        // Computed by a second implementation in another language, whose SplitMix64 gave the published first value.
        Assert.Equal(0x48252e7f585bad26UL, RandomSource.Of("orders").Seed);
        Assert.Equal("1ed358d7-64a6-4c2e-ad64-83e7c614b9cc", Source.Uuid("code", 1));
        Assert.Equal("786be98569352006e3b14a617162abb9b18c0c2d", Source.Hex("token", 1, 40));
        Assert.Equal(4, Source.Next("dice", 1, 1, 7));
        Assert.Equal(-65401, Source.Next("dice", 2, -1_000_000, 1_000_000));
        Assert.Equal(0.35879760938149263, Source.Unit("unit", 1));
    }

    [Fact]
    public void A_seed_text_gives_a_seed_of_its_own()
    {
        Assert.Equal(RandomSource.Of("orders"), RandomSource.Of("orders"));
        Assert.NotEqual(RandomSource.Of("orders"), RandomSource.Of("Orders"));
        Assert.NotEqual(RandomSource.Of(""), RandomSource.Of("\0"));
    }

    [Fact]
    public void No_two_numbers_of_one_purpose_share_their_bits()
    {
        var seen = new HashSet<ulong>();
        for (var n = -50_000; n < 50_000; n++)
            Assert.True(seen.Add(Source.Bits("id", n)));
    }

    [Fact]
    public void A_uuid_is_lower_case_with_version_and_variant()
    {
        var seen = new HashSet<string>();
        var variants = new HashSet<char>();
        for (var n = 0; n < 2000; n++)
        {
            var uuid = Source.Uuid("code", n);
            Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", uuid);
            Assert.True(seen.Add(uuid));
            variants.Add(uuid[19]);
        }
        Assert.Equal(4, variants.Count);
    }

    [Fact]
    public void Hex_has_the_digits_asked_for_and_a_shorter_one_starts_a_longer_one()
    {
        var longest = Source.Hex("token", 1, 128);
        Assert.Matches("^[0-9a-f]{128}$", longest);
        for (var digits = 1; digits <= 128; digits++)
            Assert.Equal(longest[..digits], Source.Hex("token", 1, digits));
        Assert.Equal(8, Enumerable.Range(0, 8).Select(word => longest.Substring(word * 16, 16)).Distinct().Count());
    }

    [Theory, InlineData(0), InlineData(129), InlineData(-1)]
    public void Hex_refuses_other_lengths(int digits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.Hex("token", 1, digits));

    [Theory, InlineData(5, 5), InlineData(5, 4), InlineData(int.MaxValue, int.MinValue)]
    public void An_empty_range_is_refused(int min, int max) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.Next("dice", 1, min, max));

    [Fact]
    public void A_purpose_is_needed()
    {
        Assert.Throws<ArgumentNullException>(() => Source.Bits(null!, 1));
        Assert.Throws<ArgumentNullException>(() => RandomSource.Of(null!));
    }

    [Fact]
    public void An_integer_lies_in_its_range_whatever_the_range() =>
        Prop.ForAll<int, int, int>((n, a, b) =>
        {
            var (min, max) = (Math.Min(a, b), Math.Max(a, b) + 1);
            Assert.InRange(Source.Next("range", n, min, max), min, max - 1);
            Assert.InRange(Source.Next("range", n, int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 6), InlineData(-3, 4), InlineData(0, 10)]
    public void Integers_are_evenly_spread(int min, int max)
    {
        const int Draws = 60_000;
        var counts = new int[max - min];
        for (var n = 0; n < Draws; n++)
            counts[Source.Next("dice", n, min, max) - min]++;
        var expected = (double)Draws / counts.Length;
        // Chi squared beyond 40 at 9 degrees of freedom or fewer comes by chance once in a hundred thousand seeds.
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 0, 40);
    }

    [Fact]
    public void The_widest_range_is_not_cut_to_half()
    {
        var values = Enumerable.Range(0, 1000).Select(n => Source.Next("wide", n, int.MinValue, int.MaxValue)).ToList();
        Assert.InRange(values.Count(value => value < 0), 400, 600);
        Assert.Contains(values, value => value < int.MinValue / 2);
        Assert.Contains(values, value => value > int.MaxValue / 2);
    }

    [Fact]
    public void Units_lie_from_zero_to_below_one_with_the_mean_and_variance_of_an_even_spread()
    {
        var units = Enumerable.Range(0, 50_000).Select(n => Source.Unit("unit", n)).ToList();
        Assert.All(units, unit => Assert.True(unit is >= 0 and < 1));
        var mean = units.Average();
        Assert.InRange(mean, 0.494, 0.506);
        Assert.InRange(units.Average(unit => (unit - mean) * (unit - mean)), 1 / 12.0 - 0.002, 1 / 12.0 + 0.002);
    }

    [Fact]
    public void Any_flipped_input_bit_flips_every_result_bit_half_the_time()
    {
        const int Samples = 2000;
        for (var input = 0; input < 64; input += 7)
        {
            var (byNumber, bySeed) = (new int[64], new int[64]);
            for (var n = 0; n < Samples; n++)
            {
                var bits = Source.Bits("flip", n);
                Count(byNumber, bits ^ Source.Bits("flip", n ^ (1L << input)));
                var seed = (ulong)n * 977;
                Count(bySeed, new RandomSource(seed).Bits("flip", 1) ^ new RandomSource(seed ^ (1UL << input)).Bits("flip", 1));
            }
            // 1000 expected, standard deviation 22.
            Assert.All(byNumber.Concat(bySeed), count => Assert.InRange(count, 850, 1150));
        }
    }

    [Fact]
    public void Similar_purposes_are_unrelated()
    {
        var counts = new int[64];
        for (var n = 0; n < 2000; n++)
            Count(counts, Source.Bits("a" + n, 0) ^ Source.Bits("b" + n, 0));
        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Drawing_allocates_nothing_but_the_text()
    {
        _ = Source.Next("warm", 1, 0, 10) + Source.Unit("warm", 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 100; n++)
            _ = Source.Next("dice", n, 0, 10) + Source.Unit("dice", n);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Count(int[] counts, ulong changed)
    {
        for (var bit = 0; bit < 64; bit++)
            counts[bit] += (int)(changed >> bit) & 1;
    }
}
