namespace VendorMocks.Tests;

/// <summary>What a desk should hold, kept the naive way, and random steps that are taken on both.</summary>
internal sealed class DeskModel
{
    private readonly Random _random;
    private readonly StringComparer _comparer;
    private readonly List<(StoreSnapshot Snapshot, State State)> _snapshots = [];
    private Desk _desk;
    private State _now;
    private State _committed;

    public DeskModel(int seed, StringComparer comparer)
    {
        _random = new(seed);
        _comparer = comparer;
        _desk = new(comparer);
        _now = new([], 100, 500);
        _committed = _now.Copy();
    }

    public DeskModel(int seed, StringComparer comparer, StoreSnapshot snapshot, State state) : this(seed, comparer)
    {
        _desk.Store.Restore(snapshot);
        _now = state.Copy();
        _committed = state.Copy();
        _snapshots.Add((snapshot, state));
    }

    public (StoreSnapshot Snapshot, State State) Freeze()
    {
        Commit();
        return (_desk.Store.Snapshot(), _now.Copy());
    }

    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var error = Record.Exception(Step);
            if (error is not null) Assert.Fail($"Step {step}: {error}");
        }

        Commit();
        Check();
    }

    public void Check()
    {
        var (desk, rows) = (_desk, _now.Rows.Values.ToArray());
        Same(rows, desk.Tickets);
        Assert.Equal((rows.Length, _now.NextId, _now.Number), (desk.Tickets.Count, desk.Tickets.NextId, desk.Numbers.Value));
        Assert.Equal(rows.Length, desk.Store.RecordCount);
        Same(rows.OrderBy(row => row.Score).ThenBy(row => row.Id), desk.ByScore.Ascending());
        Same(rows.OrderByDescending(row => row.Score).ThenByDescending(row => row.Id), desk.ByScore.Descending());
        var byCode = rows.Where(row => row.Code is not null).ToDictionary(row => row.Code!, _comparer);
        for (var i = 0; i < 30; i++)
        {
            var code = (_random.Next(2) == 0 ? AnyRow()?.Code?.ToUpperInvariant() : Code()) ?? "none";
            Assert.Same(byCode.GetValueOrDefault(code), desk.ByCode.Find(code));
            var id = Id();
            Assert.Same(_now.Rows.GetValueOrDefault(id), desk.Tickets.Find(id));
        }

        for (var i = 0; i < 8; i++) CheckRange(rows);
    }

    private void CheckRange(Ticket[] rows)
    {
        var (group, skip, take) = (Owner() ?? -1, _random.Next(0, rows.Length + 2), _random.Next(0, 60));
        long? from = _random.Next(3) == 0 ? null : Score();
        long? to = _random.Next(3) == 0 ? null : Score();
        var all = rows.Where(row => row.Owner == group).OrderBy(row => row.Score).ThenBy(row => row.Id).ToArray();
        var cut = all.Where(row => row.Score >= (from ?? long.MinValue) && row.Score <= (to ?? long.MaxValue)).ToArray();
        var index = _desk.ByOwner;
        Assert.Equal(all.Length, index.Count(group));
        Assert.Equal(cut.Length, index.Count(group, from, to));
        Assert.Same(all.FirstOrDefault(), index.First(group));
        Assert.Same(all.LastOrDefault(), index.Last(group));
        Same(cut, index.Ascending(group, from, to));
        Same(cut.Reverse(), index.Descending(group, from, to));
        skip = Math.Min(skip, _random.Next(0, cut.Length + 2));
        Same(cut.Skip(skip).Take(take), index.Page(group, skip, take, false, from, to));
        Same(cut.Reverse().Skip(skip).Take(take), index.Page(group, skip, take, true, from, to));
    }

    private void Step()
    {
        switch (_random.Next(100))
        {
            case < 25: Add(); break;
            case < 40: Insert(); break;
            case < 65: Replace(); break;
            case < 80: Remove(); break;
            case < 82: Bulk(); break;
            case < 84: Assert.Equal(_now.Number++, _desk.Numbers.Next()); break;
            case < 91: Commit(); break;
            case < 95: Rollback(); break;
            case < 97: Check(); break;
            case < 98: Remember(); break;
            case < 99: GoBack(); break;
            default: if (_random.Next(4) == 0) Clear(); break;
        }
    }

    private void Add()
    {
        var row = new Ticket(_now.NextId, Code(), Score(), Owner(), Desk.Noon);
        if (Attempt(row, () => _desk.Tickets.Add(id => row with { Id = id }))) row = _desk.Tickets.Find(row.Id)!;
        else return;
        _now.Rows.Add(row.Id, row);
        _now.NextId++;
    }

    private void Insert()
    {
        var row = new Ticket(Id(), Code(), Score(), Owner(), Desk.Noon);
        if (_now.Rows.ContainsKey(row.Id)) Assert.Throws<InvalidOperationException>(() => _desk.Tickets.Insert(row));
        else if (Attempt(row, () => _desk.Tickets.Insert(row)))
        {
            _now.Rows.Add(row.Id, row);
            _now.NextId = Math.Max(_now.NextId, row.Id + 1);
        }
    }

    private void Replace()
    {
        if (AnyRow() is not { } row) return;
        if (_random.Next(2) == 0) row = row with { Score = Score() };
        if (_random.Next(2) == 0) row = row with { Code = Code() };
        if (_random.Next(2) == 0) row = row with { Owner = Owner() };
        if (Attempt(row, () => _desk.Tickets.Replace(row))) _now.Rows[row.Id] = row;
    }

    private void Remove()
    {
        if (AnyRow() is not { } row) return;
        _desk.Tickets.Remove(row.Id);
        _now.Rows.Remove(row.Id);
    }

    private void Bulk()
    {
        for (var i = _random.Next(400); i > 0; i--)
            if (_random.Next(2) == 0) Add();
            else Remove();
        for (var i = _now.Rows.Count > 2500 ? 0 : _random.Next(200); i > 0; i--) Add();
    }

    private void Clear()
    {
        _desk.Tickets.Clear();
        _now.Rows.Clear();
    }

    private void Commit()
    {
        var changes = _desk.Store.Commit();
        // The changes alone lead from the state before to the state after.
        foreach (var change in changes)
        {
            Assert.Same(_committed.Rows.GetValueOrDefault(change.Id), change.Before);
            if (change.After is Ticket after) _committed.Rows[change.Id] = after;
            else _committed.Rows.Remove(change.Id);
        }

        Same(_now.Rows.Values, _committed.Rows.Values);
        _committed = _now.Copy();
    }

    private void Rollback()
    {
        _desk.Store.Rollback();
        _now = _committed.Copy();
        Check();
    }

    private void Remember()
    {
        Commit();
        _snapshots.Add((_desk.Store.Snapshot(), _now.Copy()));
    }

    private void GoBack()
    {
        if (_snapshots.Count == 0) return;
        Commit();
        // As often as not in a new store, as a world that is opened.
        if (_random.Next(2) == 0) _desk = new(_comparer);
        var (snapshot, state) = _snapshots[_random.Next(_snapshots.Count)];
        _desk.Store.Restore(snapshot);
        _now = state.Copy();
        _committed = state.Copy();
        Check();
    }

    /// <summary>Takes a step that a taken code refuses; says whether it was taken.</summary>
    private bool Attempt(Ticket row, Func<Ticket> step)
    {
        var taken = row.Code is not null
            && _now.Rows.Values.Any(other => other.Id != row.Id && _comparer.Equals(other.Code, row.Code));
        if (taken) Assert.Throws<InvalidOperationException>(step);
        else Assert.Equal(row, step());
        return !taken;
    }

    // Comparing by reference is stricter than by value, and many times as fast as the framework's comparison of collections.
    private static void Same(IEnumerable<Ticket> expected, IEnumerable<Ticket> actual)
    {
        var (wanted, found) = (expected.ToArray(), actual.ToArray());
        if (!wanted.SequenceEqual(found, ReferenceEqualityComparer.Instance)) Assert.Fail($"Expected {wanted.Length} rows: {Text(wanted)}\nbut found {found.Length}: {Text(found)}");

        static string Text(Ticket[] rows) => string.Join(" ", rows.Select(row => $"{row.Id}:{row.Score}"));
    }

    private Ticket? AnyRow() => _now.Rows.Count == 0 ? null : _now.Rows.Values.ElementAt(_random.Next(_now.Rows.Count));

    private string? Code() => _random.Next(4) == 0 ? null : (_random.Next(2) == 0 ? "code-" : "CODE-") + _random.Next(_random.Next(8) == 0 ? 50 : 100_000);

    private long Score() => _random.Next(20) switch
    {
        0 => long.MinValue,
        1 => long.MaxValue,
        < 10 => _random.Next(-5, 5),
        _ => _random.Next(100_000),
    };

    private long? Owner() => _random.Next(4) == 0 ? null : _random.Next(-1, 4);

    private long Id() => _random.Next(40) switch
    {
        0 => long.MinValue + _random.Next(3),
        1 => _random.NextInt64(-1_000_000_000_000, 0),
        2 => _now.NextId + _random.Next(600),
        _ => _random.NextInt64(0, Math.Min(_now.NextId, 5000) + 50),
    };

    internal sealed record State(SortedDictionary<long, Ticket> Rows, long NextId, long Number)
    {
        public long NextId { get; set; } = NextId;

        public long Number { get; set; } = Number;

        public State Copy() => this with { Rows = new(Rows) };
    }
}
