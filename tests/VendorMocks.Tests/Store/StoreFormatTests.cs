using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks.Tests;

public sealed class StoreFormatTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void A_state_is_written_with_its_next_ids_and_sequences()
    {
        _desk.Tickets.Insert(new(105, null, 1, 2, Desk.Noon));
        _desk.Tickets.Insert(new(102, "a", 3, null, Desk.Noon, Desk.Noon.AddHours(1)));
        _desk.Numbers.Next();
        Assert.Equal(
            """
            {"tables":{"tickets":{"next":106,"rows":[
            {"id":102,"code":"a","score":3,"at":"2026-01-01T12:00:00+00:00","closed":"2026-01-01T13:00:00+00:00"},
            {"id":105,"score":1,"owner":2,"at":"2026-01-01T12:00:00+00:00"}
            ]},"notes":{"next":1,"rows":[]}},"sequences":{"numbers":501}}
            """.ReplaceLineEndings(""), _desk.Store.Written());
    }

    [Fact]
    public void A_state_that_is_read_replaces_everything()
    {
        for (var i = 0; i < 1000; i++) _desk.Add($"code-{i}", i % 7, i % 3);
        _desk.Tickets.Remove(1099);
        _desk.Numbers.Next();
        _desk.Store.Commit();
        var written = _desk.Store.Written();
        var other = new Desk();
        other.Add("gone");
        other.Notes.Add(id => new(id, "gone"));
        other.Store.Commit();
        other.Store.Read(Encoding.UTF8.GetBytes(written), TimeSpan.Zero);

        Assert.Equal(written, other.Store.Written());
        Assert.False(other.Store.HasChanges);
        Assert.Equal(_desk.ByOwner.Descending(2), other.ByOwner.Descending(2));
        Assert.Equal(1100, other.ByCode.Find("CODE-998")!.Id + 2);
        Assert.Null(other.ByCode.Find("gone"));
        other.Add("later");
        other.Store.Rollback();
        Assert.Equal(written, other.Store.Written());
    }

    [Fact]
    public void Times_are_moved_when_asked()
    {
        _desk.Tickets.Add(id => new(id, "a", 1, null, Desk.Noon.ToOffset(TimeSpan.FromHours(2)), Desk.Noon.AddDays(1)));
        _desk.Add("b");
        _desk.Store.Commit();
        var text = _desk.Store.Written();
        _desk.Store.Read(Encoding.UTF8.GetBytes(text), TimeSpan.FromDays(-3));
        var (moved, open) = (_desk.ByCode.Find("a")!, _desk.ByCode.Find("b")!);
        Assert.Equal((Desk.Noon.AddDays(-3), TimeSpan.FromHours(2)), (moved.At, moved.At.Offset));
        Assert.Equal(Desk.Noon.AddDays(-2), moved.Closed);
        Assert.Null(open.Closed);
        _desk.Store.Read(Encoding.UTF8.GetBytes(_desk.Store.Written()), TimeSpan.FromDays(3));
        Assert.Equal(text, _desk.Store.Written());
    }

    [Fact]
    public void Times_in_a_vendors_own_form_are_moved_too()
    {
        var json = new TicketJson(new JsonSerializerOptions(TicketJson.Default.Options) { TypeInfoResolver = null, Converters = { new UnixTimes() } });
        var store = new Store();
        var table = store.Table<Ticket>("tickets", json, ticket => ticket.Id);
        store.Read("""{"tables":{"tickets":{"rows":[{"id":1,"score":0,"at":1000}]}}}"""u8, TimeSpan.FromSeconds(5));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1005), table.Find(1)!.At);
        Assert.Contains("\"at\":1005", store.Written(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_state_leaves_out_is_as_new()
    {
        _desk.Add("a");
        _desk.Numbers.Next();
        _desk.Store.Commit();
        _desk.Store.Read("""{"tables":{"tickets":{"next":7,"rows":[{"id":300,"score":1,"at":"2026-01-01T00:00:00Z"}]}}}"""u8, TimeSpan.Zero);
        Assert.Equal((301, 500), (_desk.Tickets.NextId, _desk.Numbers.Value));
        _desk.Store.Read("\uFEFF{}"u8, TimeSpan.Zero);
        Assert.Equal((0, 100), (_desk.Tickets.Count, _desk.Tickets.NextId));
    }

    [Theory]
    [InlineData("", null, null, "JSON")]
    [InlineData("[]", null, null, "StartObject")]
    [InlineData("{", null, null, "end")]
    [InlineData("{} {}", null, null, "'{'")]
    [InlineData("""{"tables":{},"rows":{}}""", null, null, "no part 'rows'")]
    [InlineData("""{"tables":{},"tables":{}}""", null, null, "'tables' twice")]
    [InlineData("""{"tables":{"leads":{}}}""", null, null, "no table 'leads', only 'tickets', 'notes'")]
    [InlineData("""{"tables":{"notes":{},"notes":{}}}""", null, null, "'tables/notes' twice")]
    [InlineData("""{"tables":{"notes":{"next":5,"next":6}}}""", "notes", null, "'tables/notes/next' twice")]
    [InlineData("""{"sequences":{"numbers":1,"numbers":2}}""", null, null, "'sequences/numbers' twice")]
    [InlineData("""{"tables":{"notes":[]}}""", "notes", null, "StartArray")]
    [InlineData("""{"tables":{"notes":{"next":1.5}}}""", "notes", null, "'next'")]
    [InlineData("""{"tables":{"notes":{"next":"1"}}}""", "notes", null, "'next'")]
    [InlineData("""{"tables":{"notes":{"last":1}}}""", "notes", null, "no part 'last'")]
    [InlineData("""{"tables":{"notes":{"rows":{}}}}""", "notes", null, "'rows'")]
    [InlineData("""{"tables":{"notes":{"rows":[{"id":1,"text":"a"},null]}}}""", "notes", 2, "null")]
    [InlineData("""{"tables":{"notes":{"rows":[{"id":1,"text":"a"},{"id":"x"}]}}}""", "notes", 2, "$.id")]
    [InlineData("""{"tables":{"notes":{"rows":[{"id":1,"text":"a"},{"id":1,"text":"b"}]}}}""", "notes", 2, "id 1")]
    [InlineData("""{"tables":{"notes":{"rows":[{"id":9223372036854775807,"text":"a"}]}}}""", "notes", 1, "9223372036854775807")]
    [InlineData("""{"tables":{"notes":{"rows":[{"id":1,"text":"a"},""", "notes", 2, "end")]
    [InlineData("""{"tables":{"tickets":{"rows":[{"id":1,"code":"a","score":1,"at":"0001-01-01T00:00:00Z"}]}}}""", "tickets", 1, "represent")]
    [InlineData("""{"tables":{"tickets":{"rows":[{"id":1,"code":"a","score":1,"at":"2026-01-01T00:00:00Z"},{"id":2,"code":"A","score":1,"at":"2026-01-01T00:00:00Z"}]}}}""", "tickets", 2, "code 'A'")]
    [InlineData("""{"tables":{"tickets":{"rows":[]}},"sequences":{"numbers":null}}""", null, null, "'numbers'")]
    [InlineData("""{"sequences":{"letters":1}}""", null, null, "no sequence 'letters', only 'numbers'")]
    public void A_malformed_state_is_refused_with_its_place_and_changes_nothing(string text, string? table, int? row, string reason)
    {
        for (var i = 0; i < 600; i++) _desk.Add($"code-{i}", i, i % 3);
        _desk.Numbers.Next();
        _desk.Store.Commit();
        var before = _desk.Store.Written();
        var error = Assert.Throws<StateFormatException>(() => _desk.Store.Read(Encoding.UTF8.GetBytes(text), TimeSpan.FromDays(-1)));
        Assert.Equal((table, row), (error.Table, error.Row));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _desk.Store.Written());
        Assert.False(_desk.Store.HasChanges);
        Assert.Same(_desk.Tickets.Find(150), _desk.ByCode.Find("code-50"));
        Assert.Equal(200, _desk.ByOwner.Count(2));
    }

    [Theory]
    [InlineData("tickets", "owner", "numbers", true)]
    [InlineData("other", "owner", "numbers", false)]
    [InlineData("tickets", "other", "numbers", false)]
    [InlineData("tickets", "owner", "other", false)]
    [InlineData("tickets", null, "numbers", false)]
    [InlineData("tickets", "owner", null, false)]
    [InlineData(null, "owner", "numbers", false)]
    public void Only_a_snapshot_of_the_same_tables_is_restored(string? tableName, string? index, string? sequence, bool fits)
    {
        var store = new Store();
        if (tableName is not null)
        {
            var table = store.Table<Ticket>(tableName, TicketJson.Default, ticket => ticket.Id);
            table.Unique("code", ticket => ticket.Code, StringComparer.Ordinal);
            table.Ordered("score", ticket => ticket.Score);
            if (index is not null) table.Ordered(index, ticket => ticket.Score);
        }

        store.Table<Note>("notes", TicketJson.Default, note => note.Id);
        if (sequence is not null) store.Sequence(sequence, 1);
        _desk.Add("a");
        _desk.Store.Commit();
        if (fits)
        {
            _desk.Store.Restore(store.Snapshot());
            Assert.Equal((0, 1, 1), (_desk.Tickets.Count, _desk.Tickets.NextId, _desk.Numbers.Value));
            return;
        }

        var error = Assert.Throws<ArgumentException>(() => _desk.Store.Restore(store.Snapshot()));
        Assert.Contains("tickets, notes", error.Message, StringComparison.Ordinal);
        Assert.NotNull(_desk.ByCode.Find("a"));
    }

    [Fact]
    public void A_snapshot_of_other_rows_is_refused()
    {
        var (notes, tickets) = (new Store(), new Store());
        notes.Table<Note>("rows", TicketJson.Default, note => note.Id);
        tickets.Table<Ticket>("rows", TicketJson.Default, ticket => ticket.Id);
        Assert.Throws<ArgumentException>(() => notes.Restore(tickets.Snapshot()));
    }

    private sealed class UnixTimes : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
    }
}

internal static class WrittenStore
{
    public static string Written(this Store store)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) store.Write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
