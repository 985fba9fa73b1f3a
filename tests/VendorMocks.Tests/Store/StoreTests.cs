using System.Text.Json.Serialization;

namespace VendorMocks.Tests;

/// <summary>The row of these tests, and a vendor's state as a vendor declares one.</summary>
public sealed record Ticket(long Id, string? Code, long Score, long? Owner, DateTimeOffset At, DateTimeOffset? Closed = null);

public sealed record Note(long Id, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(Note))]
internal sealed partial class TicketJson : JsonSerializerContext;

internal sealed class Desk
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public Desk(StringComparer? comparer = null)
    {
        Tickets = Store.Table<Ticket>("tickets", TicketJson.Default, ticket => ticket.Id, firstId: 100);
        ByCode = Tickets.Unique("code", ticket => ticket.Code, comparer ?? StringComparer.OrdinalIgnoreCase);
        ByScore = Tickets.Ordered("score", ticket => ticket.Score);
        ByOwner = Tickets.Ordered("owner", ticket => ticket.Score, ticket => ticket.Owner);
        Notes = Store.Table<Note>("notes", TicketJson.Default, note => note.Id);
        Numbers = Store.Sequence("numbers", 500);
    }

    public Store Store { get; } = new();

    public Table<Ticket> Tickets { get; }

    public UniqueIndex<Ticket> ByCode { get; }

    public OrderedIndex<Ticket> ByScore { get; }

    public OrderedIndex<Ticket> ByOwner { get; }

    public Table<Note> Notes { get; }

    public Sequence Numbers { get; }

    public Ticket Add(string? code, long score = 0, long? owner = null) =>
        Tickets.Add(id => new(id, code, score, owner, Noon));
}

public sealed class StoreTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void Ids_ascend_by_one_from_the_first_id()
    {
        Assert.Equal(100, _desk.Add("a").Id);
        Assert.Equal(101, _desk.Add("b").Id);
        Assert.Equal(102, _desk.Tickets.NextId);
        Assert.Equal("b", _desk.Tickets.Find(101)?.Code);
        Assert.Null(_desk.Tickets.Find(102));
    }

    [Fact]
    public void The_id_of_a_removed_row_is_not_given_again()
    {
        _desk.Tickets.Remove(_desk.Add("a").Id);
        _desk.Store.Commit();
        Assert.Equal(101, _desk.Add("a").Id);
        _desk.Tickets.Clear();
        Assert.Equal(102, _desk.Add("a").Id);
    }

    [Fact]
    public void A_commit_yields_the_changes_oldest_first_and_ends_the_transaction()
    {
        var added = _desk.Add("a");
        var moved = _desk.Tickets.Replace(added with { Score = 7 });
        _desk.Tickets.Remove(added.Id);
        Change[] expected = [new("tickets", 100, null, added), new("tickets", 100, added, moved), new("tickets", 100, moved, null)];
        Assert.True(_desk.Store.HasChanges);
        Assert.Equal(expected, _desk.Store.Changes);
        Assert.Equal(expected, _desk.Store.Commit());
        Assert.False(_desk.Store.HasChanges);
        Assert.Empty(_desk.Store.Changes);
        Assert.Empty(_desk.Store.Commit());
    }

    [Fact]
    public void A_rollback_undoes_several_changes_of_one_row()
    {
        var kept = _desk.Add("a", 1, 9);
        _desk.Store.Commit();
        _desk.Tickets.Replace(kept with { Code = "b", Score = 2, Owner = 8 });
        _desk.Tickets.Remove(kept.Id);
        _desk.Tickets.Insert(kept with { Code = "c", Owner = null });
        _desk.Add("a");
        _desk.Numbers.Next();
        _desk.Store.Rollback();

        Assert.Equal([kept], _desk.Tickets);
        Assert.Same(kept, _desk.ByCode.Find("A"));
        Assert.Null(_desk.ByCode.Find("b"));
        Assert.Null(_desk.ByCode.Find("c"));
        Assert.Equal([kept], _desk.ByOwner.Page(9, 0, 10));
        Assert.Equal(0, _desk.ByOwner.Count(8));
        Assert.Equal(101, _desk.Tickets.NextId);
        Assert.Equal(500, _desk.Numbers.Value);
        Assert.False(_desk.Store.HasChanges);
    }

    [Fact]
    public void A_sequence_gives_its_numbers_in_order_and_counts_as_a_change()
    {
        Assert.Equal(500, _desk.Numbers.Next());
        Assert.Equal(501, _desk.Numbers.Next());
        Assert.True(_desk.Store.HasChanges);
        Assert.Empty(_desk.Store.Commit());
        _desk.Numbers.Next();
        _desk.Store.Rollback();
        Assert.Equal(502, _desk.Numbers.Next());
    }

    [Fact]
    public void A_taken_key_refuses_the_row_and_leaves_everything_as_it_was()
    {
        var first = _desk.Add("a", 1, 9);
        var second = _desk.Add("b", 2, 9);
        Assert.Throws<InvalidOperationException>(() => _desk.Add("A", 3, 9));
        Assert.Throws<InvalidOperationException>(() => _desk.Tickets.Replace(second with { Code = "A", Score = 5, Owner = 7 }));
        Assert.Throws<InvalidOperationException>(() => _desk.Tickets.Insert(second with { Code = "z" }));

        Assert.Equal([first, second], _desk.Tickets);
        Assert.Equal([second, first], _desk.ByScore.Descending());
        Assert.Equal([second, first], _desk.ByOwner.Page(9, 0, 5));
        Assert.Empty(_desk.ByOwner.Ascending(7));
        Assert.Equal(2, _desk.Store.Changes.Count);
        Assert.Equal(102, _desk.Tickets.NextId);
        _desk.Store.Rollback();
        Assert.Empty(_desk.Tickets);
        Assert.Null(_desk.ByCode.Find("a"));
    }

    [Fact]
    public void An_index_function_that_throws_leaves_everything_as_it_was()
    {
        var store = new Store();
        var table = store.Table<Note>("notes", TicketJson.Default, note => note.Id);
        var byText = table.Unique("text", note => note.Text, StringComparer.Ordinal);
        table.Ordered("length", note => note.Text.Length == 3 ? throw new FormatException() : note.Text.Length);
        Assert.Throws<FormatException>(() => table.Add(id => new(id, "abc")));
        Assert.Empty(table);
        Assert.Null(byText.Find("abc"));
        Assert.Equal(1, table.NextId);
        Assert.False(store.HasChanges);
    }

    [Fact]
    public void A_row_may_keep_its_key_and_take_one_that_was_freed()
    {
        var a = _desk.Add("a");
        var b = _desk.Add("b");
        a = _desk.Tickets.Replace(a with { Code = "A" });
        Assert.Same(a, _desk.ByCode.Find("a"));
        _desk.Tickets.Replace(a with { Code = null });
        b = _desk.Tickets.Replace(b with { Code = "a" });
        Assert.Same(b, _desk.ByCode.Find("a"));
        Assert.Null(_desk.ByCode.Find("b"));
        Assert.Null(_desk.ByCode.Find(null));
    }

    [Fact]
    public void The_same_row_again_is_no_change()
    {
        var row = _desk.Add("a");
        _desk.Store.Commit();
        Assert.Same(row, _desk.Tickets.Replace(row));
        Assert.False(_desk.Store.HasChanges);
    }

    [Fact]
    public void A_replacement_leaves_the_indexes_alone_whose_values_it_keeps()
    {
        var row = _desk.Add("a", 1, 9);
        _desk.Store.Commit();
        // With the token of a snapshot gone, the smallest write to an index would make a copy of it.
        _desk.Store.Snapshot();
        var (scores, owners) = (_desk.ByScore.Runs, _desk.ByOwner.Runs);
        var codes = ((IIndex<Ticket>)_desk.ByCode).Runs;
        row = _desk.Tickets.Replace(row with { Code = "A", Closed = Desk.Noon });
        Assert.Same(scores, _desk.ByScore.Runs);
        Assert.Same(owners, _desk.ByOwner.Runs);
        Assert.Same(codes, ((IIndex<Ticket>)_desk.ByCode).Runs);
        _desk.Tickets.Replace(row with { Owner = 8 });
        Assert.Same(scores, _desk.ByScore.Runs);
        Assert.NotSame(owners, _desk.ByOwner.Runs);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var row = _desk.Add("a");
        Assert.Throws<InvalidOperationException>(() => _desk.Tickets.Remove(1));
        Assert.Throws<InvalidOperationException>(() => _desk.Tickets.Replace(row with { Id = 1 }));
        Assert.Throws<InvalidOperationException>(() => _desk.Tickets.Add(id => row with { Id = id + 1, Code = "b" }));
        Assert.Throws<InvalidOperationException>(() => _desk.Tickets.Ordered("late", ticket => ticket.Score));
        Assert.Throws<InvalidOperationException>(() => _desk.Notes.Add(id => _desk.Notes.Add(inner => new(inner, "inner")) with { Text = "outer" }));
        Assert.Throws<InvalidOperationException>(() => _desk.Store.Table<Note>("notes", TicketJson.Default, note => note.Id));
        Assert.Throws<InvalidOperationException>(() => _desk.Store.Sequence("numbers", 1));
        Assert.Throws<InvalidOperationException>(() => new Desk().Tickets.Ordered("score", ticket => ticket.Score));
        Assert.Throws<InvalidOperationException>(_desk.Store.Snapshot);
        _desk.Store.Commit();
        var snapshot = _desk.Store.Snapshot();
        _desk.Tickets.Remove(row.Id);
        Assert.Throws<InvalidOperationException>(() => _desk.Store.Restore(snapshot));
        Assert.Throws<InvalidOperationException>(() => _desk.Store.Read("{}"u8, TimeSpan.Zero));
    }

    [Fact]
    public void A_table_that_is_written_while_listed_says_so()
    {
        foreach (var code in (string[])["a", "b", "c"]) _desk.Add(code);
        Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var row in _desk.Tickets) _desk.Tickets.Remove(row.Id);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var row in _desk.ByScore.Descending()) _desk.Tickets.Replace(row with { Score = -1 });
        });
    }

    [Fact]
    public void The_ends_of_64_bits_are_ordinary_values()
    {
        foreach (var value in (long[])[long.MinValue, -1, 0, 1, long.MaxValue])
            _desk.Tickets.Insert(new(value == long.MaxValue ? value - 1 : value, $"{value}", value, value, Desk.Noon));
        Assert.Equal(5, _desk.ByScore.Count());
        Assert.Equal([long.MinValue, -1, 0, 1, long.MaxValue], _desk.ByScore.Ascending().Select(ticket => ticket.Score));
        Assert.Equal([long.MinValue, -1, 0, 1, long.MaxValue - 1], _desk.Tickets.Select(ticket => ticket.Id));
        Assert.Equal(1, _desk.ByScore.Count(0, long.MaxValue, long.MaxValue));
        Assert.Equal(2, _desk.ByScore.Count(0, long.MinValue, -1));
        Assert.Equal(0, _desk.ByScore.Count(0, long.MaxValue, long.MinValue));
        Assert.Empty(_desk.ByScore.Page(0, 0, 9, true, 1, 0));
        Assert.Equal(1, _desk.ByOwner.Count(long.MaxValue));
        Assert.Equal(long.MinValue, _desk.ByOwner.Last(long.MinValue)?.Id);

        Assert.Equal(long.MaxValue, _desk.Tickets.NextId);
        Assert.Throws<InvalidOperationException>(() => _desk.Add("more"));
        Assert.Throws<InvalidOperationException>(() => _desk.Tickets.Insert(new(long.MaxValue, null, 0, null, Desk.Noon)));
        Assert.Throws<InvalidOperationException>(() => new Store().Sequence("s", long.MaxValue).Next());
    }

    [Fact]
    public void A_far_id_costs_no_more_than_a_near_one()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _desk.Tickets.Insert(new(999_999_999_999, "far", 0, null, Desk.Noon));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
        Assert.Equal(1_000_000_000_000, _desk.Add("next").Id);
        Assert.Equal("far", _desk.Tickets.Find(999_999_999_999)?.Code);
        Assert.Null(_desk.Tickets.Find(100));
    }

    [Fact]
    public void Pages_are_cut_from_a_group_in_order()
    {
        for (var i = 0; i < 3000; i++) _desk.Add(null, score: i / 2, owner: i % 3 == 0 ? null : i % 3);
        var first = _desk.Tickets.Where(ticket => ticket.Owner == 1).ToArray();
        Assert.Equal(1000, _desk.ByOwner.Count(1));
        Assert.Equal(0, _desk.ByOwner.Count(0));
        Assert.Equal(first.Skip(40).Take(20), _desk.ByOwner.Page(1, 40, 20, descending: false));
        Assert.Equal(first.Reverse().Skip(980).Take(50), _desk.ByOwner.Page(1, 980, 50));
        Assert.Equal(first.Where(ticket => ticket.Score is >= 10 and <= 600).Reverse().Skip(3).Take(7), _desk.ByOwner.Page(1, 3, 7, true, 10, 600));
        Assert.Equal(first.Where(ticket => ticket.Score is >= 10 and <= 600), _desk.ByOwner.Ascending(1, 10, 600));
        Assert.Same(first[0], _desk.ByOwner.First(1));
        Assert.Same(first[^1], _desk.ByOwner.Last(1));
        Assert.Null(_desk.ByOwner.First(5));
        Assert.Null(_desk.ByOwner.Last(5));
        Assert.Empty(_desk.ByOwner.Page(1, 1000, 10));
        Assert.Empty(_desk.ByOwner.Page(1, long.MaxValue, int.MaxValue));
        Assert.Empty(_desk.ByOwner.Page(1, 0, 0));
        Assert.Equal(1000, _desk.ByOwner.Page(1, 0, int.MaxValue).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => _desk.ByOwner.Page(1, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _desk.ByOwner.Page(1, 0, -1));
    }
}
