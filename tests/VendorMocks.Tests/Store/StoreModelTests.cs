namespace VendorMocks.Tests;

public sealed class StoreModelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Tables_indexes_transactions_and_snapshots_agree_with_a_naive_model(int seed) =>
        new DeskModel(seed, StringComparer.OrdinalIgnoreCase).Run(1500);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Keys_with_equal_hashes_are_told_apart(int seed) => new DeskModel(seed, new CollidingComparer()).Run(800);

    [Fact]
    public void A_key_is_compared_with_those_of_its_hash_only()
    {
        var comparer = new CollidingComparer();
        var desk = new Desk(comparer);
        for (var i = 0; i < 500; i++) desk.Add($"{i:000}-7");
        desk.Add("even");
        desk.Add("odd");
        comparer.Compared = 0;
        Assert.Equal("odd", desk.ByCode.Find("ODD")?.Code);
        Assert.Null(desk.ByCode.Find("odder"));
        Assert.Null(desk.ByCode.Find("evenly"));
        Assert.Equal(3, comparer.Compared);
    }

    [Fact]
    public void Stores_opened_from_one_snapshot_do_not_see_each_other()
    {
        var source = new DeskModel(3, StringComparer.OrdinalIgnoreCase);
        source.Run(600);
        var (snapshot, state) = source.Freeze();
        var (left, right) = (Opened(4), Opened(5));
        for (var i = 0; i < 20; i++)
        {
            left.Run(30);
            right.Run(30);
            source.Run(30);
        }

        Opened(6).Check();

        DeskModel Opened(int seed) => new(seed, StringComparer.OrdinalIgnoreCase, snapshot, state);
    }

    [Fact]
    public void Eight_threads_write_their_own_copies_of_one_base()
    {
        var source = new DeskModel(7, StringComparer.OrdinalIgnoreCase);
        source.Run(1000);
        var (snapshot, state) = source.Freeze();
        var before = Written(snapshot);
        using var start = new Barrier(8);
        Exception?[] errors = new Exception?[8];
        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            errors[i] = Record.Exception(() =>
            {
                for (var round = 0; round < 5; round++)
                    new DeskModel(10 + 10 * i + round, StringComparer.OrdinalIgnoreCase, snapshot, state).Run(100);
            });
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(errors, Assert.Null);
        Assert.Equal(before, Written(snapshot));
        new DeskModel(1, StringComparer.OrdinalIgnoreCase, snapshot, state).Check();
    }

    private static string Written(StoreSnapshot snapshot)
    {
        var desk = new Desk();
        desk.Store.Restore(snapshot);
        return desk.Store.Written();
    }

    private sealed class CollidingComparer : StringComparer
    {
        public override int Compare(string? x, string? y) => OrdinalIgnoreCase.Compare(x, y);

        public int Compared { get; set; }

        public override bool Equals(string? x, string? y)
        {
            Compared++;
            return OrdinalIgnoreCase.Equals(x, y);
        }

        public override int GetHashCode(string obj) => obj[^1] == '7' ? int.MinValue : obj.Length % 2;
    }
}
