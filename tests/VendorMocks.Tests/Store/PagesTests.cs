namespace VendorMocks.Tests;

public sealed class PagesTests
{
    private readonly object _edit = new();

    [Fact]
    public void A_page_whose_rows_are_gone_is_given_up()
    {
        var pages = Pages<string>.Empty;
        for (var id = 0L; id < 100_000; id += 100) pages = pages.Set(id * 1000, "row", _edit);
        Assert.Equal((1000, 1000), (pages.Count, pages.PageCount));
        for (var id = 0L; id < 99_900; id += 100) pages = pages.Set(id * 1000, null, _edit);
        Assert.Equal((1, 1), (pages.Count, pages.PageCount));
        Assert.Equal("row", pages.Find(99_900_000));
        Assert.Null(pages.Find(0));
        Assert.Same(pages, pages.Set(0, null, _edit));
        Assert.Equal((1, 1), (pages.Count, pages.PageCount));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(-1)]
    [InlineData(-256)]
    [InlineData(-257)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_row_is_found_under_its_id_only(long id)
    {
        var pages = Pages<string>.Empty.Set(id, "row", _edit);
        Assert.Equal("row", pages.Find(id));
        foreach (var other in (long[])[unchecked(id + 1), unchecked(id - 1), id ^ 256, ~id, id ^ long.MinValue]) Assert.Null(pages.Find(other));
        Assert.Equal(["row"], pages.Rows());
    }

    [Fact]
    public void Rows_are_listed_by_id_however_far_apart_they_stand()
    {
        long[] ids = [700, long.MinValue, 3, 256, long.MaxValue, 255, -1, 512, 1L << 40, -300];
        var pages = ids.Aggregate(Pages<string>.Empty, (pages, id) => pages.Set(id, $"{id}", _edit));
        Assert.Equal(ids.Order().Select(id => $"{id}"), pages.Rows());
        Assert.All(ids, id => Assert.Equal($"{id}", pages.Find(id)));
        Assert.Null(pages.Find(1L << 41));
        Assert.Null(pages.Find(1L << 30));
    }

    [Fact]
    public void A_write_with_another_token_leaves_the_original_as_it_was()
    {
        var original = Pages<string>.Empty;
        for (var id = 0; id < 600; id++) original = original.Set(id, "old", _edit);
        var (other, copy) = (new object(), original);
        for (var id = 0; id < 600; id += 2) copy = copy.Set(id, null, other);
        copy = copy.Set(5, "new", other).Set(900, "new", other);
        Assert.Equal(Enumerable.Repeat("old", 600), original.Rows());
        Assert.Equal((600, 301), (original.Count, copy.Count));
        Assert.Equal(("old", "new", null), (original.Find(5), copy.Find(5), copy.Find(4)));
        Assert.Equal(0, Pages<string>.Empty.Count);
    }
}
