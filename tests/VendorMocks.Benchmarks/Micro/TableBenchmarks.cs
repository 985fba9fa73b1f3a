using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;

namespace VendorMocks.Benchmarks;

/// <summary>A table of 10,000 rows with a key and an order, against the collections one would take instead.</summary>
public class TableBenchmarks
{
    private const int Rows = 10_000;

    private readonly Store _store = new();
    private readonly Table<TableRow> _table;
    private readonly UniqueIndex<TableRow> _byKey;
    private readonly OrderedIndex<TableRow> _byTime;
    private readonly Dictionary<long, TableRow> _rows = [];
    private readonly Dictionary<string, TableRow> _rowsByKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<(long Time, long Id), TableRow> _rowsByTime = [];
    private readonly List<TableRow> _list = [];

    public TableBenchmarks()
    {
        _table = _store.Table<TableRow>("rows", TableJson.Default, row => row.Id);
        _byKey = _table.Unique("key", row => row.Key, StringComparer.OrdinalIgnoreCase);
        _byTime = _table.Ordered("time", row => row.Time);
        for (var id = 1L; id <= Rows; id++)
        {
            var row = _table.Add(RowOf);
            _rows.Add(id, row);
            _rowsByKey.Add(row.Key, row);
            _rowsByTime.Add((row.Time, row.Id), row);
            _list.Add(row);
        }

        _store.Commit();
    }

    [Benchmark(Description = "find by id: Table"), BenchmarkCategory("id"), Answers(5000L)]
    public long OurId() => _table.Find(5000)!.Id;

    [Benchmark(Description = "find by id: Dictionary", Baseline = true), BenchmarkCategory("id"), Answers(5000L)]
    public long TheirId() => _rows[5000].Id;

    [Benchmark(Description = "find by key: UniqueIndex"), BenchmarkCategory("key"), Answers(5000L)]
    public long OurKey() => _byKey.Find("ROW5000@example.com")!.Id;

    [Benchmark(Description = "find by key: Dictionary", Baseline = true), BenchmarkCategory("key"), Answers(5000L)]
    public long TheirKey() => _rowsByKey["ROW5000@example.com"].Id;

    [Benchmark(Description = "page 100 of 25, newest first: OrderedIndex"), BenchmarkCategory("page"), Answers(7525L)]
    public long OurPage() => _byTime.Page(0, 99 * 25, 25)[0].Id;

    [Benchmark(Description = "page 100 of 25, newest first: List in order of time", Baseline = true), BenchmarkCategory("page"), Answers(7525L)]
    public long TheirPage()
    {
        var page = _list.GetRange(_list.Count - 100 * 25, 25);
        page.Reverse();
        return page[0].Id;
    }

    [Benchmark(Description = "add and remove a row: Table in a transaction"), BenchmarkCategory("add"), Answers(Rows)]
    public int OurAdd()
    {
        _table.Add(RowOf);
        _store.Rollback();
        return _table.Count;
    }

    [Benchmark(Description = "add and remove a row: two Dictionaries and a SortedDictionary", Baseline = true), BenchmarkCategory("add"), Answers(Rows)]
    public int TheirAdd()
    {
        var row = RowOf(Rows + 1);
        _rows.Add(row.Id, row);
        _rowsByKey.Add(row.Key, row);
        _rowsByTime.Add((row.Time, row.Id), row);
        _rows.Remove(row.Id);
        _rowsByKey.Remove(row.Key);
        _rowsByTime.Remove((row.Time, row.Id));
        return _rows.Count;
    }

    private static TableRow RowOf(long id) => new(id, $"row{id}@example.com", id);
}

internal sealed record TableRow(long Id, string Key, long Time);

[JsonSerializable(typeof(TableRow))]
internal sealed partial class TableJson : JsonSerializerContext;
