namespace VendorMocks.Tests;

public sealed class SortedRunsTests
{
    private readonly object _edit = new();

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(100_000)]
    public void Entries_that_arrive_in_order_fill_their_chunks(int count)
    {
        var runs = Filled(Enumerable.Range(0, count));
        Assert.Equal((count + 511) / 512, runs.Chunks);
        AssertHolds(runs, Enumerable.Range(0, count));
    }

    [Theory]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1025)]
    [InlineData(3000)]
    public void Entries_may_arrive_and_leave_in_any_order(int count)
    {
        var random = new Random(count);
        var shuffled = Enumerable.Range(0, count).ToArray();
        foreach (var arrival in (int[][])[shuffled.Reverse().ToArray(), Shuffled()])
        {
            var runs = Filled(arrival);
            AssertHolds(runs, Enumerable.Range(0, count));
            var left = new SortedSet<int>(arrival);
            foreach (var value in Shuffled())
            {
                runs = runs.Remove(Entry(value), _edit);
                left.Remove(value);
                if (left.Count % 97 == 0) AssertHolds(runs, left);
            }

            Assert.Equal((0, 0), (runs.Count, runs.Chunks));
        }

        int[] Shuffled()
        {
            random.Shuffle(shuffled);
            return [.. shuffled];
        }
    }

    [Fact]
    public void A_full_chunk_takes_an_entry_at_each_place()
    {
        var even = Enumerable.Range(0, 512).Select(i => 2 * i).ToArray();
        for (var value = -1; value <= 1023; value += 2)
        {
            var runs = Filled(even).Insert(Entry(value), _edit);
            AssertHolds(runs, even.Append(value).Order());
            Assert.Equal(2, runs.Chunks);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Chunks_that_run_empty_are_joined(bool backwards)
    {
        var runs = Filled(Enumerable.Range(0, 512 * 40));
        for (var i = 0; i < 512 * 40; i++)
        {
            var value = backwards ? 512 * 40 - 1 - i : i;
            if (value % 512 != 17) runs = runs.Remove(Entry(value), _edit);
        }

        AssertHolds(runs, Enumerable.Range(0, 40).Select(i => i * 512 + 17));
        Assert.InRange(runs.Chunks, 1, 2);
    }

    [Fact]
    public void Positions_and_distances_agree_with_ranks()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 5000).Where(_ => random.Next(3) > 0).ToArray();
        var shuffled = values.ToArray();
        random.Shuffle(shuffled);
        var runs = Filled(shuffled);
        var start = runs.LowerBound(Entry(-1));
        var end = runs.LowerBound(Entry(5000));
        Assert.True(runs.IsEnd(end));
        for (var i = 0; i < 2000; i++)
        {
            var value = random.Next(-1, 5001);
            var rank = values.Count(other => other < value);
            var at = runs.LowerBound(Entry(value));
            Assert.Equal((rank, values.Length - rank), (runs.Distance(start, at), runs.Distance(at, end)));
            Assert.Equal((at, at), (runs.Forward(start, rank), runs.Backward(end, values.Length - rank)));
            if (rank > 0) Assert.Equal(0, runs.Distance(at, start));
        }
    }

    [Fact]
    public void A_write_with_another_token_leaves_the_original_as_it_was()
    {
        var original = Filled(Enumerable.Range(0, 2000));
        var other = new object();
        var copy = original;
        for (var i = 0; i < 2000; i += 2) copy = copy.Remove(Entry(i), other);
        for (var i = 2000; i < 3000; i++) copy = copy.Insert(Entry(i), other);
        AssertHolds(original, Enumerable.Range(0, 2000));
        AssertHolds(copy, Enumerable.Range(0, 3000).Where(i => i >= 2000 || i % 2 == 1));
        Assert.Equal((0, 0), (SortedRuns.Empty.Count, SortedRuns.Empty.Chunks));
    }

    [Fact]
    public void An_entry_that_is_not_there_cannot_be_removed()
    {
        var runs = Filled([1, 3]);
        Assert.Throws<InvalidOperationException>(() => runs.Remove(Entry(2), _edit));
        Assert.Throws<InvalidOperationException>(() => runs.Remove(Entry(4), _edit));
        Assert.Throws<InvalidOperationException>(() => SortedRuns.Empty.Remove(Entry(1), _edit));
        AssertHolds(runs, [1, 3]);
    }

    private static Entry Entry(int value) => new(value / 1000, value / 10, value);

    private static void AssertHolds(SortedRuns runs, IEnumerable<int> values)
    {
        var found = new List<int>();
        for (var at = runs.LowerBound(new(long.MinValue, 0, 0)); !runs.IsEnd(at); at = runs.Next(at)) found.Add((int)runs[at].Id);
        Assert.Equal(values, found);
        Assert.Equal(found.Count, runs.Count);
        found.Reverse();
        var back = runs.LowerBound(new(long.MaxValue, 0, 0));
        foreach (var value in found)
        {
            back = runs.Previous(back);
            if (runs[back] != Entry(value)) Assert.Fail($"Expected {value} but found {runs[back]}.");
        }
    }

    private SortedRuns Filled(IEnumerable<int> values) =>
        values.Aggregate(SortedRuns.Empty, (runs, value) => runs.Insert(Entry(value), _edit));
}
